"""One import from start to end: read, hand over in batches, tell the moderators."""

from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import aclosing
from dataclasses import replace

from domain.imports.actions import announce_imports, take_over
from domain.imports.model import ImportedActivity, ImportReport, Skipped, SkipReason
from domain.ports import OpenUnitOfWork, Tools
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from importers.uitdatabank.event import read_event
from importers.uitdatabank.source import SourceDocument

BATCH = 100
"""Events per transaction: writers of the same territory wait no longer than that takes."""

OnProgress = Callable[[ImportReport, int | None], None]
"""Called after each batch with the counts so far and how many documents are expected, if that is known."""


def _ignore(_report: ImportReport, _expected: int | None) -> None:
    return


async def run_import(
    documents: AsyncGenerator[SourceDocument | Skipped],
    *,
    gazetteer: Gazetteer,
    territories: Collection[Nis],
    open_unit_of_work: OpenUnitOfWork,
    tools: Tools,
    on_progress: OnProgress = _ignore,
) -> ImportReport:
    """Import documents and return the counts; with `territories`, only what lies there.

    No document stops a run. What was handed over before the source failed stays, and is announced by this run or the
    next.
    """
    report = ImportReport()
    batch: list[ImportedActivity] = []
    seen: set[str] = set()
    expected: int | None = None

    async def hand_over() -> None:
        for outcome in await take_over(batch, open_unit_of_work=open_unit_of_work, tools=tools):
            if isinstance(outcome, Skipped):
                report.skipped.append(outcome)
            else:
                report.outcomes[outcome] += 1
        batch.clear()
        on_progress(report, expected)

    try:
        async with aclosing(documents):
            async for document in documents:
                if isinstance(document, Skipped):
                    report.skipped.append(document)
                    continue
                expected = document.expected
                event = _wanted(document, gazetteer, territories, seen)
                if isinstance(event, Skipped):
                    report.skipped.append(event)
                    continue
                batch.append(event)
                if len(batch) == BATCH:
                    await hand_over()
        await hand_over()
    finally:
        await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools)
    return report


def _wanted(
    document: SourceDocument, gazetteer: Gazetteer, territories: Collection[Nis], seen: set[str]
) -> ImportedActivity | Skipped:
    event = read_event(document.value, gazetteer=gazetteer, origin=document.origin)
    if isinstance(event, Skipped):
        return event if event.document else replace(event, document=document.origin)
    if territories and not event.withdrawn and event.territory not in territories:
        return Skipped(document=event.external_id, reason=SkipReason.OTHER_TERRITORY, detail=str(event.territory))
    if event.external_id in seen:
        return Skipped(document=event.external_id, reason=SkipReason.SEEN_IN_THIS_RUN, detail=document.origin)
    seen.add(event.external_id)
    return event
