"""Tasks of local administrators, live: whatever waits, and whenever it comes, changes or is decided on."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import pytest

from domain.access_requests.asking import AccessRequested, RequestAccess, request_access
from domain.access_requests.decisions import DecideOnAccess, decide_on_access
from domain.access_requests.model import AccessOutcome
from domain.access_requests.withdrawing import WithdrawAccessRequest, withdraw_access_request
from domain.acting import Acting
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT, Actor, Person
from domain.work_relations.establishing import EstablishWorkRelation, establish_work_relation
from domain.work_relations.model import WorkRelationKind
from persistence.engine import WRITES
from persistence.terms_of_use import StoredTermsOfUse
from realtime import access_tasks
from tests.realtime.subscribers import Stage, Subscriber, open_stage
from tests.support.access import appoint, delegate
from tests.support.api import GENT_ID, HASSELT_ID, OCMW_GENT_ID, TERMS
from tests.support.clock import START, Clock

FOLLOW = """
subscription {
  accessTasks {
    __typename
    ... on AccessTaskArrived { request { status applicant { name } } }
    ... on AccessTaskDecided { request { status applicant { name } } }
  }
}
"""


@pytest.fixture
async def stage(database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Stage]:
    """Give a stage with an administrator of Gent, on which nothing comes from a look at intervals."""
    monkeypatch.setattr(access_tasks, "LOOK_AGAIN", 60.0)
    monkeypatch.setattr(access_tasks, "LOOK_AGAIN_SOON", 60.0)
    async with open_stage(database_url, clock) as opened:
        await appoint(opened.engine, "Lo Beheerder", GENT_ID)
        async with opened.engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            await StoredTermsOfUse(connection).accept("lo", TERMS, at=START)
            await connection.commit()
        yield opened


async def administrator(stage: Stage, person: str = "lo", of: str = "Gent") -> Actor:
    return await stage.actor(person, of, LOCAL_ADMINISTRATOR_RIGHT)


def acting(stage: Stage, actor: Actor) -> Acting:
    services = stage.services
    return Acting(actor=actor, request=None, open_unit_of_work=services.open_unit_of_work, tools=services.tools)


def person(name: str) -> Actor:
    return Actor(person=Person(id=name.lower(), name=name))


async def ask(stage: Stage, name: str, organisation_id: UUID = GENT_ID) -> UUID:
    command = RequestAccess(
        organisation_id=organisation_id,
        right=MODERATOR_RIGHT,
        contexts=(),
        phone="+3292661234",
        email=f"{name.lower()}@example.org",
    )
    asked = await request_access(command, acting(stage, person(name)))
    assert isinstance(asked, AccessRequested), asked
    return asked.request_id


async def decide(stage: Stage, by: Actor, request_id: UUID, outcome: AccessOutcome) -> None:
    command = DecideOnAccess(request_id=request_id, outcome=outcome, reason="zo is het")
    await decide_on_access(command, acting(stage, by))


def told(subscriber: Subscriber) -> list[Any]:
    """Return what came: the kind of event, whose request, and where it stands."""
    found: list[Any] = []
    for answer in subscriber.answers:
        event = answer["data"]["accessTasks"]
        request = event["request"]
        found.append((event["__typename"], request["applicant"]["name"], request["status"]))
    return found


async def test_each_change_is_told_to_those_who_decide(stage: Stage) -> None:
    await ask(stage, "Eerst")
    lo = await administrator(stage)
    one, other = await stage.subscribe(lo, FOLLOW), await stage.subscribe(await administrator(stage, "la"), FOLLOW)
    await one.has(1)
    await other.has(1)
    request_id = await ask(stage, "Aan")
    await one.has(2)
    await other.has(2)
    await decide(stage, lo, request_id, AccessOutcome.APPROVED)
    await one.has(3)
    await other.has(3)
    works = EstablishWorkRelation(request_id=request_id, kind=WorkRelationKind.PERMANENT, email="aan@example.org")
    await establish_work_relation(works, acting(stage, lo))
    for each in (one, other):
        await each.has(4)
        assert told(each) == [
            ("AccessTaskArrived", "Eerst", "SUBMITTED"),
            ("AccessTaskArrived", "Aan", "SUBMITTED"),
            ("AccessTaskArrived", "Aan", "WORK_RELATION_NEEDED"),
            ("AccessTaskDecided", "Aan", "APPROVED"),
        ]


async def test_what_is_rejected_or_taken_back_waits_no_longer(stage: Stage) -> None:
    lo = await administrator(stage)
    follower = await stage.subscribe(lo, FOLLOW)
    rejected, taken_back = await ask(stage, "Een"), await ask(stage, "Twee")
    await follower.has(2)
    await decide(stage, lo, rejected, AccessOutcome.REJECTED)
    await follower.has(3)
    await withdraw_access_request(WithdrawAccessRequest(request_id=taken_back), acting(stage, person("Twee")))
    await follower.has(4)
    assert told(follower)[2:] == [
        ("AccessTaskDecided", "Een", "REJECTED"),
        ("AccessTaskDecided", "Twee", "WITHDRAWN"),
    ]


async def test_others_hear_of_their_own_only(stage: Stage) -> None:
    await appoint(stage.engine, "Elders Beheer", HASSELT_ID)
    elsewhere = await stage.subscribe(await administrator(stage, "el", "Hasselt"), FOLLOW)
    body = await stage.subscribe(await administrator(stage, "be", "OCMW Gent"), FOLLOW)
    await ask(stage, "Aan")
    await ask(stage, "Uit", HASSELT_ID)
    await elsewhere.has(1)
    await delegate(stage.engine, GENT_ID, to=OCMW_GENT_ID)
    stage.clock.advance(seconds=1)
    await ask(stage, "Na")
    await body.has(2)
    assert told(elsewhere) == [("AccessTaskArrived", "Uit", "SUBMITTED")]
    assert [name for _, name, _ in told(body)] == ["Aan", "Na"]
