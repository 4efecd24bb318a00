"""Who decides on the access of an organisation, whether requests can be sent to it, and who may see that."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from domain.access_rights.administrators import no_administrator
from domain.activities.model import ActivityStatus
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from domain.organisations.target_groups import TargetGroup
from persistence.engine import WRITES
from persistence.tables.delegations import delegation
from persistence.tables.grants import access_grant
from persistence.tables.organisations import organisation
from tests.api.asking import GENT_AS_ID, applicant, asked_for, organisation_id, run
from tests.api.stored import add_organisations
from tests.support.access import TODAY, appoint, delegate, employ, entitle, use_channel, work_email
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api
from tests.support.client import Client
from tests.support.clock import START
from tests.support.factories import own, store

ACCESS = """
query Access($id: ID!) {
  organisation(id: $id) {
    canReceiveAccessRequests whyNot
    administrators { name head email }
    delegatedTo { id name }
    channels { application { code name } status since endedAt }
  }
}
"""
DAY = timedelta(days=1)
ANY_OTHER = "Lo Cale"


async def shown(client: Client, key: UUID = GENT_ID) -> Any:
    return (await client.send(ACCESS, {"id": organisation_id(key)})).data["organisation"]


async def receives(api: Api, key: UUID = GENT_ID) -> bool:
    """Return whether requests can be sent, as it is shown and as it turns out to be."""
    found = await shown(api.anonymous(), key)
    can: bool = found["canReceiveAccessRequests"]
    assert found["whyNot"] == (None if can else no_administrator(TargetGroup.LB))
    answer = await run(
        applicant(api, f"Vrager {uuid4()}"),
        "RequestAccess",
        **asked_for(organisationId=organisation_id(key), right=None),
    )
    assert (answer["__typename"], answer.get("message")) == (
        ("AccessRequested", None) if can else ("NotAllowed", no_administrator(TargetGroup.LB))
    )
    return can


async def stored(api: Api, statement: Any) -> None:
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(statement)
        await connection.commit()


@pytest.mark.parametrize("right", [LOCAL_ADMINISTRATOR_RIGHT, HEAD_ADMINISTRATOR_RIGHT])
async def test_an_organisation_with_an_administrator_receives_requests(api: Api, right: str) -> None:
    assert await receives(api) is False
    await appoint(api.engine, ANY_OTHER, GENT_ID, right=right)
    assert await receives(api) is True
    assert await receives(api, OCMW_GENT_ID) is False


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [(TODAY, TODAY, True), (TODAY + DAY, TODAY + DAY, False), (TODAY - DAY, TODAY - DAY, False)],
)
async def test_a_grant_counts_on_its_own_days(api: Api, begin: date, end: date, expected: bool) -> None:
    await employ(api.engine, ANY_OTHER, GENT_ID)
    await entitle(api.engine, ANY_OTHER, GENT_ID, LOCAL_ADMINISTRATOR_RIGHT, begin=begin, end=end)
    assert await receives(api) is expected


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY - DAY, False),
    ],
)
async def test_a_work_relation_counts_on_its_own_days(api: Api, begin: date, end: date | None, expected: bool) -> None:
    await employ(api.engine, ANY_OTHER, GENT_ID, begin=begin, end=end)
    await entitle(api.engine, ANY_OTHER, GENT_ID, LOCAL_ADMINISTRATOR_RIGHT)
    assert await receives(api) is expected


async def test_it_changes_as_the_days_go_by(api: Api) -> None:
    await employ(api.engine, ANY_OTHER, GENT_ID, end=TODAY + 2 * DAY)
    await entitle(api.engine, ANY_OTHER, GENT_ID, LOCAL_ADMINISTRATOR_RIGHT, begin=TODAY + DAY)
    found = []
    for _ in range(4):
        found.append(await receives(api))
        api.clock.advance(hours=24)
    assert found == [False, True, True, False]


async def test_an_administrator_without_an_address_does_not_count(api: Api) -> None:
    await entitle(api.engine, ANY_OTHER, GENT_ID, LOCAL_ADMINISTRATOR_RIGHT)
    await employ(api.engine, ANY_OTHER, OCMW_GENT_ID)
    assert await receives(api) is False


async def test_a_grant_that_was_revoked_does_not_count(api: Api) -> None:
    grant = await appoint(api.engine, ANY_OTHER, GENT_ID)
    await stored(api, update(access_grant).where(access_grant.c.id == grant.id).values(revoked_at=START))
    assert await receives(api) is False


async def test_another_right_does_not_count(api: Api) -> None:
    await appoint(api.engine, ANY_OTHER, GENT_ID, right=MODERATOR_RIGHT)
    assert await receives(api) is False


async def test_an_organisation_receives_requests_by_who_manages_its_access(api: Api) -> None:
    await appoint(api.engine, ANY_OTHER, GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    assert await receives(api, OCMW_GENT_ID) is True
    await stored(api, update(delegation).values(ended_at=START))
    assert await receives(api, OCMW_GENT_ID) is False
    assert await receives(api) is True


async def test_who_manages_the_access_of_who_manages_it_does_not_count(api: Api) -> None:
    (third,) = await add_organisations(api.engine, ["Derde"])
    await appoint(api.engine, ANY_OTHER, third)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    await delegate(api.engine, GENT_ID, to=third)
    assert await receives(api, OCMW_GENT_ID) is False
    assert await receives(api) is True


async def test_why_not_depends_on_the_target_group(api: Api) -> None:
    (association,) = await add_organisations(api.engine, ["Buurthuis"])
    assert (await shown(api.anonymous(), association))["whyNot"] == no_administrator(TargetGroup.EA)


async def test_one_that_ended_receives_nothing(api: Api) -> None:
    await appoint(api.engine, ANY_OTHER, GENT_ID)
    await stored(api, update(organisation).where(organisation.c.id == GENT_ID).values(ended_on=TODAY))
    found = await shown(api.anonymous())
    assert (found["canReceiveAccessRequests"], found["whyNot"]) == (
        False,
        "Deze organisatie bestaat niet meer. Daarom kan je er geen toegang aanvragen.",
    )


VIEWERS: dict[str, Callable[[Api], Client]] = {
    "anonymous": lambda api: api.anonymous(),
    "natural person": lambda api: api.signed_in("Na Tuurlijk", None),
    "organiser elsewhere": lambda api: api.signed_in("An Der", "OVO002672"),
    "administrator elsewhere": lambda api: api.signed_in("An Der", "OVO002672", LOCAL_ADMINISTRATOR_RIGHT),
    "who worked there before": lambda api: api.signed_in("Vroe Ger", None),
    "who works there": lambda api: api.signed_in("Col Lega", None),
    "who acts for it": lambda api: api.signed_in("Or Ganisator", OCMW_GENT_OVO),
    "its administrator": lambda api: api.signed_in("Eigen Beheerder", OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT),
    "administrator of who manages it": lambda api: api.signed_in("Lo Beheerder", GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT),
    "organiser of who manages it": lambda api: api.signed_in("Een", GENT_OVO),
}
NAMES = {"anonymous": False}
ADDRESSES = {
    "who works there": True,
    "who acts for it": True,
    "its administrator": True,
    "administrator of who manages it": True,
}
DECIDERS = {"who acts for it": True, "its administrator": True, "administrator of who manages it": True}


@pytest.mark.parametrize("viewer", sorted(VIEWERS))
async def test_each_sees_what_is_theirs(api: Api, viewer: str) -> None:
    await appoint(api.engine, "Eigen Beheerder", OCMW_GENT_ID, right=HEAD_ADMINISTRATOR_RIGHT)
    await appoint(api.engine, "Lo Beheerder", GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    await employ(api.engine, "Col Lega", OCMW_GENT_ID)
    await employ(api.engine, "Vroe Ger", OCMW_GENT_ID, end=TODAY - DAY)
    await use_channel(api.engine, OCMW_GENT_ID, "LOKET")
    client = VIEWERS[viewer](api)
    # Executed, and planned.
    for _ in range(2):
        found = await shown(client, OCMW_GENT_ID)
        names, addresses, decides = NAMES.get(viewer, True), ADDRESSES.get(viewer), DECIDERS.get(viewer)
        expected = [("Eigen Beheerder", True), ("Lo Beheerder", False)] if names else []
        assert found["administrators"] == [
            {"name": name, "head": head, "email": work_email(name) if addresses else None} for name, head in expected
        ]
        assert found["delegatedTo"] == ([{"id": GENT_AS_ID, "name": "Stad Gent"}] if decides else [])
        assert [each["application"]["code"] for each in found["channels"]] == (["LOKET"] if decides else [])
        assert found["canReceiveAccessRequests"] is True


async def test_who_is_administrator_for_several_reasons_is_shown_once(api: Api) -> None:
    await appoint(api.engine, ANY_OTHER, OCMW_GENT_ID)
    await entitle(api.engine, ANY_OTHER, OCMW_GENT_ID, HEAD_ADMINISTRATOR_RIGHT)
    await appoint(api.engine, ANY_OTHER, GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    found = await shown(api.signed_in("Or Ganisator", OCMW_GENT_OVO), OCMW_GENT_ID)
    assert found["administrators"] == [{"name": ANY_OTHER, "head": True, "email": work_email(ANY_OTHER)}]


async def test_a_delegation_that_ended_is_not_shown(api: Api) -> None:
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    await stored(api, update(delegation).values(ended_at=START))
    assert (await shown(api.organiser(), OCMW_GENT_ID))["delegatedTo"] == []


async def test_channels_are_shown_newest_first(api: Api) -> None:
    await use_channel(api.engine, OCMW_GENT_ID, "LOKET", days_ago=2, ended=True)
    await use_channel(api.engine, OCMW_GENT_ID, "RELIGIOPOINT", days_ago=1)
    await use_channel(api.engine, GENT_ID, "LOKET")
    assert (await shown(api.organiser(), OCMW_GENT_ID))["channels"] == [
        {
            "application": {"code": "RELIGIOPOINT", "name": "Religiopoint"},
            "status": "ACTIVE",
            "since": "2026-11-20T13:00:00+01:00",
            "endedAt": None,
        },
        {
            "application": {"code": "LOKET", "name": "Loket voor Lokale Besturen"},
            "status": "ENDED",
            "since": "2026-11-19T13:00:00+01:00",
            "endedAt": "2026-11-20T13:00:00+01:00",
        },
    ]


async def test_of_organisations_that_manage_access_everything_can_be_asked(api: Api) -> None:
    query = """
    query Q($id: ID!) {
      organisation(id: $id) { delegatedTo { name activities { totalCount } administrators { name } } }
    }
    """
    await appoint(api.engine, ANY_OTHER, GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=(await add_organisations(api.engine, ["Derde"]))[0])
    await store(api.engine, [own(GENT_ID, status=ActivityStatus.PUBLISHED)])
    answers = [(await api.organiser().send(query, {"id": organisation_id(OCMW_GENT_ID)})).data for _ in range(2)]
    assert answers[1] == answers[0]
    assert {each["name"]: each for each in answers[0]["organisation"]["delegatedTo"]} == {
        "Stad Gent": {
            "name": "Stad Gent",
            "activities": {"totalCount": 1},
            "administrators": [{"name": ANY_OTHER}],
        },
        "Derde": {"name": "Derde", "activities": {"totalCount": 0}, "administrators": []},
    }
    assert api.planner.counts["planned"] == 1


async def test_each_channel_is_shown_once_however_often_it_changed(api: Api) -> None:
    for number in range(3):
        await use_channel(api.engine, OCMW_GENT_ID, "LOKET", days_ago=number + 1, ended=True)
    (found,) = (await shown(api.organiser(), OCMW_GENT_ID))["channels"]
    assert (found["status"], found["since"]) == ("ENDED", "2026-11-20T13:00:00+01:00")


async def test_an_organisation_that_does_not_exist_is_null(api: Api) -> None:
    assert await shown(api.anonymous(), uuid4()) is None
    assert (await api.anonymous().send(ACCESS, {"id": "niets"})).data == {"organisation": None}
