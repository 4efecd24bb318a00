"""The period of a right is changed by the rules of granting it and of ending it."""

from typing import Any

import pytest

from auth.development import subject_of
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT
from tests.api.asking import ADMINISTRATOR, COLLEAGUE, administrator, applicant
from tests.api.granting import BACKUP, change, changed_subjects, day, end, grant_id, mailed, said, trail, wrong
from tests.support.access import PREMIEZOEKER, TODAY, appoint, delegate, employ, entitle, work_email
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api

UNKNOWN = "Dit recht bestaat niet of je mag het niet zien."


async def test_a_right_is_extended_and_the_person_is_told(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    given = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    answer = await change(administrator(api), grant_id(given), end=day(500), expectedVersion=1)
    assert (answer["__typename"], answer["grant"]["begin"], answer["grant"]["end"]) == (
        "GrantPeriodChanged",
        day(-30),
        day(500),
    )
    assert await mailed(api, work_email(BACKUP)) == ["De periode van uw gebruikersrecht is gewijzigd"]
    assert await changed_subjects(api) == {subject_of(BACKUP)}
    (line,) = await trail(api, "GRANT_PERIOD_CHANGED")
    assert (line["actor_name"], line["grant_id"], line["reason"], line["changes"]) == (
        ADMINISTRATOR,
        given.id,
        "verlenging",
        [{"field": "grant.end", "before": day(300), "after": day(500)}],
    )


async def test_who_decides_on_an_older_version_hears_who_changed_it(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    await change(administrator(api), given, expectedVersion=1)
    stale = await change(administrator(api), given, end=day(50), expectedVersion=1)
    assert (stale["__typename"], stale["currentVersion"], stale["changedBy"]["name"]) == (
        "VersionConflict",
        2,
        ADMINISTRATOR,
    )
    assert len(await trail(api, "GRANT_PERIOD_CHANGED")) == 1


async def test_the_same_request_is_carried_out_once(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    first = await change(administrator(api), given, expectedVersion=1, idempotencyKey="k")
    assert await change(administrator(api), given, expectedVersion=1, idempotencyKey="k") == first
    assert len(await trail(api, "GRANT_PERIOD_CHANGED")) == 1


async def test_the_days_that_it_has_already_change_nothing(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    answer = await change(administrator(api), given, begin=day(-30), end=day(300))
    assert answer["__typename"] == "GrantPeriodChanged"
    assert await trail(api, "GRANT_PERIOD_CHANGED") == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reason": " "}, {"reason": "Schrijf waarom."}),
        ({"begin": day(-31)}, {"begin": "De begindatum ligt in het verleden."}),
        ({"begin": day(-1)}, {"begin": "De begindatum ligt in het verleden."}),
        ({"end": day(-1)}, {"end": "De einddatum ligt in het verleden."}),
        ({"begin": day(9), "end": day(8)}, {"end": "De einddatum ligt voor de begindatum."}),
        ({"end": day(701)}, {"end": "Dit recht kan voor hoogstens 731 dagen na elkaar worden toegekend."}),
    ],
    ids=str,
)
async def test_days_that_cannot_be_are_refused(api: Api, given: dict[str, Any], expected: dict[str, str]) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    grant = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    assert wrong(await change(administrator(api), grant_id(grant), **given)) == expected


async def test_two_periods_of_one_right_do_not_overlap(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    first = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER, end=TODAY)
    await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER, begin=TODAY.replace(month=12), end=TODAY.replace(month=12))
    refused = await change(administrator(api), grant_id(first), end=day(30))
    assert said(refused) == ("WrongStatus", f"{BACKUP} heeft dit recht al op 21 december 2026. Pas die periode aan.")
    assert (await change(administrator(api), grant_id(first), end=day(29)))["__typename"] == "GrantPeriodChanged"


async def test_what_ended_stays_so(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    await end(administrator(api), given)
    assert said(await change(administrator(api), given)) == (
        "WrongStatus",
        "Dit recht is al beëindigd. Ken het opnieuw toe.",
    )


async def test_the_last_administrator_stays(api: Api) -> None:
    only = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for days in ({"end": day(30)}, {"begin": day(2), "end": day(300)}):
        refused = await change(administrator(api), grant_id(only), **days)
        assert refused["__typename"] == "WrongStatus"
        assert "geen lokale beheerder met een e-mailadres meer" in refused["message"]
    assert await trail(api, "GRANT_PERIOD_CHANGED") == []


async def test_nobody_extends_their_own_right_unless_there_is_nobody_else(api: Api) -> None:
    own = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    extended = await change(administrator(api), grant_id(own), end=day(400))
    assert extended["__typename"] == "GrantPeriodChanged"
    (line,) = await trail(api, "GRANT_PERIOD_CHANGED")
    assert {"field": "grant.ownDecision", "before": None, "after": "true"} in line["changes"]
    await appoint(api.engine, COLLEAGUE, GENT_ID)
    refused = await change(administrator(api), grant_id(own), end=day(500))
    assert said(refused) == (
        "NotAllowed",
        "Over je eigen rechten beslist een andere lokale beheerder van de organisatie.",
    )
    # Giving up days is everybody's own affair.
    assert (await change(administrator(api), grant_id(own), end=day(200)))["__typename"] == "GrantPeriodChanged"


async def test_the_right_of_a_head_is_extended_by_a_head_only(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    head = await appoint(api.engine, BACKUP, GENT_ID, right=HEAD_ADMINISTRATOR_RIGHT)
    assert (await change(administrator(api), grant_id(head), end=day(400)))["__typename"] == "NotAllowed"
    other = api.signed_in(COLLEAGUE, GENT_OVO, HEAD_ADMINISTRATOR_RIGHT)
    assert (await change(other, grant_id(head), end=day(400)))["__typename"] == "GrantPeriodChanged"


async def test_only_who_decides_on_the_access_of_an_organisation_changes_rights_there(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    assert (await change(api.anonymous(), given))["__typename"] == "SignInRequired"
    elsewhere = api.signed_in("Elders Derator", "OVO002083", LOCAL_ADMINISTRATOR_RIGHT)
    for client in (api.moderator(), api.organiser(), applicant(api, BACKUP), elsewhere):
        assert said(await change(client, given)) == ("NotFound", UNKNOWN)
    assert said(await change(administrator(api), "x")) == ("NotFound", UNKNOWN)


async def test_the_administrators_of_who_manages_an_organisation_change_rights_there(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, OCMW_GENT_ID, PREMIEZOEKER))
    assert said(await change(administrator(api), given)) == ("NotFound", UNKNOWN)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    assert (await change(administrator(api), given))["__typename"] == "GrantPeriodChanged"
