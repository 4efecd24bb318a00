"""A right from the first question to the last second: asked for, decided on, used, and gone everywhere at once."""

import asyncio
from contextlib import aclosing

import pytest

from schema import contract
from tests.sign_in.administering import FOR_GENT, GENT, MODERATES, administrator_of, run, signed_in
from tests.sign_in.browser import NATURAL_PERSON, Browser
from tests.sign_in.conftest import Site
from tests.sign_in.following import FORBIDDEN, IN_TIME, closed, events, heard, session_of, subscribe, websocket

RIGHT = "AGII_Aanbodplatform_LB_CompEnt_Gebruiker"
FEED = 'mutation { createWorkFeed(input: {nis: "44021"}) { ... on WorkFeedCreated { path } } }'

pytestmark = pytest.mark.xdist_group("sign-in")


@pytest.fixture
async def administrator(site: Site) -> Browser:
    """Give the local administrator of Gent, signed in."""
    return await administrator_of(site)


async def granted(browser: Browser, administrator: Browser) -> str:
    """Ask for the right to moderate Gent, get it, and return the id of the grant."""
    asked = await run(
        browser, "RequestAccess", organisationId=GENT, right=RIGHT, phone="+3212345678", email="mo@example.org"
    )
    request = {"requestId": asked["request"]["id"]}
    await run(administrator, "ApproveAccessRequest", **request, reason="medewerker")
    await run(administrator, "EstablishWorkRelation", **request, kind="PERMANENT", email="mo@example.org")
    mine = (await browser.send(contract.operations()["MyAccess"])).data["viewer"]["grants"]["edges"]
    grant_id: str = mine[0]["node"]["id"]
    return grant_id


async def test_a_natural_person_asks_for_a_right_and_moderates_when_signed_in_for_the_city(
    site: Site, administrator: Browser
) -> None:
    nobody = await signed_in(site, "mo", NATURAL_PERSON)
    assert (await nobody.send(MODERATES)).data == {"territory": None}
    await granted(nobody, administrator)
    assert (await nobody.send(MODERATES)).data == {"territory": None}
    moderator = await signed_in(site, "mo", FOR_GENT)
    assert (await moderator.send(MODERATES)).data == {"territory": {"name": "Gent"}}


async def test_a_right_that_is_ended_is_gone_everywhere_at_once(site: Site, administrator: Browser) -> None:
    grant_id = await granted(await signed_in(site, "mo", NATURAL_PERSON), administrator)
    moderator = await signed_in(site, "mo", FOR_GENT)
    feed = (await moderator.send(FEED)).data["createWorkFeed"]["path"]
    export = f"{site.url}/export/audit/44021.csv"
    assert (await moderator.http.get(f"{site.url}{feed}")).status_code == 200
    assert (await moderator.http.get(export)).status_code == 200
    async with (
        websocket(site, session_of(moderator)) as opened,
        aclosing(events(site, session_of(moderator))) as stream,
    ):
        await subscribe(opened)
        await heard(opened)
        await anext(stream)
        answer = await run(administrator, "EndGrants", grantIds=[grant_id], reason="uit dienst")
        assert [each["__typename"] for each in answer["results"]] == ["GrantEnded"]
        async with asyncio.timeout(IN_TIME):
            assert [each["errors"][0]["extensions"]["code"] async for each in stream] == ["NOT_FOUND"]
        assert await closed(opened) == (FORBIDDEN, "Je rechten zijn gewijzigd")
    assert (await moderator.send(MODERATES)).data == {"territory": None}
    assert (await moderator.http.get(f"{site.url}{feed}")).status_code == 404
    assert (await moderator.http.get(export)).status_code == 404
