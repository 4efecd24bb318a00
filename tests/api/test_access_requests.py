"""From asking for access to having it: the way of a request, as the applicant and the administrators live it."""

from sqlalchemy import select

from domain.access_requests.asking import MOST_A_DAY
from domain.actors import MODERATOR_RIGHT
from persistence.tables.mails import mail
from tests.api.asking import (
    ADMINISTRATOR,
    APPLICANT,
    COLLEAGUE,
    administrator,
    applicant,
    approve,
    ask,
    asked_for,
    employ,
    mine,
    reject,
    run,
    tasks,
)
from tests.support import access
from tests.support.access import appoint, work_email
from tests.support.api import GENT_ID, Api


async def mails(api: Api) -> dict[str, list[str]]:
    """Return what was mailed to whom, as subjects."""
    async with api.engine.connect() as connection:
        rows = (await connection.execute(select(mail.c.to, mail.c.subject).order_by(mail.c.subject))).all()
    found: dict[str, list[str]] = {}
    for to, subject in rows:
        found.setdefault(to, []).append(subject)
    return found


async def test_a_right_is_asked_for_approved_and_granted(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await access.employ(api.engine, APPLICANT, GENT_ID)
    request_id = await ask(applicant(api))
    waiting = await tasks(administrator(api))
    (edge,) = waiting["edges"]
    assert (waiting["totalCount"], edge["node"]["id"], edge["node"]["status"]) == (1, request_id, "SUBMITTED")
    assert edge["node"]["applicant"] == {
        "name": APPLICANT,
        "email": "aan.vrager@example.org",
        "phone": "+32491000000",
    }
    answer = await approve(administrator(api), request_id, begin="2026-12-01", end="2028-11-30", expectedVersion=1)
    assert (answer["__typename"], answer["request"]["status"], answer["grant"]["status"]) == (
        "AccessRequestApproved",
        "APPROVED",
        "GRANTED",
    )
    assert (answer["grant"]["begin"], answer["grant"]["end"]) == ("2026-12-01", "2028-11-30")
    assert (await tasks(administrator(api)))["totalCount"] == 0
    own = await mine(applicant(api))
    assert [edge["node"]["status"] for edge in own["accessRequests"]["edges"]] == ["APPROVED"]
    assert [edge["node"]["right"]["code"] for edge in own["grants"]["edges"]] == [MODERATOR_RIGHT]
    assert await mails(api) == {
        "aan.vrager@example.org": ["Uw aanvraag werd goedgekeurd", "Uw aanvraag werd ingediend"],
        work_email(ADMINISTRATOR): [f"Nieuwe aanvraag van {APPLICANT}"],
    }


async def test_who_does_not_work_there_yet_gets_the_right_with_the_work_relation(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request_id = await ask(applicant(api))
    waits = await approve(administrator(api), request_id)
    assert (waits["__typename"], waits["request"]["status"], waits["request"]["decision"]) == (
        "WorkRelationNeeded",
        "WORK_RELATION_NEEDED",
        None,
    )
    assert (await mine(applicant(api)))["grants"]["edges"] == []
    established = await employ(administrator(api), request_id)
    assert established["__typename"] == "WorkRelationEstablished"
    assert established["workRelation"]["person"]["name"] == APPLICANT
    own = await mine(applicant(api))
    assert [edge["node"]["status"] for edge in own["accessRequests"]["edges"]] == ["APPROVED"]
    assert [edge["node"]["status"] for edge in own["grants"]["edges"]] == ["ACTIVE"]
    assert (await mails(api))["aan.vrager@example.org"] == [
        "Uw aanvraag wacht op een werkrelatie",
        "Uw aanvraag werd goedgekeurd",
        "Uw aanvraag werd ingediend",
    ]


async def test_the_applicant_reads_why_only_if_the_administrator_wants_it_told(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for number, told in enumerate((False, True)):
        person = f"{APPLICANT} {number}"
        request_id = await ask(applicant(api, person))
        answer = await reject(administrator(api), request_id, reason="niet bekend", tellReason=told)
        assert answer["request"]["decision"]["reason"] == "niet bekend"
        (edge,) = (await mine(applicant(api, person)))["accessRequests"]["edges"]
        assert (edge["node"]["status"], edge["node"]["decision"]["reason"]) == (
            "REJECTED",
            "niet bekend" if told else None,
        )
        # Who decided is for the organisation; the applicant hears that the organisation did.
        assert edge["node"]["decision"]["by"] == {"name": "Stad Gent"}


async def test_the_mail_of_a_refusal_has_the_words_of_the_access_management(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request_id = await ask(applicant(api))
    await reject(administrator(api), request_id, reason="Geen taak bij ons", tellReason=True)
    statement = select(mail.c.paragraphs).where(mail.c.subject == "Uw aanvraag werd afgekeurd")
    async with api.engine.connect() as connection:
        paragraphs = (await connection.execute(statement)).scalar_one()
    assert paragraphs == [
        "Beste Gebruiker,",
        'U heeft een aanvraag ingediend om gebruikersrechten te bekomen voor organisatie "Stad Gent" (0207451227).',
        'Gevraagd gebruikersrecht: "Ikdoemee.be gebruiker"',
        (
            "Uw aanvraag werd afgekeurd door een lokale beheerder van de organisatie waarvoor u het recht heeft "
            "aangevraagd."
        ),
        "De reden hiervoor is de volgende:",
        '"Geen taak bij ons"',
        (
            "Indien u vragen heeft over deze afkeuring raden wij u aan rechtstreeks contact te nemen met de lokale "
            "beheerder van de organisatie."
        ),
        "Dit bericht werd automatisch verstuurd door de gebruikersbeheer toepassing van de Vlaamse overheid.",
        "Meer info: https://overheid.vlaanderen.be/gebruikersbeheer",
    ]


async def test_of_two_administrators_one_decides_and_the_other_reads_what(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await appoint(api.engine, COLLEAGUE, GENT_ID)
    await access.employ(api.engine, APPLICANT, GENT_ID)
    request_id = await ask(applicant(api))
    assert (await approve(administrator(api), request_id))["__typename"] == "AccessRequestApproved"
    late = await reject(administrator(api, COLLEAGUE), request_id)
    assert (late["__typename"], late["message"]) == (
        "AlreadyDecided",
        f"Deze aanvraag werd al goedgekeurd door {ADMINISTRATOR}.",
    )
    stale = await reject(administrator(api, COLLEAGUE), request_id, expectedVersion=1)
    assert (stale["__typename"], stale["currentVersion"], stale["changedBy"]["name"]) == (
        "VersionConflict",
        2,
        ADMINISTRATOR,
    )


async def test_nobody_decides_on_their_own_request_unless_there_is_nobody_else(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await appoint(api.engine, COLLEAGUE, GENT_ID)
    request_id = await ask(administrator(api))
    refused = await approve(administrator(api), request_id)
    assert (refused["__typename"], refused["message"]) == (
        "NotAllowed",
        "Over je eigen aanvraag beslist een andere lokale beheerder van de organisatie.",
    )
    assert (await approve(administrator(api, COLLEAGUE), request_id))["__typename"] == "AccessRequestApproved"


async def test_the_only_administrator_decides_on_their_own_request_and_the_decision_says_so(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request_id = await ask(administrator(api))
    assert (await approve(administrator(api), request_id))["__typename"] == "AccessRequestApproved"
    query = "query Q { viewer { accessRequests { nodes { decision { bySoleAdministrator } } } } }"
    found = (await administrator(api).send(query)).data["viewer"]["accessRequests"]["nodes"]
    assert found == [{"decision": {"bySoleAdministrator": True}}]


async def test_what_cannot_be_asked_for_is_told_field_by_field(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    answer = await run(
        applicant(api),
        "RequestAccess",
        **asked_for(right="Iets", phone="1700", email="geen adres", contexts=["x"]),
    )
    assert (answer["__typename"], {each["path"]: each["message"] for each in answer["fields"]}) == (
        "InvalidInput",
        {
            "phone": "Dit is geen geldig telefoonnummer. Schrijf het bijvoorbeeld als +32 9 266 12 34.",
            "email": "Dit is geen geldig e-mailadres.",
            "right": "Het opgegeven gebruikersrecht is niet gevonden.",
        },
    )
    assert await mails(api) == {}


async def test_an_organisation_without_an_administrator_takes_no_requests_and_says_what_to_do(api: Api) -> None:
    answer = await run(applicant(api), "RequestAccess", **asked_for())
    assert answer["__typename"] == "NotAllowed"
    assert "geen lokale beheerder met een e-mailadres" in answer["message"]
    assert "1700" in answer["message"]


async def test_the_same_is_asked_for_once(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request_id = await ask(applicant(api))
    again = await run(applicant(api), "RequestAccess", **asked_for())
    assert again["__typename"] == "WrongStatus"
    withdrawn = await run(applicant(api), "WithdrawAccessRequest", requestId=request_id)
    assert (withdrawn["__typename"], withdrawn["request"]["status"]) == ("AccessRequestWithdrawn", "WITHDRAWN")
    assert await ask(applicant(api)) != request_id


async def test_nobody_else_sees_or_decides_on_a_request(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request_id = await ask(applicant(api))
    outsiders = [api.moderator(), api.other_moderator(), api.organiser(), applicant(api, "Iemand Anders")]
    node = "query N($id: ID!) { node(id: $id) { id } }"
    for client in outsiders:
        assert (await approve(client, request_id))["__typename"] == "NotFound"
        assert (await run(client, "WithdrawAccessRequest", requestId=request_id))["__typename"] == "NotFound"
        assert (await tasks(client))["totalCount"] == 0
        assert (await client.send(node, {"id": request_id})).data["node"] is None
    assert (await approve(api.anonymous(), request_id))["__typename"] == "SignInRequired"
    assert (await run(api.anonymous(), "RequestAccess", **asked_for()))["__typename"] == "SignInRequired"
    assert (await applicant(api).send(node, {"id": request_id})).data["node"] == {"id": request_id}


async def test_a_right_is_not_granted_for_days_that_are_over(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await access.employ(api.engine, APPLICANT, GENT_ID)
    request_id = await ask(applicant(api))
    answer = await approve(administrator(api), request_id, begin="2026-11-20")
    assert (answer["__typename"], answer["fields"]) == (
        "InvalidInput",
        [{"path": "begin", "message": "De begindatum ligt in het verleden."}],
    )
    assert (await approve(administrator(api), request_id, begin="2026-11-21"))["__typename"] == "AccessRequestApproved"


async def test_nobody_asks_without_end(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for _ in range(MOST_A_DAY):
        await run(applicant(api), "WithdrawAccessRequest", requestId=await ask(applicant(api)))
    assert (await run(applicant(api), "RequestAccess", **asked_for()))["__typename"] == "TooManyRequests"
    api.clock.advance(days=1, seconds=1)
    await ask(applicant(api))
