"""Every no to who asks for access or decides on it, and every request that comes twice."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.access_requests.asking import MOST_OPEN
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from persistence.engine import WRITES
from persistence.tables.access_requests import access_request
from persistence.tables.mails import mail
from persistence.tables.organisations import organisation
from tests.api.asking import (
    ADMINISTRATOR,
    APPLICANT,
    administrator,
    applicant,
    approve,
    ask,
    asked_for,
    employ,
    organisation_id,
    reject,
    run,
)
from tests.api.stored import add_organisations, rows
from tests.support import access
from tests.support.access import PREMIEZOEKER, appoint, entitle, use_channel
from tests.support.api import GENT_ID, GENT_OVO, Api

LOKET = "ABB_LoketLB_LB_CompEnt_Gebruiker"
SIP = "DWSE_SIP_EA_Medewerker"


@pytest.fixture
async def gent(api: Api) -> Api:
    """Give a Gent whose access somebody decides on."""
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    return api


def wrong(answer: dict[str, Any]) -> dict[str, str]:
    """Return what is said about each field."""
    assert answer["__typename"] == "InvalidInput", answer
    return {each["path"]: each["message"] for each in answer["fields"]}


@pytest.mark.parametrize(
    ("given", "path", "part"),
    [
        ({"organisationId": "niets"}, "organisationId", "niet gevonden"),
        ({"right": "Iets"}, "right", "Het opgegeven gebruikersrecht is niet gevonden."),
        ({"right": LOCAL_ADMINISTRATOR_RIGHT}, "right", "Het opgegeven gebruikersrecht is niet gevonden."),
        (
            {"right": SIP, "contexts": ["lokaleDiensteneconomie"]},
            "right",
            "Geen gebruikersrechten gevonden voor de gegeven criteria!",
        ),
        ({"right": LOKET, "contexts": ["mandaatGebruiker"]}, "right", "gebruikt Loket voor Lokale Besturen niet"),
        ({"contexts": ["lezen"]}, "contexts", "geen contexten"),
        ({"phone": " "}, "phone", "Vul je telefoonnummer in."),
        ({"phone": "1700"}, "phone", "geen geldig telefoonnummer"),
        ({"email": ""}, "email", "Vul je e-mailadres in."),
        ({"email": "an@"}, "email", "geen geldig e-mailadres"),
        ({"reason": "x" * 1001}, "reason", "1000"),
    ],
)
async def test_what_cannot_be_asked_is_told_at_its_field(
    gent: Api, given: dict[str, Any], path: str, part: str
) -> None:
    (found,) = wrong(await run(applicant(gent), "RequestAccess", **asked_for(**given))).items()
    assert (found[0], part in found[1]) == (path, True), found


async def test_a_right_with_contexts_is_asked_for_with_some_of_them(gent: Api) -> None:
    await use_channel(gent.engine, GENT_ID, "LOKET")
    without = await run(applicant(gent), "RequestAccess", **asked_for(right=LOKET))
    assert wrong(without) == {"contexts": "Kies minstens één context."}
    answer = await run(
        applicant(gent), "RequestAccess", **asked_for(right=LOKET, contexts=["toezichtGebruiker", "mandaatGebruiker"])
    )
    # In the order in which the right offers them.
    assert [each["code"] for each in answer["request"]["contexts"]] == ["mandaatGebruiker", "toezichtGebruiker"]


async def test_what_somebody_has_already_is_not_asked_for(gent: Api) -> None:
    await access.employ(gent.engine, APPLICANT, GENT_ID)
    await entitle(gent.engine, APPLICANT, GENT_ID, PREMIEZOEKER, end=date(2027, 1, 1))
    answers = [await run(applicant(gent), "RequestAccess", **asked_for(right=right)) for right in (PREMIEZOEKER, None)]
    assert [(each["__typename"], each["message"]) for each in answers] == [
        ("WrongStatus", "Je hebt dit gebruikersrecht al, tot en met 01/01/2027."),
        ("WrongStatus", "Je hebt al een werkrelatie met Stad Gent."),
    ]


async def test_nobody_has_more_open_requests_than_fit(gent: Api) -> None:
    for each in await add_organisations(gent.engine, [f"Vereniging {number}" for number in range(MOST_OPEN)]):
        await appoint(gent.engine, ADMINISTRATOR, each)
        await ask(applicant(gent), organisationId=organisation_id(each), right=None)
    answer = await run(applicant(gent), "RequestAccess", **asked_for())
    assert (answer["__typename"], answer["message"]) == (
        "TooManyRequests",
        f"Je hebt al {MOST_OPEN} aanvragen lopen. Wacht tot er beslist is.",
    )


@pytest.mark.parametrize(
    ("given", "path", "part"),
    [
        ({"reason": " "}, "reason", "Schrijf waarom."),
        ({"reason": "x" * 1001}, "reason", "1000"),
        ({"contexts": ["lezen"]}, "contexts", "geen contexten"),
        ({"begin": "2026-12-01", "end": "2026-11-30"}, "end", "voor de begindatum"),
        ({"begin": "2026-12-01", "end": "2028-12-01"}, "end", "hoogstens 731 dagen"),
        ({"begin": "2026-11-20"}, "begin", "in het verleden"),
    ],
)
async def test_what_cannot_be_granted_is_told_at_its_field(
    gent: Api, given: dict[str, Any], path: str, part: str
) -> None:
    request_id = await ask(applicant(gent))
    (found,) = wrong(await approve(administrator(gent), request_id, **given)).items()
    assert (found[0], part in found[1]) == (path, True), found


@pytest.mark.parametrize(
    ("given", "path", "part"),
    [
        ({"email": ""}, "email", "Vul het e-mailadres op het werk in."),
        ({"email": "an@"}, "email", "geen geldig e-mailadres"),
        ({"phone": "1700"}, "phone", "geen geldig telefoonnummer"),
        ({"begin": "2026-12-01", "end": "2026-11-30"}, "end", "ligt voor de eerste"),
    ],
)
async def test_how_nobody_works_is_told_at_its_field(gent: Api, given: dict[str, Any], path: str, part: str) -> None:
    request_id = await ask(applicant(gent))
    await approve(administrator(gent), request_id)
    (found,) = wrong(await employ(administrator(gent), request_id, **given)).items()
    assert (found[0], part in found[1]) == (path, True), found


async def test_a_work_relation_is_established_once_it_is_waited_for(gent: Api) -> None:
    request_id = await ask(applicant(gent))
    early = await employ(administrator(gent), request_id)
    assert (early["__typename"], early["message"]) == (
        "WrongStatus",
        "Keur de aanvraag eerst goed. Daarna kan je de werkrelatie vastleggen.",
    )
    await reject(administrator(gent), request_id)
    late = await employ(administrator(gent), request_id)
    assert (late["__typename"], late["message"]) == (
        "AlreadyDecided",
        f"Deze aanvraag werd al afgekeurd door {ADMINISTRATOR}.",
    )


async def test_a_request_that_was_decided_is_not_taken_back(gent: Api) -> None:
    request_id = await ask(applicant(gent))
    stale = await run(applicant(gent), "WithdrawAccessRequest", requestId=request_id, expectedVersion=9)
    assert (stale["__typename"], stale["currentVersion"]) == ("VersionConflict", 1)
    await reject(administrator(gent), request_id)
    late = await run(applicant(gent), "WithdrawAccessRequest", requestId=request_id)
    # Who decided is for the organisation.
    assert (late["__typename"], late["message"]) == (
        "AlreadyDecided",
        "Deze aanvraag werd al afgekeurd door Stad Gent.",
    )


async def test_nothing_is_decided_for_an_organisation_of_the_past(gent: Api) -> None:
    request_id = await ask(applicant(gent))
    lasting = administrator(gent)
    await lasting.send("{ viewer { notice } }")
    async with gent.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(
            update(organisation).where(organisation.c.id == GENT_ID).values(ended_on=date(2026, 11, 20))
        )
        await connection.commit()
    assert (await approve(lasting, request_id))["__typename"] in {"WrongStatus", "NotFound"}
    assert [row["status"] for row in await rows(gent.engine, access_request)] == ["SUBMITTED"]


async def test_who_decides_has_accepted_the_terms_of_use(gent: Api) -> None:
    request_id = await ask(applicant(gent))
    fresh = gent.signed_in("Ver Gat", GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    answers = [await approve(fresh, request_id), await reject(fresh, request_id), await employ(fresh, request_id)]
    assert [each["__typename"] for each in answers] == ["TermsNotAccepted"] * 3


async def test_a_request_that_comes_twice_is_filed_once(gent: Api) -> None:
    first, again = [
        await run(applicant(gent), "RequestAccess", **asked_for(idempotencyKey="sleutel-van-vandaag")) for _ in range(2)
    ]
    assert first == again
    other = await run(
        applicant(gent), "RequestAccess", **asked_for(right=PREMIEZOEKER, idempotencyKey="sleutel-van-vandaag")
    )
    assert other["__typename"] == "IdempotencyKeyReused"
    assert len(await rows(gent.engine, access_request)) == 1


async def test_a_decision_that_comes_twice_is_taken_once(gent: Api) -> None:
    request_id = await ask(applicant(gent))
    waits = [await approve(administrator(gent), request_id, idempotencyKey="goedkeuren-een") for _ in range(2)]
    assert [each["__typename"] for each in waits] == ["WorkRelationNeeded"] * 2
    works = [await employ(administrator(gent), request_id, idempotencyKey="werkrelatie-een") for _ in range(2)]
    assert works[0] == works[1]
    assert works[0]["__typename"] == "WorkRelationEstablished"
    reused = await employ(administrator(gent), request_id, idempotencyKey="werkrelatie-een", kind="EXTERNAL")
    assert reused["__typename"] == "IdempotencyKeyReused"
    other = await ask(applicant(gent), right=PREMIEZOEKER)
    granted = [await approve(administrator(gent), other, idempotencyKey="goedkeuren-twee") for _ in range(2)]
    assert granted[0] == granted[1]
    assert granted[0]["__typename"] == "AccessRequestApproved"
    statement = select(mail.c.subject).where(mail.c.subject == "Uw aanvraag werd goedgekeurd")
    async with gent.engine.connect() as connection:
        assert len((await connection.execute(statement)).all()) == 2


async def test_what_was_taken_back_twice_was_taken_back_once(gent: Api) -> None:
    request_id = await ask(applicant(gent))
    answers = [
        await run(applicant(gent), "WithdrawAccessRequest", requestId=request_id, idempotencyKey="intrekken-een")
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert (answers[0]["request"]["status"], answers[0]["request"]["version"]) == ("WITHDRAWN", 2)
