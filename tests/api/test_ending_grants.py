"""Rights end at once or after the last working day, and no organisation is left without a local administrator."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from auth.development import subject_of
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from persistence.engine import WRITES
from persistence.tables.grants import access_grant
from persistence.tables.organisations import organisation
from tests.api.asking import ADMINISTRATOR, COLLEAGUE, administrator, applicant, mine, run
from tests.api.granting import (
    BACKUP,
    change,
    changed_subjects,
    day,
    end,
    grant_id,
    kinds,
    mailed,
    said,
    trail,
    wrong,
)
from tests.support.access import PREMIEZOEKER, TODAY, appoint, delegate, employ, entitle, work_email
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api, open_api
from tests.support.clock import Clock

UNKNOWN = "Dit recht bestaat niet of je mag het niet zien."
NOW_NOBODY = (
    "Stad Gent heeft dan nu meteen geen lokale beheerder met een e-mailadres meer. Duid eerst een andere lokale "
    "beheerder aan, of verleng diens recht."
)


async def id_of(api: Api, ovo: str) -> UUID:
    """Return the key of an organisation."""
    async with api.engine.connect() as connection:
        found: UUID = (
            await connection.execute(select(organisation.c.id).where(organisation.c.ovo == ovo))
        ).scalar_one()
    return found


async def clear(api: Api) -> None:
    """Forget all grants."""
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(delete(access_grant))
        await connection.commit()


async def test_who_leaves_keeps_a_right_until_the_last_working_day(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    given = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    answer = await end(administrator(api), grant_id(given), end=day(40))
    (result,) = answer["results"]
    assert (result["__typename"], result["grant"]["status"], result["grant"]["end"]) == (
        "GrantEnded",
        "ACTIVE",
        day(40),
    )
    assert await mailed(api, work_email(BACKUP)) == ["Uw gebruikersrecht eindigt op 31/12/2026"]
    (line,) = await trail(api, "GRANT_REVOKED")
    assert (line["actor_name"], line["acting_as"], line["grant_id"], line["reason"], line["changes"]) == (
        ADMINISTRATOR,
        GENT_ID,
        given.id,
        "uit dienst",
        [{"field": "grant.end", "before": given.end.isoformat(), "after": day(40)}],
    )
    assert await changed_subjects(api) == {subject_of(BACKUP)}


async def test_a_right_that_ends_at_once_is_revoked_now(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    given = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    (result,) = (await end(administrator(api), grant_id(given)))["results"]
    assert (result["grant"]["status"], result["grant"]["end"]) == ("REVOKED", given.end.isoformat())
    assert await mailed(api, work_email(BACKUP)) == ["Uw gebruikersrecht werd beëindigd"]
    (line,) = await trail(api, "GRANT_REVOKED")
    assert line["changes"] == [{"field": "grant.revoked", "before": None, "after": "true"}]
    own = (await mine(api.signed_in(BACKUP, None)))["grants"]["edges"]
    assert [edge["node"]["status"] for edge in own] == ["REVOKED"]


async def test_a_right_that_would_end_before_it_begins_is_revoked(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    given = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER, begin=TODAY + timedelta(days=5))
    (result,) = (await end(administrator(api), grant_id(given), end=day(3)))["results"]
    assert result["grant"]["status"] == "REVOKED"


async def test_each_grant_has_its_own_answer(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for name in (BACKUP, "Twee"):
        await employ(api.engine, name, GENT_ID)
    first = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    second = grant_id(await entitle(api.engine, "Twee", GENT_ID, PREMIEZOEKER))
    elsewhere = grant_id(await entitle(api.engine, "Twee", OCMW_GENT_ID, PREMIEZOEKER))
    await end(administrator(api), second)
    answer = await end(administrator(api), elsewhere, second, first, first, "x")
    assert kinds(answer) == ["NotFound", "WrongStatus", "GrantEnded", "InvalidInput", "NotFound"]
    assert answer["results"][0]["message"] == answer["results"][4]["message"] == UNKNOWN
    assert answer["results"][1]["message"] == "Dit recht is al beëindigd."
    assert wrong(answer["results"][3]) == {"grantIds.3": "Dit recht staat al eerder in deze lijst."}


async def test_a_right_never_ends_later_than_it_did(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    for last in (day(300), day(301)):
        (refused,) = (await end(administrator(api), grant_id(given), end=last))["results"]
        assert said(refused) == ("WrongStatus", "Dit recht eindigt al op 17 september 2027.")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reason": " "}, {"reason": "Schrijf waarom."}),
        ({"grantIds": []}, {"grantIds": "Kies minstens één recht."}),
        ({"grantIds": ["x"] * 101}, {"grantIds": "Kies hoogstens 100 rechten tegelijk."}),
        (
            {"end": day(-1)},
            {"end": "Deze dag is voorbij. Laat de einddatum leeg om het recht meteen te beëindigen."},
        ),
    ],
    ids=["reason", "none", "many", "past"],
)
async def test_what_cannot_be_used_is_said_where_it_is(
    api: Api, given: dict[str, Any], expected: dict[str, str]
) -> None:
    answer = await run(administrator(api), "EndGrants", **{"grantIds": ["x"], "reason": "x", **given})
    assert wrong(answer) == expected


async def test_only_who_decides_on_the_access_of_an_organisation_ends_rights_there(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, "Een", GENT_ID, PREMIEZOEKER))
    assert (await end(api.anonymous(), given))["__typename"] == "SignInRequired"
    holder = api.signed_in("Een", GENT_OVO, PREMIEZOEKER)
    elsewhere = api.signed_in("Elders Derator", "OVO002083", LOCAL_ADMINISTRATOR_RIGHT)
    for client in (api.moderator(), api.organiser(), applicant(api, "Een"), holder, elsewhere):
        (refused,) = (await end(client, given))["results"]
        assert said(refused) == ("NotFound", UNKNOWN)
    assert await trail(api, "GRANT_REVOKED") == []


async def test_the_administrators_of_who_manages_an_organisation_end_rights_there(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    given = await entitle(api.engine, BACKUP, OCMW_GENT_ID, PREMIEZOEKER)
    assert kinds(await end(administrator(api), grant_id(given))) == ["GrantEnded"]
    (line,) = await trail(api, "GRANT_REVOKED")
    assert (line["acting_as"], line["organisation_id"]) == (GENT_ID, OCMW_GENT_ID)


async def test_the_same_request_is_carried_out_once_and_answers_the_same(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = grant_id(await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER))
    first = await end(administrator(api), given, "x", idempotencyKey="k")
    assert kinds(first) == ["GrantEnded", "NotFound"]
    assert await end(administrator(api), given, "x", idempotencyKey="k") == first
    assert len(await trail(api, "GRANT_REVOKED")) == 1
    assert (await end(administrator(api), given, idempotencyKey="k"))["code"] == "IDEMPOTENCY_KEY_REUSED"


@pytest.mark.parametrize("last", [None, day(40)])
async def test_the_last_administrator_stays(api: Api, last: str | None) -> None:
    only = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    # Has the right, but cannot be told anything.
    await entitle(api.engine, BACKUP, GENT_ID, LOCAL_ADMINISTRATOR_RIGHT)
    (refused,) = (await end(administrator(api), grant_id(only), end=last))["results"]
    nobody = NOW_NOBODY if last is None else NOW_NOBODY.replace("nu meteen", "vanaf 1 januari 2027")
    assert said(refused) == ("WrongStatus", nobody)
    assert await trail(api, "GRANT_REVOKED") == []
    assert await changed_subjects(api) == set()


async def test_of_two_administrators_who_end_in_one_call_one_stays(api: Api) -> None:
    one = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    other = await appoint(api.engine, COLLEAGUE, GENT_ID, right=HEAD_ADMINISTRATOR_RIGHT)
    answer = await end(administrator(api), grant_id(one), grant_id(other))
    assert kinds(answer) == ["GrantEnded", "WrongStatus"]
    assert answer["results"][1]["message"] == NOW_NOBODY


async def test_who_follows_must_be_there_when_the_last_working_day_is_over(api: Api) -> None:
    one = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    other = await appoint(api.engine, COLLEAGUE, GENT_ID)
    client = administrator(api)
    assert kinds(await end(client, grant_id(other), end=day(30))) == ["GrantEnded"]
    assert kinds(await end(client, grant_id(one), end=day(60))) == ["WrongStatus"]
    assert (await change(client, grant_id(other), end=day(300)))["__typename"] == "GrantPeriodChanged"
    assert kinds(await end(client, grant_id(one), end=day(60))) == ["GrantEnded"]


async def test_an_administrator_of_who_manages_it_counts_and_is_not_taken_away_unseen(api: Api) -> None:
    own = await appoint(api.engine, "Or Ganisator", OCMW_GENT_ID)
    manager = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    assert kinds(await end(administrator(api), grant_id(own))) == ["GrantEnded"]
    # Gent itself would keep an administrator, of Hasselt; OCMW Gent would not.
    hasselt = await appoint(api.engine, "Elders Derator", await id_of(api, "OVO002083"))
    await delegate(api.engine, GENT_ID, to=hasselt.organisation_id)
    (refused,) = (await end(administrator(api), grant_id(manager)))["results"]
    assert said(refused) == ("WrongStatus", NOW_NOBODY.replace("Stad Gent", "OCMW Gent"))


async def test_other_rights_of_the_last_administrator_may_end(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    other = await entitle(api.engine, ADMINISTRATOR, GENT_ID, MODERATOR_RIGHT)
    assert kinds(await end(administrator(api), grant_id(other))) == ["GrantEnded"]


async def test_two_administrators_who_end_each_other_at_once_do_not_both_go(postgres_url: str, clock: Clock) -> None:
    async with open_api(postgres_url, clock) as api:
        for _ in range(5):
            one = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
            other = await appoint(api.engine, COLLEAGUE, GENT_ID)
            answers = await asyncio.gather(
                end(administrator(api), grant_id(other)), end(administrator(api, COLLEAGUE), grant_id(one))
            )
            assert sorted(kinds(answer)[0] for answer in answers) == ["GrantEnded", "WrongStatus"]
            await clear(api)


async def test_an_administrator_of_a_manager_and_one_of_its_own_who_end_at_once_do_not_both_go(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        hasselt = await id_of(api, "OVO002083")
        await appoint(api.engine, "Elders Derator", hasselt)
        await delegate(api.engine, GENT_ID, to=hasselt)
        await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
        for _ in range(5):
            own = await appoint(api.engine, "Or Ganisator", OCMW_GENT_ID)
            manager = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
            client = administrator(api)
            answers = await asyncio.gather(end(client, grant_id(own)), end(client, grant_id(manager)))
            assert sorted(kinds(answer)[0] for answer in answers) == ["GrantEnded", "WrongStatus"]
            await clear(api)
            await appoint(api.engine, "Elders Derator", hasselt)
