"""Somebody who was added by number signs in: what was granted is theirs, and the number is kept nowhere."""

import pytest
from sqlalchemy import select

from persistence.tables.access_audit import access_audit_entry
from persistence.tables.persons import person
from persistence.tables.sessions import session
from schema import contract
from tests.api.stored import rows
from tests.sign_in.administering import FOR_GENT, GENT, MODERATES, administrator_of, run, signed_in
from tests.sign_in.browser import NATURAL_PERSON, Browser
from tests.sign_in.conftest import OpenSite, Site

RIGHT = "AGII_Aanbodplatform_LB_CompEnt_Gebruiker"
SCOPES = "openid profile vo agii_aanbodplatform rrn"
NUMBER, ANOTHER = "85073003328", "17073003384"

pytestmark = pytest.mark.xdist_group("sign-in")


async def numbered(site: Site, person: str, number: str | None) -> Browser:
    """Sign in for Gent, with what the provider says of the number."""
    return await signed_in(site, person, FOR_GENT if number is None else {**FOR_GENT, "rrn": number})


async def add(site: Site) -> None:
    """Let the local administrator grant a right to somebody new."""
    relation = {"kind": "PERMANENT", "email": "mo@example.org"}
    new = {"number": "85.07.30-033.28", "name": "Mo Test", "workRelation": relation}
    administrator = await administrator_of(site)
    answer = await run(administrator, "GrantRights", organisationId=GENT, right=RIGHT, reason="nieuw", newPeople=[new])
    assert [each["__typename"] for each in answer["results"]] == ["RightGranted"]


async def people(site: Site) -> list[tuple[str | None, bool]]:
    """Return who is known: by how they sign in, and whether by number."""
    found = await rows(site.engine, person)
    return sorted((row["subject"] or "", row["number_digest"] is not None) for row in found)


async def test_who_was_added_by_number_has_the_right_at_the_first_sign_in(open_site: OpenSite) -> None:
    async with open_site(oidc_scopes=SCOPES) as site:
        await add(site)
        assert await people(site) == [("", True), ("lo", False)]
        assert (await (await numbered(site, "mo", NUMBER)).send(MODERATES)).data == {"territory": {"name": "Gent"}}
        assert await people(site) == [("lo", False), ("mo", True)]
        # And at the second.
        assert (await (await numbered(site, "mo", NUMBER)).send(MODERATES)).data == {"territory": {"name": "Gent"}}
        recognised = select(access_audit_entry.c.actor_id).where(access_audit_entry.c.action == "RECOGNISED")
        async with site.engine.connect() as connection:
            assert (await connection.execute(recognised)).scalars().all() == ["mo"]


async def test_who_was_here_before_keeps_what_they_had(open_site: OpenSite) -> None:
    async with open_site(oidc_scopes=SCOPES) as site:
        await add(site)
        before = await signed_in(site, "mo", NATURAL_PERSON)
        asked = {"organisationId": GENT, "phone": "+3212345678", "email": "mo@example.org"}
        assert (await run(before, "RequestAccess", **asked))["__typename"] == "AccessRequested"
        known = await numbered(site, "mo", NUMBER)
        mine = (await known.send(contract.operations()["MyAccess"])).data["viewer"]
        assert (len(mine["accessRequests"]["edges"]), len(mine["grants"]["edges"])) == (1, 1)
        assert (await known.send(MODERATES)).data == {"territory": {"name": "Gent"}}


@pytest.mark.parametrize("number", [None, ANOTHER, "85073003329", "x"])
async def test_another_number_or_none_gives_nothing(open_site: OpenSite, number: str | None) -> None:
    async with open_site(oidc_scopes=SCOPES) as site:
        await add(site)
        assert (await (await numbered(site, "mo", number)).send(MODERATES)).data == {"territory": None}
        assert ("", True) in await people(site)


async def test_a_number_stays_with_whom_it_was_found_first(open_site: OpenSite) -> None:
    async with open_site(oidc_scopes=SCOPES) as site:
        await add(site)
        await numbered(site, "mo", NUMBER)
        assert (await (await numbered(site, "el", NUMBER)).send(MODERATES)).data == {"territory": None}


async def test_the_number_is_in_no_row_that_a_sign_in_leaves(open_site: OpenSite) -> None:
    async with open_site(oidc_scopes=SCOPES) as site:
        await numbered(site, "mo", NUMBER)
        for table in (person, session, access_audit_entry):
            assert NUMBER not in str(await rows(site.engine, table))
