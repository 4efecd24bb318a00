"""Running an import from the command line: a progress bar on a terminal, one JSON object for programs."""

import re
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from domain.imports.model import ImportOutcome, ImportReport
from domain.territories.model import Nis
from ikdoemee.container import open_container
from ikdoemee.settings import Settings
from importers.run import run_import
from importers.uitdatabank.documents import documents
from persistence.territories import TerritoryReader

_NIS = re.compile(r"\d{5}")


async def import_events(settings: Settings, source: str, territories: Sequence[str], *, as_json: bool) -> ImportReport:
    """Import events and show what became of them; raises `ValueError` for a NIS code that does not exist."""
    console = Console(stderr=True)
    async with open_container(settings) as container:
        services = container.services
        gazetteer = await TerritoryReader(container.engine).gazetteer()
        wanted = [_today(code, gazetteer.today(code)) for code in territories]
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=as_json or not console.is_terminal,
        ) as progress:
            task = progress.add_task("UiTdatabank", total=None)
            report = await run_import(
                documents(source, territories=wanted, client_id=settings.uit_client_id),
                gazetteer=gazetteer,
                territories=wanted,
                open_unit_of_work=services.open_unit_of_work,
                tools=services.tools,
                on_progress=lambda so_far, expected: progress.update(task, completed=so_far.read, total=expected),
            )
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(_counts(report)) + b"\n")
        sys.stdout.flush()
    else:
        Console().print(_table(report))
    return report


def _today(code: str, today: Nis | None) -> Nis:
    if not _NIS.fullmatch(code) or today is None:
        raise ValueError(f"{code!r} is not the NIS code of a municipality in Flanders or Brussels")
    return today


def _counts(report: ImportReport) -> dict[str, Any]:
    return {
        "read": report.read,
        **{outcome.value: report.outcomes[outcome] for outcome in ImportOutcome},
        "skipped": [
            {"document": each.document, "reason": each.reason.value, "detail": each.detail} for each in report.skipped
        ],
    }


def _table(report: ImportReport) -> Table:
    table = Table("", "events", title=f"{report.read} documents read", title_justify="left")
    for outcome in ImportOutcome:
        table.add_row(outcome.value, str(report.outcomes[outcome]))
    for reason, count in sorted(Counter(each.reason for each in report.skipped).items()):
        table.add_row(f"skipped: {reason.value}", str(count))
    return table
