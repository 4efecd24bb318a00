"""Following claims: all that stand, whenever they are others than before, to those who moderate the territory."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.acting import Acting
from domain.activities.deciding import DecideOnActivity, delete_activity, unpublish_activity
from domain.activities.model import Activity, ActivityStatus
from domain.actors import Actor
from domain.claims.actions import ClaimActivity, claim_activity
from persistence.engine import WRITES
from persistence.terms_of_use import StoredTermsOfUse
from realtime import claims
from resolvers.context import Context
from tests.realtime.subscribers import SOON, Stage, Subscriber, open_stage
from tests.support.api import TERMS
from tests.support.clock import START, Clock
from tests.support.factories import HASSELT, activity, store

FOLLOW = """
subscription Follow($nis: NisCode! = "44021") {
  activityClaims(nis: $nis) { activity { id title } by { kind name } until }
}
"""


@pytest.fixture
async def stage(database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Stage]:
    """Give a stage on which nothing comes from a look at intervals."""
    monkeypatch.setattr(claims, "LOOK_AGAIN", 60.0)
    monkeypatch.setattr(claims, "LOOK_AGAIN_SOON", 60.0)
    async with open_stage(database_url, clock) as opened:
        async with opened.engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            for person in ("a", "b"):
                await StoredTermsOfUse(connection).accept(person, TERMS, at=START)
            await connection.commit()
        yield opened


def acting(stage: Stage, actor: Actor) -> Acting:
    services = stage.services
    return Acting(actor=actor, request=None, open_unit_of_work=services.open_unit_of_work, tools=services.tools)


async def claim(stage: Stage, actor: Actor, on: Activity, *, release: bool = False) -> None:
    await claim_activity(ClaimActivity(activity_id=on.id, release=release), acting(stage, actor))


def names(subscriber: Subscriber) -> list[Any]:
    """Return who looks at what, set by set."""
    found: list[Any] = []
    for answer in subscriber.answers:
        if "errors" in answer:
            found.append(answer["errors"][0]["extensions"]["code"])
        else:
            found.append(sorted(each["by"]["name"] for each in answer["data"]["activityClaims"]))
    return found


async def drafts(engine: AsyncEngine, count: int = 2, **changes: Any) -> list[Activity]:
    made = [activity(**changes) for _ in range(count)]
    await store(engine, made)
    return made


async def test_who_follows_gets_what_stands_and_then_each_change(stage: Stage) -> None:
    one, two = await drafts(stage.engine)
    an, bo = await stage.actor("a"), await stage.actor("b")
    await claim(stage, an, one)
    follower = await stage.subscribe(bo, FOLLOW)
    await follower.has(1)
    await claim(stage, bo, two)
    await follower.has(2)
    await claim(stage, an, one, release=True)
    await follower.has(3)
    assert names(follower) == [["A"], ["A", "B"], ["B"]]


async def test_a_claim_that_goes_on_is_shown_with_its_new_end(stage: Stage) -> None:
    (one,) = await drafts(stage.engine, 1)
    an = await stage.actor("a")
    await claim(stage, an, one)
    follower = await stage.subscribe(an, FOLLOW)
    await follower.has(1)
    stage.clock.advance(minutes=5)
    await claim(stage, an, one)
    await follower.has(2)
    ends = [answer["data"]["activityClaims"][0]["until"] for answer in follower.answers]
    assert ends == ["2026-11-21T13:10:00+01:00", "2026-11-21T13:15:00+01:00"]


@pytest.mark.parametrize("decide", [unpublish_activity, delete_activity])
async def test_a_decision_is_seen_to_end_a_claim(stage: Stage, decide: Any) -> None:
    (one,) = await drafts(stage.engine, 1, status=ActivityStatus.PUBLISHED)
    an, bo = await stage.actor("a"), await stage.actor("b")
    await claim(stage, an, one)
    follower = await stage.subscribe(bo, FOLLOW)
    await follower.has(1)
    await decide(DecideOnActivity(activity_id=one.id), acting(stage, bo))
    await follower.has(2)
    assert names(follower) == [["A"], []]


async def test_what_is_refused_or_happens_elsewhere_rings_for_nobody(stage: Stage) -> None:
    (one,) = await drafts(stage.engine, 1)
    (elsewhere,) = await drafts(stage.engine, 1, territory=HASSELT)
    an, bo = await stage.actor("a"), await stage.actor("b")
    hasselt = await stage.actor("a", "Hasselt")
    follower = await stage.subscribe(bo, FOLLOW)
    await follower.has(1)
    await claim(stage, hasselt, elsewhere)
    await claim(stage, hasselt, one)
    await claim(stage, an, one)
    await claim(stage, bo, one)
    await claim(stage, bo, one, release=True)
    await claim(stage, an, one, release=True)
    await follower.has(3)
    assert names(follower) == [[], ["A"], []]


async def test_a_claim_that_ends_by_itself_disappears_without_a_ring(stage: Stage) -> None:
    (one,) = await drafts(stage.engine, 1)
    an = await stage.actor("a")
    await claim(stage, an, one)
    # One tenth of a second before its end.
    stage.clock.advance(minutes=9, seconds=59.9)
    follower = await stage.subscribe(an, FOLLOW)
    await follower.has(1)
    stage.clock.advance(seconds=0.1)
    await follower.has(2)
    assert names(follower) == [["A"], []]


async def test_a_sign_of_life_comes_though_nothing_changes(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT", 0.05)
    follower = await stage.subscribe(await stage.actor("a"), FOLLOW)
    await follower.has(3)
    assert names(follower)[:3] == [[], [], []]


@pytest.mark.parametrize("who", [("a", "Hasselt"), ("a", "Gent", "no right")])
async def test_who_does_not_moderate_the_territory_is_told_that_there_is_none(stage: Stage, who: tuple[str]) -> None:
    follower = await stage.subscribe(await stage.actor(*who), FOLLOW)
    await follower.end()
    assert names(follower) == ["NOT_FOUND"]


async def test_nothing_comes_after_the_end_of_a_token(stage: Stage) -> None:
    (one,) = await drafts(stage.engine, 1)
    an, short = await stage.actor("a", minutes=60), await stage.actor("b", minutes=1)
    follower = await stage.subscribe(short, FOLLOW)
    await follower.has(1)
    stage.clock.advance(minutes=1)
    await claim(stage, an, one)
    await follower.end()
    assert names(follower) == [[], "TOKEN_EXPIRED"]


async def test_nothing_comes_after_the_loss_of_a_right(stage: Stage) -> None:
    (one,) = await drafts(stage.engine, 1)
    an = await stage.actor("a")
    connection: Context = stage.context(await stage.actor("b"))
    follower = await stage.subscribe(connection, FOLLOW)
    await follower.has(1)
    connection.act_as(await stage.actor("b", "Gent", "no right"))
    await claim(stage, an, one)
    await follower.end()
    assert names(follower) == [[], "NOT_FOUND"]


async def test_it_ends_when_the_server_stops(stage: Stage) -> None:
    follower = await stage.subscribe(await stage.actor("a"), FOLLOW)
    await follower.has(1)
    async with asyncio.timeout(SOON):
        await stage.bell.stop()
    await follower.end()
    assert names(follower) == [[]]
