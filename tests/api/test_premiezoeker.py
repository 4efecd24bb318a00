"""How an organisation gets to work with Premiezoeker, step by step as the guide for local governments tells it."""

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from tests.api.asking import ADMINISTRATOR, administrator, applicant, approve, ask, asked_for, mine, run
from tests.api.granting import (
    BACKUP,
    change,
    day,
    end,
    grant,
    grant_id,
    grants_of,
    kinds,
    mailed,
    new_person,
    person_id,
    said,
    trail,
    works,
)
from tests.support.access import PREMIEZOEKER, appoint, employ, work_email
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api

COLLEAGUE = "Col Lega"


async def test_step_1_each_organisation_decides_by_itself_who_manages_the_premiums(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await appoint(api.engine, "Or Ganisator", OCMW_GENT_ID)
    await employ(api.engine, COLLEAGUE, GENT_ID)
    ocmw = api.signed_in("Or Ganisator", "OVO002633", LOCAL_ADMINISTRATOR_RIGHT)
    assert (await grant(ocmw, COLLEAGUE))["__typename"] == "NotFound"
    assert kinds(await grant(administrator(api), COLLEAGUE)) == ["RightGranted"]


async def test_step_2_the_future_user_asks_the_local_administrator_for_the_right(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, "Aan Vrager", GENT_ID)
    request_id = await ask(applicant(api), right=PREMIEZOEKER)
    assert (await approve(administrator(api), request_id))["grant"]["right"]["name"] == "Premiezoeker Gebruiker"
    (edge,) = (await mine(applicant(api)))["grants"]["edges"]
    assert edge["node"]["status"] == "ACTIVE"


async def test_step_2_who_finds_no_local_administrator_is_told_to_call_1700(api: Api) -> None:
    answer = await run(applicant(api), "RequestAccess", **asked_for(right=PREMIEZOEKER))
    assert answer["__typename"] == "NotAllowed"
    assert "1700" in answer["message"]


async def test_step_3_the_local_administrator_grants_the_right_to_colleagues_with_back_ups(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for name in (COLLEAGUE, BACKUP):
        await employ(api.engine, name, GENT_ID)
    external = [new_person(name="Ex Tern", workRelation=works(kind="EXTERNAL", email="ex.tern@example.org"))]
    answer = await grant(administrator(api), COLLEAGUE, BACKUP, begin=day(10), end=day(740), newPeople=external)
    assert kinds(answer) == ["RightGranted"] * 3
    given = answer["results"][0]["grant"]
    assert (given["status"], given["begin"], given["end"]) == ("GRANTED", day(10), day(740))
    (edge,) = (await mine(applicant(api, COLLEAGUE)))["grants"]["edges"]
    assert edge["node"]["right"]["application"]["name"] == "Premiezoeker"
    assert await mailed(api, "ex.tern@example.org") == ["U kreeg een gebruikersrecht"]


async def test_step_4_the_rights_are_kept_up_to_date_when_people_leave_or_change_jobs(api: Api) -> None:
    first = await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for name in (COLLEAGUE, BACKUP):
        await employ(api.engine, name, GENT_ID)
    answer = await grant(administrator(api), COLLEAGUE, BACKUP)
    leaves, moves = (each["grant"]["id"] for each in answer["results"])
    # Out of service: until the last working day. Another job: from today on no longer.
    assert kinds(await end(administrator(api), leaves, end=day(40))) == ["GrantEnded"]
    assert kinds(await end(administrator(api), moves)) == ["GrantEnded"]
    assert (await change(administrator(api), leaves, end=day(60)))["grant"]["end"] == day(60)
    assert await mailed(api, work_email(BACKUP)) == ["U kreeg een gebruikersrecht", "Uw gebruikersrecht werd beëindigd"]
    api.clock.advance(days=61)
    assert {each for each in await grants_of(administrator(api)) if each[1] == PREMIEZOEKER} == {
        (COLLEAGUE, PREMIEZOEKER, "EXPIRED"),
        (BACKUP, PREMIEZOEKER, "REVOKED"),
    }
    # The administrator leaves too: a back-up comes first.
    (refused,) = (await end(administrator(api), grant_id(first)))["results"]
    assert said(refused)[0] == "WrongStatus"
    appointed = await grant(administrator(api), BACKUP, right=LOCAL_ADMINISTRATOR_RIGHT, begin=day(61), end=day(700))
    assert appointed["results"][0]["grant"]["person"]["id"] == person_id(BACKUP)
    assert kinds(await end(administrator(api), grant_id(first))) == ["GrantEnded"]
    assert len(await trail(api, "GRANT_REVOKED")) == 3
