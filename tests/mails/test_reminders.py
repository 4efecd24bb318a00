"""Reminders: who is told, of what, on which day, and never twice."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from domain.grants.model import Grant
from ikdoemee import reminding
from ikdoemee.container import Container, open_container
from ikdoemee.reminding import keep_reminding, remind
from ikdoemee.settings import Settings
from persistence import reminders
from persistence.engine import WRITES
from persistence.tables.delegations import delegation
from persistence.tables.grant_warnings import grant_warning
from persistence.tables.grants import access_grant
from persistence.tables.mails import mail
from persistence.tables.organisations import organisation
from tests.api.stored import rows
from tests.api.test_errors import break_it
from tests.mails.test_mail_jobs import AtFirstPause
from tests.support.access import PREMIEZOEKER, TODAY, appoint, delegate, employ, entitle, work_email
from tests.support.api import GENT_ID, OCMW_GENT_ID
from tests.support.clock import Clock

LONG_AGO = TODAY - timedelta(days=400)
HOLDER, ADMINISTRATOR, OTHER = "An Test", "Lo Beheerder", "Bo Beheerder"


@dataclass(slots=True, kw_only=True)
class Office:
    """What reminds people, on the day of the clock."""

    engine: AsyncEngine
    clock: Clock
    container: Container

    async def grant(self, days: int, name: str = HOLDER, organisation_id: UUID = GENT_ID, **changes: Any) -> Grant:
        """Grant a right long ago, that ends so many days after the first day of the test."""
        made = await entitle(
            self.engine,
            name,
            organisation_id,
            PREMIEZOEKER,
            begin=changes.pop("begin", LONG_AGO),
            end=TODAY + timedelta(days=days),
        )
        await self.change(made, changed_at=datetime(2025, 1, 1, tzinfo=UTC), **changes)
        return made

    async def change(self, grant: Grant, **values: Any) -> None:
        await self.run(update(access_grant).where(access_grant.c.id == grant.id).values(values))

    async def run(self, statement: Any) -> None:
        async with self.engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            await connection.execute(statement)
            await connection.commit()

    async def day(self, days: int = 0) -> list[tuple[str, str]]:
        """Remind on a day, and return which new mails there are, to whom and about what."""
        before = {each["id"] for each in await rows(self.engine, mail)}
        count = await remind(self.container, TODAY + timedelta(days=days), asyncio.Event())
        found = [each for each in await rows(self.engine, mail) if each["id"] not in before]
        assert len(found) == count
        return sorted((each["to"], each["subject"]) for each in found if not each["key"].startswith("attestation:"))

    async def lists(self) -> list[tuple[str, str]]:
        """Return the yearly lists, to whom and about what."""
        found = await rows(self.engine, mail)
        return sorted((each["to"], each["subject"]) for each in found if each["key"].startswith("attestation:"))


@pytest.fixture
async def office(engine: AsyncEngine, database_url: str, clock: Clock) -> AsyncGenerator[Office]:
    settings = Settings(database_url=database_url, background_jobs=False)
    async with open_container(settings, clock.tools()) as container:
        yield Office(engine=engine, clock=clock, container=container)


def ends(days: int, name: str = HOLDER, *, on: int = 0) -> tuple[str, str]:
    end, left = TODAY + timedelta(days=days), days - on
    month = {11: "november", 12: "december", 1: "januari"}[end.month]
    said = f"{end.day} {month} {end.year}"
    when = f"morgen, {said}" if left == 1 else f"op {said}, over {left} dagen"
    return work_email(name), f"Je gebruikersrecht eindigt {when}"


def end(number: int, name: str = ADMINISTRATOR) -> tuple[str, str]:
    what = "1 gebruikersrecht eindigt" if number == 1 else f"{number} gebruikersrechten eindigen"
    return work_email(name), f"{what} binnenkort"


async def test_who_holds_a_right_and_who_decides_on_it_are_told_three_times(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    await office.grant(60)
    said = {day: await office.day(day) for day in (0, 1, 45, 46, 47, 58, 59, 60, 61)}
    assert {day: mails for day, mails in said.items() if mails} == {
        day: [ends(60, on=day), end(1)] for day in (0, 46, 59)
    }


async def test_what_was_missed_is_told_once_by_the_nearest_warning(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await office.grant(60)
    assert [await office.day(day) for day in (52, 53, 59)] == [[ends(60, on=52)], [], [ends(60, on=59)]]


async def test_several_rounds_and_processes_write_each_mail_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PAGE", 2)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    for number in range(5):
        await employ(office.engine, f"An {number}", GENT_ID)
        await office.grant(14, f"An {number}")
    stop = asyncio.Event()
    counts = await asyncio.gather(*(remind(office.container, TODAY, stop) for _ in range(3)))
    # Five holders and one administrator, who gets the yearly list as well.
    assert sum(counts) == 7
    assert len(await rows(office.engine, mail)) == 7
    assert await office.day() == []


async def test_an_administrator_gets_one_mail_a_day_about_all_organisations(office: Office) -> None:
    for where in (GENT_ID, OCMW_GENT_ID):
        await employ(office.engine, HOLDER, where)
        await office.grant(14, organisation_id=where)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    await appoint(office.engine, OTHER, OCMW_GENT_ID)
    await delegate(office.engine, OCMW_GENT_ID, to=GENT_ID)
    assert await office.day() == [ends(14), ends(14), end(1, OTHER), end(2)]
    # What comes up later on that day waits for the mail of the next.
    await employ(office.engine, "Zo Laat", GENT_ID)
    await office.grant(13, "Zo Laat")
    assert await office.day() == [ends(13, "Zo Laat")]
    assert await office.day(1) == [end(1)]
    assert len(await rows(office.engine, grant_warning)) == 4


async def test_what_does_not_go_into_the_mail_of_a_day_goes_into_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PAGE", 2)
    monkeypatch.setattr(reminding, "MOST_FOR_ONE", 3)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    for number in range(5):
        await employ(office.engine, f"An {number}", GENT_ID)
        await office.grant(14, f"An {number}")
    assert (await office.day())[-1] == end(4)
    assert await office.day(1) == [end(1)]
    assert await office.day(2) == []


async def test_with_another_end_it_is_another_warning(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    made = await office.grant(14)
    assert await office.day() == [ends(14), end(1)]
    await office.change(made, end=TODAY + timedelta(days=20))
    assert await office.day(1) == [ends(20, on=1), end(1)]
    assert await office.day(6) == [ends(20, on=6), end(1)]


@pytest.mark.parametrize(
    "why", ["revoked", "not begun", "left", "not there yet", "organisation ended", "goes on", "just given"]
)
async def test_of_other_grants_nobody_is_told(office: Office, why: str) -> None:
    work: dict[str, dict[str, Any]] = {
        "left": {"end": TODAY - timedelta(days=1)},
        "not there yet": {"begin": TODAY + timedelta(days=1)},
    }
    await employ(office.engine, HOLDER, GENT_ID, **work.get(why, {}))
    await appoint(office.engine, ADMINISTRATOR, OCMW_GENT_ID)
    await delegate(office.engine, GENT_ID, to=OCMW_GENT_ID)
    made = await office.grant(14, begin=TODAY + timedelta(days=1) if why == "not begun" else LONG_AGO)
    match why:
        case "revoked":
            await office.change(made, revoked_at=office.clock.now())
        case "organisation ended":
            await office.run(update(organisation).where(organisation.c.id == GENT_ID).values(ended_on=TODAY))
        case "goes on":
            await office.grant(300, begin=TODAY + timedelta(days=15))
        case "just given":
            await office.change(made, changed_at=office.clock.now())
    assert await office.day() == []


async def test_a_right_that_was_revoked_does_not_go_on(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await office.grant(14)
    following = await office.grant(300, begin=TODAY + timedelta(days=15))
    await office.change(following, revoked_at=office.clock.now())
    assert await office.day() == [ends(14)]


async def test_who_no_longer_administers_is_told_nothing(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await office.grant(14)
    gone = await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    await office.change(gone, revoked_at=office.clock.now())
    await entitle(office.engine, OTHER, GENT_ID, LOCAL_ADMINISTRATOR_RIGHT)  # does not work there
    await appoint(office.engine, "Van Elders", OCMW_GENT_ID)
    await office.run(
        insert(delegation).values(
            id=uuid4(),
            manager_id=OCMW_GENT_ID,
            organisation_id=GENT_ID,
            since=office.clock.now(),
            ended_at=office.clock.now(),
        )
    )
    assert await office.day() == [ends(14)]


async def test_once_a_year_administrators_look_over_who_holds_what(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await office.grant(300, external=True)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    first = (date(2027, 1, 14) - TODAY).days
    await office.run(insert(mail).values(**already_asked()))
    await office.day(first)
    assert await office.lists() == [("x", "x")]
    for day in (1, 2, 100):
        await office.day(first + day)
    asked = (work_email(ADMINISTRATOR), "Kijk de gebruikersrechten van Stad Gent na (2027)")
    assert await office.lists() == sorted([("x", "x"), asked])
    (text,) = [each["paragraphs"][2] for each in await rows(office.engine, mail) if each["to"] == asked[0]]
    assert text.splitlines() == [
        '- An Test (extern), "Premiezoeker Gebruiker", tot en met 17 september 2027',
        '- Lo Beheerder, "Lokale beheerder", tot en met 17 september 2027',
    ]
    # Who becomes administrator later is asked then; a new year is a new list.
    await appoint(office.engine, OTHER, GENT_ID)
    await office.day(first + 101)
    assert len(await office.lists()) == 3


def already_asked() -> dict[str, Any]:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    about = {"id": uuid4(), "key": "attestation:x", "to": "x", "subject": "x", "paragraphs": []}
    return about | {"written_at": at, "due_at": at, "attempts": 0}


async def test_who_manages_an_organisation_looks_over_its_grants_where_nobody_else_does(office: Office) -> None:
    await employ(office.engine, HOLDER, OCMW_GENT_ID)
    await office.grant(300, organisation_id=OCMW_GENT_ID)
    await appoint(office.engine, ADMINISTRATOR, GENT_ID)
    await delegate(office.engine, OCMW_GENT_ID, to=GENT_ID)
    await office.day()
    assert [subject for _, subject in await office.lists()] == [
        "Kijk de gebruikersrechten van OCMW Gent na (2026)",
        "Kijk de gebruikersrechten van Stad Gent na (2026)",
    ]
    await appoint(office.engine, OTHER, OCMW_GENT_ID)
    before = await office.lists()
    await office.day()
    asked = (work_email(OTHER), "Kijk de gebruikersrechten van OCMW Gent na (2026)")
    assert await office.lists() == sorted([*before, asked])


async def test_the_job_reminds_by_day_and_says_how_often(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await office.grant(14)
    with capture_logs() as logs:
        office.clock.time = datetime(2026, 11, 21, 5, 59, tzinfo=UTC)
        await keep_reminding(office.container, AtFirstPause())
        assert logs == []
        office.clock.time = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
        await keep_reminding(office.container, AtFirstPause())
        await keep_reminding(office.container, AtFirstPause())
        await break_it(office.engine, "access_grant")
        await keep_reminding(office.container, AtFirstPause())
    assert [(each["event"], each["log_level"]) for each in logs] == [
        ("reminders.written", "info"),
        ("reminders.not_written", "warning"),
    ]
    assert HOLDER not in str(logs)


async def test_told_to_stop_it_begins_nothing(office: Office) -> None:
    await employ(office.engine, HOLDER, GENT_ID)
    await office.grant(14)
    stop = asyncio.Event()
    stop.set()
    assert await remind(office.container, TODAY, stop) == 0
