"""What is open when somebody's rights change: it goes on with what they have by then, or ends, within seconds."""

import asyncio
from contextlib import aclosing
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import orjson
import pytest
from sqlalchemy import text, update
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from auth import authenticator
from auth.development import issue, new_key, subject_of
from domain.actors import MODERATOR_RIGHT
from ikdoemee import access_watch
from ikdoemee.settings import Settings
from persistence.development_key import development_jwk
from persistence.engine import WRITES
from persistence.tables.organisations import organisation
from persistence.unit_of_work import units_of_work
from realtime import stream
from tests.api.stored import news, tell
from tests.persistence.test_access_changes import Nobody
from tests.realtime.subscribers import short
from tests.sign_in.conftest import Site
from tests.sign_in.following import (
    FORBIDDEN,
    IN_TIME,
    UNAUTHORIZED,
    closed,
    events,
    heard,
    session_of,
    subscribe,
    websocket,
)
from tests.support.api import GENT_OVO

VIEWER = "{ viewer { person { name } } }"
CLAIMS = 'subscription { activityClaims(nis: "44021") { __typename } }'

pytestmark = pytest.mark.xdist_group("sign-in")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, where it is not about how often."""
    monkeypatch.setattr(access_watch, "WATCH_EVERY", 0.1)


async def change(site: Site, subject: str = "mo", *, ended_on: date | None = None, note: bool = True) -> None:
    """End the city of Gent, or let it live again, as what stands for a change of rights."""
    async with site.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(update(organisation).where(organisation.c.ovo == GENT_OVO).values(ended_on=ended_on))
        await connection.commit()
    if note:
        async with units_of_work(site.engine, Nobody(), now=site.clock.now)() as work:
            await work.access_changes.add(subject)
            await work.commit()


LONG_AGO = date(2020, 1, 1)


async def test_a_session_is_enough_for_a_websocket(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    async with websocket(site, session_of(browser)) as opened:
        await subscribe(opened, VIEWER)
        assert (await heard(opened))["payload"]["data"] == {"viewer": {"person": {"name": "mo Test"}}}


async def test_pages_of_other_sites_open_no_websocket(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    with pytest.raises(InvalidStatus) as refused:
        async with connect(
            site.socket_url,
            subprotocols=[Subprotocol("graphql-transport-ws")],
            additional_headers=session_of(browser),
            origin=Origin("https://evil.example"),
        ):
            pass
    assert refused.value.response.status_code == 403


async def test_a_websocket_in_a_session_that_ended_is_not_opened(site: Site) -> None:
    async with connect(
        site.socket_url, subprotocols=[Subprotocol("graphql-transport-ws")], additional_headers={"cookie": "sessie=x"}
    ) as opened:
        await opened.send('{"type": "connection_init"}')
        assert await closed(opened) == (UNAUTHORIZED, "Je sessie is afgelopen. Meld je opnieuw aan.")


async def test_what_is_open_in_a_session_ends_with_it(site: Site) -> None:
    browser, elsewhere = site.open_browser(), site.open_browser()
    await browser.sign_in()
    await elsewhere.sign_in()
    async with (
        websocket(site, session_of(browser)) as opened,
        websocket(site, session_of(elsewhere)) as other,
        aclosing(events(site, session_of(browser))) as stream,
    ):
        for each in (opened, other):
            await subscribe(each)
            assert short((await heard(each))["payload"]) == "up to date at 0"
        assert short(await anext(stream)) == "up to date at 0"
        await browser.post("/afmelden")
        async with asyncio.timeout(IN_TIME):
            assert [each["errors"][0]["extensions"]["code"] async for each in stream] == ["TOKEN_EXPIRED"]
        assert await closed(opened) == (FORBIDDEN, "Je sessie is afgelopen. Meld je opnieuw aan.")
        # Another session of the same person is another matter.
        await subscribe(other, VIEWER, "2")
        assert (await heard(other))["id"] == "2"


async def arrived(opened: ClientConnection) -> bool:
    """Whether a Melding comes."""
    async with asyncio.timeout(IN_TIME):
        while True:
            message = orjson.loads(await opened.recv())
            if message["payload"]["data"]["meldingen"]["__typename"] == "MeldingArrived":
                return True


@pytest.mark.usefixtures("quick")
async def test_who_loses_their_organisation_is_put_out(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    async with (
        websocket(site, session_of(browser)) as opened,
        aclosing(events(site, session_of(browser))) as stream,
        aclosing(events(site, session_of(browser), CLAIMS)) as claims,
    ):
        await subscribe(opened)
        await heard(opened)
        await anext(stream)
        await anext(claims)
        await change(site, ended_on=LONG_AGO)
        async with asyncio.timeout(IN_TIME):
            assert [each["errors"][0]["extensions"]["code"] async for each in stream] == ["NOT_FOUND"]
            assert [each["errors"][0]["extensions"]["code"] async for each in claims] == ["NOT_FOUND"]
        assert await closed(opened) == (FORBIDDEN, "Je rechten zijn gewijzigd")


@pytest.mark.usefixtures("quick")
async def test_tokens_are_looked_after_as_well(site: Site, database_url: str) -> None:
    jwk = await development_jwk(site.engine, new_key)
    token = issue(
        jwk,
        person="Mo",
        organisation=GENT_OVO,
        rights=[MODERATOR_RIGHT],
        rights_claim=Settings(database_url=database_url).rights_claim,
        now=site.clock.now(),
    )
    async with websocket(site, {}, authorization=f"Bearer {token}") as opened:
        await subscribe(opened)
        await heard(opened)
        await change(site, subject_of("Mo"), ended_on=LONG_AGO)
        assert (await closed(opened))[0] == FORBIDDEN


@pytest.mark.usefixtures("quick")
async def test_who_gets_more_goes_on_with_it(site: Site) -> None:
    await change(site, ended_on=LONG_AGO, note=False)
    browser = site.open_browser()
    await browser.sign_in()
    async with websocket(site, session_of(browser)) as opened:
        await subscribe(opened)
        assert (await heard(opened))["payload"]["errors"][0]["extensions"]["code"] == "NOT_FOUND"
        assert (await heard(opened))["type"] == "complete"
        await change(site)
        async with asyncio.timeout(IN_TIME):
            for number in range(2, 1000):
                await subscribe(opened, name=str(number))
                message = orjson.loads(await opened.recv())
                if "errors" not in message["payload"]:
                    break
                assert orjson.loads(await opened.recv())["type"] == "complete"
                await asyncio.sleep(0.05)


@pytest.mark.usefixtures("quick")
async def test_what_changed_nothing_disturbs_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LOOK_AGAIN", 0.1)
    browser = site.open_browser()
    await browser.sign_in()
    async with websocket(site, session_of(browser)) as opened:
        await subscribe(opened)
        await heard(opened)
        await change(site)
        await change(site, "somebody else")
        await tell(site.engine, [news()])
        assert await arrived(opened)


@pytest.mark.usefixtures("quick")
async def test_a_session_that_is_not_used_takes_what_is_open_with_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticator, "REMEMBERED", 0.0)
    browser = site.open_browser()
    await browser.sign_in()
    async with websocket(site, session_of(browser)) as opened:
        site.clock.advance(minutes=20)
        await subscribe(opened, VIEWER)
        await heard(opened)
        site.clock.advance(minutes=20)
        # What is asked over a socket is use of the session, that it is open is not.
        assert (await browser.session())["signedIn"]
        site.clock.advance(minutes=10)
        assert (await closed(opened))[0] == FORBIDDEN
        assert await browser.session() == {"signedIn": False}


@pytest.mark.usefixtures("quick")
async def test_a_new_day_is_a_new_look(site: Site) -> None:
    here = ZoneInfo("Europe/Brussels")
    now = site.clock.now().astimezone(here)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), here)
    site.clock.advance(seconds=(midnight - now).total_seconds() - 60)
    browser = site.open_browser()
    await site.start_session(browser)
    async with websocket(site, session_of(browser)) as opened:
        await subscribe(opened)
        await heard(opened)
        await change(site, ended_on=LONG_AGO, note=False)
        site.clock.advance(seconds=120)
        assert await closed(opened) == (FORBIDDEN, "Je rechten zijn gewijzigd")


@pytest.mark.usefixtures("quick")
async def test_a_database_that_fails_for_a_while_is_looked_at_again(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    async with websocket(site, session_of(browser)) as opened:
        await rename(site, "access_change", "away")
        await asyncio.sleep(0.5)
        await rename(site, "away", "access_change")
        await change(site, ended_on=LONG_AGO)
        assert (await closed(opened))[0] == FORBIDDEN


async def rename(site: Site, before: str, after: str) -> None:
    async with site.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))
        await connection.commit()


async def test_nothing_is_done_over_a_socket_in_a_session_that_ended(site: Site) -> None:
    browser = site.open_browser()
    await browser.sign_in()
    async with websocket(site, session_of(browser)) as opened:
        await browser.post("/afmelden")
        await subscribe(opened, VIEWER)
        assert await closed(opened) == (FORBIDDEN, "Je sessie is afgelopen. Meld je opnieuw aan.")
