"""The administrator's command line for access: appoint, delegate, place; what it did is there for who signs in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from auth.development import subject_of
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT
from ikdoemee.cli import app
from persistence.engine import WRITES
from persistence.tables.access_audit import access_audit_entry
from persistence.tables.access_changes import access_change
from persistence.tables.mails import mail
from persistence.tables.organisations import organisation
from resolvers.ids import NodeKind, encode_id
from tests.api.asking import ADMINISTRATOR, administrator, applicant, ask, asked_for, run, tasks
from tests.api.stored import add_organisations
from tests.support.access import PREMIEZOEKER, employ, work_email
from tests.support.api import GENT_ID, GENT_OVO, HASSELT_OVO, OCMW_GENT_OVO, Api

Say = Callable[..., Awaitable[Result]]

# The command line has the real clock: a term in which both its day and that of the tests lie.
TERM = ("--begin", "2024-01-01", "--end", "2033-12-31")
UNTIL = "van 1 januari 2024 tot en met 31 december 2033"
KBO = "0428364866"


@pytest.fixture
def say(database_url: str) -> Say:
    """Give what runs a command about access on the database, beside the loop of the test."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["access", *arguments], env={"IKDOEMEE_DATABASE_URL": database_url})

    async def beside(*arguments: str) -> Result:
        return await asyncio.to_thread(invoke, *arguments)

    return beside


def appointment(name: str = ADMINISTRATOR, code: str = GENT_OVO, **given: str) -> list[str]:
    """Return the command that appoints somebody in Gent."""
    options = {
        "organisation": code,
        "subject": subject_of(name),
        "name": name,
        "email": "lo@example.org",
        "reason": "formulier van het bestuur",
        **given,
    }
    return ["appoint", *(part for key, value in options.items() for part in (f"--{key}", value)), *TERM]


def delegation(command: str, *, of: str = GENT_OVO, to: str = OCMW_GENT_OVO) -> list[str]:
    """Return a command about who manages the access of whom."""
    return [command, "--organisation", of, "--to", to, "--reason", "vraag van het bestuur"]


async def audited(api: Api) -> list[dict[str, Any]]:
    """Return the trail."""
    async with api.engine.connect() as connection:
        statement = select(access_audit_entry).order_by(access_audit_entry.c.number)
        return [dict(row) for row in (await connection.execute(statement)).mappings()]


async def test_who_was_appointed_gets_the_requests(api: Api, say: Say) -> None:
    done = await say(*appointment())
    assert (done.exit_code, done.output) == (
        0,
        f"{ADMINISTRATOR} is nu lokale beheerder van Stad Gent, {UNTIL}. Berichten gaan naar lo@example.org.\n",
    )
    request_id = await ask(applicant(api))
    (edge,) = (await tasks(administrator(api)))["edges"]
    assert edge["node"]["id"] == request_id
    async with api.engine.connect() as connection:
        assert "lo@example.org" in (await connection.execute(select(mail.c.to))).scalars().all()
        assert (await connection.execute(select(access_change.c.subject))).scalars().all() == [
            subject_of(ADMINISTRATOR)
        ]
    trail = await audited(api)
    assert [row["action"] for row in trail[:2]] == ["WORK_RELATION_ESTABLISHED", "ADMINISTRATOR_APPOINTED"]
    assert {(row["actor_id"], row["actor_name"], row["reason"]) for row in trail[:2]} == {
        (None, "Platformbeheer van ikdoemee.be", "formulier van het bestuur")
    }
    assert trail[1]["changes"][0] == {"field": "grant.right", "before": None, "after": LOCAL_ADMINISTRATOR_RIGHT}


async def test_appointing_again_changes_nothing(api: Api, say: Say) -> None:
    assert (await say(*appointment(), "--head")).exit_code == 0
    trail = await audited(api)
    assert trail[1]["changes"][0]["after"] == HEAD_ADMINISTRATOR_RIGHT
    for again in (appointment(), [*appointment(email="anders@example.org"), "--head"]):
        done = await say(*again)
        said = f"{ADMINISTRATOR} is al hoofd lokale beheerder van Stad Gent, {UNTIL}."
        assert (done.exit_code, done.output) == (0, f"{said} Berichten gaan naar lo@example.org.\n")
    assert await audited(api) == trail


async def test_who_works_there_already_keeps_their_address(api: Api, say: Say) -> None:
    await employ(api.engine, ADMINISTRATOR, GENT_ID)
    done = await say(*appointment())
    assert done.output.endswith(f"Berichten gaan naar {work_email(ADMINISTRATOR)}.\n"), done.output
    assert [row["action"] for row in await audited(api)] == ["ADMINISTRATOR_APPOINTED"]


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        (appointment(code="OVO999999"), "er is geen organisatie met OVO-code of KBO-nummer 'OVO999999'"),
        (appointment(code="Gent"), "er is geen organisatie met OVO-code of KBO-nummer 'Gent'"),
        (appointment(email="lo"), "--email: Dit is geen geldig e-mailadres."),
        (appointment(subject=" ", name="", reason=" "), "--subject: Geef de sub van de persoon.; --name: Vul"),
        ([*appointment(), "--end", "2023-12-31"], "--end: De einddatum ligt voor de begindatum."),
        ([*appointment(), "--end", "2034-01-31"], "--end: Dit recht kan voor hoogstens 3653 dagen"),
        (delegation("delegate", to=GENT_OVO), "Stad Gent beheert de eigen toegang al."),
        (delegation("delegate", to="0.1"), "er is geen organisatie met OVO-code of KBO-nummer '0.1'"),
    ],
)
async def test_what_is_wrong_is_said_and_changes_nothing(api: Api, say: Say, command: list[str], fault: str) -> None:
    refused = await say(*command)
    assert (refused.exit_code, refused.output.startswith(f"ikdoemee: {fault}")) == (2, True), refused.output
    assert await audited(api) == []


async def test_who_manages_the_access_of_another_gets_its_requests_until_that_ends(api: Api, say: Say) -> None:
    done = await say(*delegation("delegate"))
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        [
            "OCMW Gent beheert nu de toegang van Stad Gent.",
            (
                "Let op: niemand met een e-mailadres beslist over de toegang van Stad Gent. Gebruik `ikdoemee access "
                "appoint`."
            ),
        ],
    )
    assert (await say(*appointment("Twee", OCMW_GENT_OVO))).exit_code == 0
    again = await say(*delegation("delegate"))
    assert (again.exit_code, again.output) == (0, "OCMW Gent beheert al de toegang van Stad Gent.\n")
    body = api.signed_in("Twee", OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    await ask(applicant(api))
    assert (await tasks(body))["totalCount"] == 1

    each_other = await say(*delegation("delegate", of=OCMW_GENT_OVO, to=GENT_OVO))
    assert (each_other.exit_code, "niet elkaars toegang" in each_other.output) == (2, True)

    refused = await say(*delegation("end-delegation"))
    assert (refused.exit_code, "zonder lokale beheerder" in refused.output) == (2, True), refused.output
    assert (await tasks(body))["totalCount"] == 1
    assert (await say(*appointment())).exit_code == 0
    ended = await say(*delegation("end-delegation"))
    assert (ended.exit_code, ended.output) == (0, "OCMW Gent beheert de toegang van Stad Gent niet meer.\n")
    assert (await tasks(body))["totalCount"] == 0
    none = await say(*delegation("end-delegation"))
    assert (none.exit_code, none.output) == (0, "OCMW Gent beheert de toegang van Stad Gent niet.\n")
    actions = [row["action"] for row in await audited(api) if row["action"].startswith("DELEGAT")]
    assert actions == ["DELEGATED", "DELEGATION_ENDED"]
    async with api.engine.connect() as connection:
        changed = (await connection.execute(select(access_change.c.subject))).scalars().all()
    # Appointed, and no longer asked.
    assert changed.count(subject_of("Twee")) == 2


async def test_a_delegation_ends_by_force_and_begins_again(say: Say) -> None:
    assert (await say(*delegation("delegate", of=HASSELT_OVO))).exit_code == 0
    forced = await say(*delegation("end-delegation", of=HASSELT_OVO), "--force")
    assert (forced.exit_code, "Let op: niemand" in forced.output) == (0, True), forced.output
    assert (await say(*delegation("delegate", of=HASSELT_OVO))).output.startswith("OCMW Gent beheert nu")


async def test_a_board_is_placed_among_the_local_governments(api: Api, say: Say) -> None:
    (board,) = await add_organisations(api.engine, ["Kerkfabriek Voorbeeld"])
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(organisation.update().where(organisation.c.id == board).values(kbo=KBO))
        await connection.commit()
    assert (await say(*appointment(code="0428.364.866"))).exit_code == 0
    wish = asked_for(organisationId=encode_id(NodeKind.ORGANISATION, board), right=PREMIEZOEKER)
    assert (await run(applicant(api), "RequestAccess", **wish))["__typename"] == "InvalidInput"
    place = ("place", "--organisation", KBO, "--target-group", "lb")
    done = await say(*place)
    assert (done.exit_code, done.output) == (
        0,
        "Kerkfabriek Voorbeeld hoort nu bij de doelgroep LB (Lokale besturen).\n",
    )
    assert (await run(applicant(api), "RequestAccess", **wish))["__typename"] == "AccessRequested"
    again = await say(*place)
    assert (again.exit_code, " al bij " in again.output) == (0, True)
    placed = [row for row in await audited(api) if row["action"] == "PLACED"]
    assert [row["changes"] for row in placed] == [
        [{"field": "organisation.targetGroup", "before": "EA", "after": "LB"}]
    ]
