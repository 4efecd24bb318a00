"""Local administrators grant rights that nobody asked for: to whom they know, and by number to whom they do not."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from auth.development import subject_of
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT
from persistence.tables.grants import access_grant
from persistence.tables.persons import person
from persistence.tables.requests import answered_request
from persistence.tables.work_relations import work_relation
from tests.api.asking import ADMINISTRATOR, COLLEAGUE, administrator, applicant, ask, run
from tests.api.granting import (
    BACKUP,
    BIS_NUMBER,
    NUMBER,
    OTHER_NUMBER,
    as_organisation,
    changed_subjects,
    day,
    grant,
    grants_of,
    kinds,
    mailed,
    new_person,
    person_id,
    said,
    trail,
    wanted,
    works,
    wrong,
)
from tests.support.access import PREMIEZOEKER, appoint, delegate, employ, entitle, work_email
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api, open_api
from tests.support.clock import Clock

UNKNOWN = "Deze organisatie bestaat niet of je beheert haar toegang niet."


async def count(api: Api, table: Any) -> int:
    """Return how many rows there are."""
    async with api.engine.connect() as connection:
        found: int = (await connection.execute(select(func.count()).select_from(table))).scalar_one()
    return found


async def test_several_colleagues_get_a_right_at_once_and_each_is_told(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for name in (BACKUP, "Twee"):
        await employ(api.engine, name, GENT_ID)
    answer = await grant(administrator(api), BACKUP, "Twee")
    assert kinds(answer) == ["RightGranted", "RightGranted"]
    given = answer["results"][0]["grant"]
    assert (given["status"], given["begin"], given["end"], given["external"]) == ("ACTIVE", day(0), day(364), False)
    assert (given["person"], given["right"]["name"]) == (
        {"id": person_id(BACKUP), "name": BACKUP},
        "Premiezoeker Gebruiker",
    )
    assert await mailed(api, work_email("Twee")) == ["U kreeg een gebruikersrecht"]
    assert await changed_subjects(api) == {subject_of(BACKUP), subject_of("Twee")}
    first, second = await trail(api, "GRANTED")
    assert {first["actor_name"], second["actor_name"]} == {ADMINISTRATOR}
    assert (first["acting_as"], first["organisation_id"], first["reason"]) == (GENT_ID, GENT_ID, "back-up")
    assert first["changes"] == [
        {"field": "grant.begin", "before": None, "after": day(0)},
        {"field": "grant.end", "before": None, "after": day(364)},
    ]


async def test_without_days_a_right_lasts_two_years_from_today(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    (result,) = (await grant(administrator(api), BACKUP, begin=None, end=None, external=True))["results"]
    given = result["grant"]
    assert (given["begin"], given["end"], given["external"]) == (day(0), day(730), True)


async def test_the_refusal_of_one_person_does_not_undo_the_others(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for name in (BACKUP, "Twee"):
        await employ(api.engine, name, GENT_ID)
    await entitle(api.engine, "Twee", GENT_ID, PREMIEZOEKER)
    await entitle(api.engine, "Zonder Werk", GENT_ID, LOCAL_ADMINISTRATOR_RIGHT)
    answer = await grant(administrator(api), "Twee", BACKUP, "Niemand", "Zonder Werk", BACKUP)
    assert kinds(answer) == ["WrongStatus", "RightGranted", "NotFound", "WrongStatus", "InvalidInput"]
    has, _, unknown, idle, twice = answer["results"]
    assert has["message"].startswith("Twee heeft dit recht al van ")
    assert unknown["message"] == "Deze persoon is niet gekend bij een organisatie die je beheert."
    assert idle["message"] == (
        "Zonder Werk heeft nog geen werkrelatie met Stad Gent. Vul ook in hoe deze persoon er werkt, met een "
        "e-mailadres."
    )
    assert wrong(twice) == {"personIds.4": "Deze persoon staat al eerder in deze lijst."}
    assert len(await trail(api, "GRANTED")) == 1


async def test_the_work_relation_that_is_missing_is_established_with_the_right(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await ask(applicant(api))
    people = [{"personId": person_id("Aan Vrager"), "workRelation": works(phone="09 266 12 34")}]
    answer = await grant(administrator(api), people=people)
    assert kinds(answer) == ["RightGranted"]
    (line,) = await trail(api, "WORK_RELATION_ESTABLISHED")
    async with api.engine.connect() as connection:
        found = (
            await connection.execute(select(work_relation).where(work_relation.c.id == line["work_relation_id"]))
        ).one()
    assert (found.email, found.phone, found.kind) == ("nieuw@example.org", "+3292661234", "PERMANENT")
    assert await mailed(api, "nieuw@example.org") == ["U kreeg een gebruikersrecht"]


async def test_who_works_there_already_keeps_that_work_relation(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    people = [{"personId": person_id(BACKUP), "workRelation": works()}]
    assert kinds(await grant(administrator(api), people=people)) == ["RightGranted"]
    assert await trail(api, "WORK_RELATION_ESTABLISHED") == []
    assert await mailed(api, work_email(BACKUP)) == ["U kreeg een gebruikersrecht"]


async def test_somebody_new_is_known_again_by_number_which_is_kept_nowhere(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    both = [new_person(), new_person(BIS_NUMBER, name="Bis Test")]
    answer = await grant(administrator(api), newPeople=both, idempotencyKey="een")
    assert kinds(answer) == ["RightGranted", "RightGranted"]
    first = answer["results"][0]["grant"]["person"]
    again = await grant(
        administrator(api), newPeople=[new_person("85073003328", name="Anders")], right=LOCAL_ADMINISTRATOR_RIGHT
    )
    assert again["results"][0]["grant"]["person"] == first == {"id": first["id"], "name": "An Test"}
    async with api.engine.connect() as connection:
        digests = (
            await connection.execute(select(person.c.number_digest).where(person.c.number_digest.is_not(None)))
        ).scalars()
        kept = (await connection.execute(select(answered_request.c.answer))).scalars()
        shown = f"{list(digests)} {list(kept)} {await trail(api, 'GRANTED')} {answer}"
    assert len(await trail(api, "GRANTED")) == 3
    for number in (NUMBER, "85073003328", BIS_NUMBER):
        assert number not in shown


async def test_what_is_wrong_about_somebody_new_is_said_at_its_field_and_nobody_is_noted(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    before = await count(api, person)
    answer = await grant(
        administrator(api),
        newPeople=[
            new_person("85073003329", name=" ", workRelation=works(email="x", phone="1700", end=day(-1))),
            new_person(OTHER_NUMBER),
            new_person("17.07.30-033.84"),
        ],
    )
    first, second, third = answer["results"]
    assert wrong(first) == {
        "newPeople.0.name": "Vul de naam in.",
        "newPeople.0.number": "Dit is geen geldig rijksregisternummer of bisnummer.",
        "newPeople.0.workRelation.end": "De laatste dag ligt voor de eerste, of in het verleden.",
        "newPeople.0.workRelation.email": "Dit is geen geldig e-mailadres.",
        "newPeople.0.workRelation.phone": "Dit is geen geldig telefoonnummer. Schrijf het bijvoorbeeld als "
        "+32 9 266 12 34.",
    }
    assert "85073003329" not in str(answer)
    assert second["__typename"] == "RightGranted"
    assert wrong(third) == {"newPeople.2": "Deze persoon staat al eerder in deze lijst."}
    assert await count(api, person) == before + 1


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reason": "  "}, {"reason": "Schrijf waarom."}),
        ({"personIds": []}, {"personIds": "Kies minstens één persoon."}),
        ({"personIds": ["x"] * 51}, {"personIds": "Kies hoogstens 50 personen tegelijk."}),
        ({"right": "Iets"}, {"right": "Het opgegeven gebruikersrecht is niet gevonden."}),
        ({"contexts": ["x"]}, {"contexts": "Dit recht heeft geen contexten."}),
        ({"end": day(-1), "begin": day(0)}, {"end": "De einddatum ligt voor de begindatum."}),
        (
            {"end": day(-1), "begin": day(-2)},
            {"begin": "De begindatum ligt in het verleden.", "end": "De einddatum ligt in het verleden."},
        ),
        ({"end": day(731)}, {"end": "Dit recht kan voor hoogstens 731 dagen na elkaar worden toegekend."}),
    ],
    ids=str,
)
async def test_what_nobody_can_have_is_refused_for_all(
    api: Api, given: dict[str, Any], expected: dict[str, str]
) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    assert wrong(await run(administrator(api), "GrantRights", **{**wanted(BACKUP), **given})) == expected
    assert await trail(api, "GRANTED") == []


async def test_only_who_decides_on_the_access_of_an_organisation_grants_rights_there(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    assert (await grant(api.anonymous(), BACKUP))["__typename"] == "SignInRequired"
    for client in (api.moderator(), api.other_moderator(), api.organiser(), applicant(api)):
        assert said(await grant(client, BACKUP)) == ("NotFound", UNKNOWN)
    elsewhere = as_organisation(OCMW_GENT_ID)
    assert said(await grant(administrator(api), BACKUP, organisationId=elsewhere)) == ("NotFound", UNKNOWN)
    assert said(await grant(administrator(api), BACKUP, organisationId="x")) == ("NotFound", UNKNOWN)
    assert await count(api, access_grant) == 1


async def test_the_administrators_of_who_manages_an_organisation_grant_rights_there(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    await employ(api.engine, "Or Ganisator", OCMW_GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    answer = await grant(administrator(api), "Or Ganisator", organisationId=as_organisation(OCMW_GENT_ID))
    assert kinds(answer) == ["RightGranted"]
    # Whom an administrator knows at one organisation can work for another one that they look after.
    people = [{"personId": person_id(BACKUP), "workRelation": works()}]
    assert kinds(await grant(administrator(api), people=people, organisationId=as_organisation(OCMW_GENT_ID))) == [
        "RightGranted"
    ]
    line = (await trail(api, "GRANTED"))[0]
    assert (line["acting_as"], line["organisation_id"]) == (GENT_ID, OCMW_GENT_ID)
    # The other way round nobody manages anything, and nobody is known.
    of_managed = api.signed_in("An Der", OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    assert (await grant(of_managed, BACKUP))["__typename"] == "NotFound"
    assert kinds(
        await grant(of_managed, ADMINISTRATOR, organisationId=as_organisation(OCMW_GENT_ID), right=PREMIEZOEKER)
    ) == ["NotFound"]


async def test_a_local_administrator_appoints_a_back_up_and_only_a_head_appoints_a_head(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    assert kinds(await grant(administrator(api), BACKUP, right=LOCAL_ADMINISTRATOR_RIGHT)) == ["RightGranted"]
    refused = await grant(administrator(api), BACKUP, right=HEAD_ADMINISTRATOR_RIGHT)
    assert said(refused) == ("NotAllowed", "Alleen een hoofd lokale beheerder kan dit recht toekennen of verlengen.")
    head = api.signed_in(COLLEAGUE, GENT_OVO, HEAD_ADMINISTRATOR_RIGHT)
    assert kinds(await grant(head, BACKUP, right=HEAD_ADMINISTRATOR_RIGHT)) == ["RightGranted"]


async def test_nobody_grants_themselves_a_right_unless_there_is_nobody_else(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    assert kinds(await grant(administrator(api), ADMINISTRATOR)) == ["RightGranted"]
    (line,) = await trail(api, "GRANTED")
    assert {"field": "grant.ownDecision", "before": None, "after": "true"} in line["changes"]
    await appoint(api.engine, COLLEAGUE, GENT_ID)
    answer = await grant(administrator(api, COLLEAGUE), COLLEAGUE)
    assert said(answer["results"][0]) == (
        "NotAllowed",
        "Over je eigen rechten beslist een andere lokale beheerder van de organisatie.",
    )


async def test_a_right_of_a_channel_waits_until_the_organisation_uses_it(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    answer = await grant(
        administrator(api), BACKUP, right="ABB_LoketLB_LB_CompEnt_Gebruiker", contexts=["mandaatGebruiker"]
    )
    assert answer["__typename"] == "WrongStatus"
    assert answer["message"].startswith(
        "Stad Gent heeft nog geen digitaal kanaal. Leg eerst vast dat het bestuur kiest "
    )
    assert await trail(api, "GRANTED") == []


async def test_the_same_request_is_carried_out_once_and_answers_the_same(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    sent = {"newPeople": [new_person(), new_person("x")], "idempotencyKey": "dubbelklik"}
    first = await grant(administrator(api), BACKUP, "Niemand", **sent)
    assert kinds(first) == ["RightGranted", "NotFound", "RightGranted", "InvalidInput"]
    assert await grant(administrator(api), BACKUP, "Niemand", **sent) == first
    assert len(await trail(api, "GRANTED")) == 2
    other = await grant(administrator(api), BACKUP, **sent)
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_what_nobody_got_may_be_tried_again_under_the_same_key(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    assert kinds(await grant(administrator(api), BACKUP, idempotencyKey="k")) == ["NotFound"]
    await employ(api.engine, BACKUP, GENT_ID)
    assert kinds(await grant(administrator(api), BACKUP, idempotencyKey="k")) == ["RightGranted"]
    assert (BACKUP, PREMIEZOEKER, "ACTIVE") in await grants_of(administrator(api))


def number(serial: int) -> str:
    """Return the number of somebody who was born on a day in 1985."""
    digits = f"850730{serial:03}"
    return f"{digits}{97 - int(digits) % 97:02}"


async def test_two_administrators_who_add_the_same_people_at_once_do_not_wait_in_a_circle(
    postgres_url: str, clock: Clock
) -> None:
    async with open_api(postgres_url, clock) as api:
        people = [new_person(number(serial)) for serial in range(1, 51)]
        ocmw = api.signed_in("An Der", OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
        there = as_organisation(OCMW_GENT_ID)
        answers = await asyncio.gather(
            grant(administrator(api), newPeople=people),
            grant(ocmw, newPeople=people[::-1], organisationId=there),
        )
        assert [set(kinds(answer)) for answer in answers] == [{"RightGranted"}] * 2
        here, elsewhere = ([each["grant"]["person"]["id"] for each in answer["results"]] for answer in answers)
        assert here == elsewhere[::-1]
        assert await count(api, person) == len(people)
