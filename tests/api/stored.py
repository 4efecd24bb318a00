"""What stands in the database of a test, past the API: read back, compared, and put there."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.development import subject_of
from domain.activities.model import Activity, ActorKind, Author
from domain.audit import AuditAction, AuditEntry, Change
from domain.claims.model import CLAIMED_FOR, Claim
from domain.meldingen import cursors
from domain.meldingen.model import LogPosition, MeldingKind, NewMelding
from domain.organisations.model import OrganisationKind
from domain.reports.model import NewReport, ReportReason, ReportStatus
from domain.territories.model import Nis
from persistence.audit import StoredAuditLog
from persistence.claims import StoredClaims
from persistence.engine import WRITES
from persistence.meldingen import MeldingReader, StoredMeldingen
from persistence.reports import StoredReports
from persistence.tables.activities import activity
from persistence.tables.audit import audit_entry
from persistence.tables.claims import activity_claim
from persistence.tables.meldingen import melding, melding_log, melding_mark
from persistence.tables.organisations import organisation
from persistence.tables.reports import report, reporter
from persistence.tables.requests import answered_request
from persistence.tables.undo import undo, undo_step
from persistence.tables.views import activity_view
from persistence.text import normalised
from tests.support.api import GENT_ID
from tests.support.clock import START
from tests.support.factories import GENT

CHANGED_BY_PEOPLE = (
    activity,
    activity_claim,
    activity_view,
    answered_request,
    audit_entry,
    melding,
    melding_log,
    melding_mark,
    report,
    reporter,
    undo,
    undo_step,
)

Rows = list[dict[str, Any]]


async def rows(engine: AsyncEngine, table: Table) -> Rows:
    """Return what a table holds, by its key."""
    async with engine.connect() as connection:
        found = (await connection.execute(select(table).order_by(*table.primary_key))).mappings().all()
    return [dict(row) for row in found]


async def everything(engine: AsyncEngine) -> dict[str, Rows]:
    """Return all that people can change, to compare before with after."""
    return {table.name: await rows(engine, table) for table in CHANGED_BY_PEOPLE}


def news(kind: MeldingKind = MeldingKind.ACTIVITY_PUBLISHED, **changes: Any) -> NewMelding:  # any field of it
    """Return a Melding for Gent that is about nothing in particular."""
    return replace(NewMelding(id=uuid.uuid4(), territory=GENT, kind=kind, at=START), **changes)


async def tell(engine: AsyncEngine, meldingen: Sequence[NewMelding]) -> None:
    """Append Meldingen to the log."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        log = StoredMeldingen(connection)
        for each in meldingen:
            await log.add(each)
        await connection.commit()


def entry(about: Activity, **changes: Any) -> AuditEntry:  # any field of it
    """Return a line of the audit log: a moderator of Gent put an activity online."""
    made = AuditEntry(
        id=uuid.uuid4(),
        at=START,
        action=AuditAction.PUBLISHED,
        activity_id=about.id,
        territory=about.territory,
        actor_kind=ActorKind.PERSON,
        actor_id="subject-of-a-person",
        actor_name="Mo Derator",
        acting_as=GENT_ID,
        acting_as_name="Stad Gent",
        reason=None,
        changes=(Change(field="status", before="DRAFT", after="PUBLISHED"),),
    )
    return replace(made, **changes)


async def note(engine: AsyncEngine, entries: Sequence[AuditEntry]) -> None:
    """Append lines to the audit log."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await StoredAuditLog(connection).add_all(entries)
        await connection.commit()


async def complain(engine: AsyncEngine, about: Activity, *statuses: ReportStatus, territory: Nis | None = GENT) -> None:
    """File a report on an activity for each status, as if moderators had brought it there."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for status in statuses:
            new = NewReport(
                id=uuid.uuid4(),
                activity_id=about.id,
                territory=territory,
                reason=ReportReason.CANCELLED,
                text="Dit gaat niet door.",
                reported_at=START,
                tracking_code=str(uuid.uuid4()),
                reporter_email="melder@example.org",
            )
            await StoredReports(connection).add(new)
            await connection.execute(update(report).where(report.c.id == new.id).values(status=status))
        await connection.commit()


async def claim(engine: AsyncEngine, on: Activity, person: str, *, until: datetime = START + CLAIMED_FOR) -> None:
    """Let a moderator of Gent look at an activity."""
    author = Author(kind=ActorKind.PERSON, name=person, organisation_id=GENT_ID, organisation_name="Stad Gent")
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        held = Claim(person_id=subject_of(person), by=author, until=until)
        await StoredClaims(connection).hold(on, held, at=START)
        await connection.commit()


async def cursor_at(engine: AsyncEngine, sequence: int, territory: Nis = GENT) -> str:
    """Return the cursor of a place in the log of a territory, also of one that it has not reached."""
    head = await MeldingReader(engine).head(territory)
    return cursors.encode(LogPosition(territory=territory, epoch=head.epoch, sequence=sequence))


async def add_organisations(engine: AsyncEngine, names: Sequence[str], territory: Nis = GENT) -> list[uuid.UUID]:
    """Add associations and return their ids."""
    ids = [uuid.uuid4() for _ in names]
    added = [
        {
            "id": each,
            "name": name,
            "name_sort": normalised(name),
            "kind": OrganisationKind.ASSOCIATION,
            "municipality": territory,
            "contacts": [],
        }
        for each, name in zip(ids, names, strict=True)
    ]
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(insert(organisation), added)
        await connection.commit()
    return ids


def reported(activity_id: uuid.UUID, **changes: Any) -> NewReport:  # any field of it
    """Return a report on an activity in Gent."""
    made = NewReport(
        id=uuid.uuid4(),
        activity_id=activity_id,
        territory=GENT,
        reason=ReportReason.WRONG_INFORMATION,
        text="Dit klopt niet.",
        reported_at=START,
        tracking_code=f"code of {uuid.uuid4()}",
        reporter_email=None,
    )
    return replace(made, **changes)


async def file_reports(engine: AsyncEngine, reports: Sequence[NewReport]) -> None:
    """Write reports, with nobody told of them."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        stored = StoredReports(connection)
        for each in reports:
            await stored.add(each)
        await connection.commit()
