"""A whole import: read, handed over, told to the moderators; on both databases, and again."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import ActivityStatus
from domain.imports.model import ImportOutcome, ImportReport, Skipped
from domain.meldingen.model import Melding
from domain.territories.model import Nis
from importers.run import run_import
from importers.uitdatabank.documents import documents
from importers.uitdatabank.source import SourceDocument
from persistence.meldingen import MeldingReader
from persistence.tables.activities import activity
from persistence.tables.audit import audit_entry
from persistence.territories import TerritoryReader
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.clock import Clock
from tests.support.factories import GENT

DEMO = Path(__file__).parents[2] / "importers" / "demo"


def event(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "@id": f"https://io.uitdatabank.be/events/00000000-0000-4000-8000-{number:012}",
        "mainLanguage": "nl",
        "name": {"nl": f"Praattafel {number}"},
        "calendarType": "single",
        "startDate": "2026-12-01T19:00:00+01:00",
        "endDate": "2026-12-01T21:00:00+01:00",
        "location": {
            "address": {
                "nl": {
                    "addressCountry": "BE",
                    "addressLocality": "Gent",
                    "postalCode": "9000",
                    "streetAddress": "Voorbeeldstraat 1",
                }
            }
        },
        "workflowStatus": "APPROVED",
        "modified": "2026-11-01T10:00:00+00:00",
    } | changes


async def given(values: Sequence[object]) -> AsyncGenerator[SourceDocument | Skipped]:
    for number, value in enumerate(values):
        yield SourceDocument(origin=f"given#{number}", value=value, expected=len(values))


async def import_from(
    engine: AsyncEngine,
    clock: Clock,
    source: AsyncGenerator[SourceDocument | Skipped],
    territories: Sequence[Nis] = (),
) -> ImportReport:
    return await run_import(
        source,
        gazetteer=await TerritoryReader(engine).gazetteer(),
        territories=territories,
        open_unit_of_work=units_of_work(engine, Bell("memory://"), now=clock.now),
        tools=clock.tools(),
    )


async def test_every_sample_is_imported_or_skipped_for_a_reason_and_a_second_run_changes_nothing(
    engine: AsyncEngine, clock: Clock, shared: Path
) -> None:
    samples = str(shared / "data" / "uitdatabank")
    first = await import_from(engine, clock, documents(samples))
    assert first.read == sum(first.outcomes.values()) + len(first.skipped)
    assert first.outcomes[ImportOutcome.CREATED] > 0
    assert all(each.document for each in first.skipped)

    second = await import_from(engine, clock, documents(samples))
    assert second.outcomes == {ImportOutcome.UNCHANGED: first.outcomes[ImportOutcome.CREATED]}
    assert second.skipped == first.skipped


async def test_the_demo_feed_of_gent_becomes_drafts_that_the_moderators_are_told_of_once(
    engine: AsyncEngine, clock: Clock
) -> None:
    report = await import_from(engine, clock, documents(str(DEMO)), [GENT])
    again = await import_from(engine, clock, documents(str(DEMO)), [GENT])
    created = report.outcomes[ImportOutcome.CREATED]
    assert created >= 60
    assert again.outcomes == {ImportOutcome.UNCHANGED: created}
    async with engine.connect() as connection:
        statement = select(activity.c.status, activity.c.municipality, func.count()).group_by(
            activity.c.status, activity.c.municipality
        )
        assert (await connection.execute(statement)).all() == [(ActivityStatus.DRAFT, GENT, created)]
    assert [each.text for each in await told(engine)] == [f"{created} nieuwe activiteiten zijn geïmporteerd uit UiT."]


async def test_a_draft_that_its_source_withdraws_disappears_and_comes_back_when_offered_again(
    engine: AsyncEngine, clock: Clock
) -> None:
    await import_from(engine, clock, given([event()]))
    withdrawn = await import_from(engine, clock, given([event(workflowStatus="DELETED")]))
    assert withdrawn.outcomes == {ImportOutcome.WITHDRAWN: 1}
    assert await statuses(engine) == [ActivityStatus.DELETED]
    assert (await import_from(engine, clock, given([event(workflowStatus="DELETED")]))).outcomes == {
        ImportOutcome.UNCHANGED: 1
    }
    offered = await import_from(engine, clock, given([event()]))
    assert offered.outcomes == {ImportOutcome.UPDATED: 1}
    assert await statuses(engine) == [ActivityStatus.DRAFT]


async def test_what_changed_at_the_source_replaces_the_text_and_leaves_a_trace(
    engine: AsyncEngine, clock: Clock
) -> None:
    await import_from(engine, clock, given([event()]))
    clock.advance(hours=1)
    changed = await import_from(engine, clock, given([event(name={"nl": "Nieuwe titel"})]))
    assert changed.outcomes == {ImportOutcome.UPDATED: 1}
    async with engine.connect() as connection:
        rows = (await connection.execute(select(activity.c.title, activity.c.version, activity.c.updated_at))).all()
        actions = (
            (await connection.execute(select(audit_entry.c.action).order_by(audit_entry.c.number))).scalars().all()
        )
    assert rows == [("Nieuwe titel", 2, clock.now())]
    assert actions == ["IMPORTED", "CHANGED_AT_SOURCE"]


async def test_an_event_that_comes_twice_in_a_run_counts_once(engine: AsyncEngine, clock: Clock) -> None:
    report = await import_from(engine, clock, given([event(), event(name={"nl": "Andere titel"})]))
    assert report.outcomes == {ImportOutcome.CREATED: 1}
    assert [each.reason.value for each in report.skipped] == ["seen-in-this-run"]


async def test_only_the_territories_that_were_asked_for_are_imported(engine: AsyncEngine, clock: Clock) -> None:
    elsewhere = event(2, regions=["nis-71072"], location={"address": {"nl": {"postalCode": "3500"}}})
    report = await import_from(engine, clock, given([event(1), elsewhere]), [GENT])
    assert report.outcomes == {ImportOutcome.CREATED: 1}
    assert [each.reason.value for each in report.skipped] == ["other-territory"]


async def test_no_document_stops_a_run(engine: AsyncEngine, clock: Clock) -> None:
    rubbish: list[object] = [
        None,
        [],
        "tekst",
        {"@id": "x"},
        event(2, name={"nl": "nul \x00 teken"}),
        event(3, name={"nl": "half \ud800 teken"}),
        event(4, description={"nl": "half \udfff \x00 <b>teken"}),
        event(5, startDate="0001-01-01T00:00:00+14:00", endDate="9999-12-31T23:59:59-12:00"),
        event(6, priceInfo=[{"category": "base", "price": 1e308}]),
        event(7, location={"geo": {"latitude": 1e999, "longitude": "x"}, "address": {"nl": {"postalCode": "9000"}}}),
        event(8, organizer={"name": "\ud800\x00"}, contactPoint={"phone": ["\x00"], "email": ["a\ud800@b.be"]}),
        event(9, mediaObject=[{"contentUrl": "https://example.org/\ud800.jpg"}], sameAs=["\x00"]),
    ]
    report = await import_from(engine, clock, given([*rubbish, event(1)]))
    assert report.read == len(rubbish) + 1
    assert report.outcomes[ImportOutcome.CREATED] >= 1
    async with engine.connect() as connection:
        assert "Praattafel 1" in (await connection.execute(select(activity.c.title))).scalars().all()


async def test_a_run_whose_source_fails_keeps_and_announces_what_it_had(engine: AsyncEngine, clock: Clock) -> None:
    async def failing() -> AsyncGenerator[SourceDocument | Skipped]:
        for number in range(150):
            yield SourceDocument(origin=f"given#{number}", value=event(number), expected=None)
        raise ConnectionError("cut")

    try:
        await import_from(engine, clock, failing())
    except ConnectionError:
        pass
    else:
        raise AssertionError("the failure of a source must be heard")
    assert [each.count for each in await told(engine)] == [100]


async def told(engine: AsyncEngine) -> list[Melding]:
    """Return all Meldingen of Gent."""
    reader = MeldingReader(engine)
    start = replace(await reader.head(GENT), sequence=0)
    return (await reader.after(start, reader=None, kinds=frozenset(), limit=100))[0]


async def statuses(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return list((await connection.execute(select(activity.c.status))).scalars())


async def ids(engine: AsyncEngine) -> list[Any]:
    async with engine.connect() as connection:
        return list((await connection.execute(select(activity.c.id))).scalars())
