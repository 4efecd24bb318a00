"""The audit log as a file: which columns, in which order, and cells that no spreadsheet takes for a formula."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from domain.audit import AuditEntry, origin_of
from domain.schedules.local_time import as_local

COLUMNS = (
    "at",
    "action",
    "activityId",
    "territory",
    "actorKind",
    "actorName",
    "actingAsId",
    "actingAsName",
    "reason",
    "ruleNumber",
    "ruleVersion",
    "statusBefore",
    "statusAfter",
    "changes",
)
"""Named as in the API. New ones are added at the end, so that whoever reads by place goes on reading the same.

`changes` is a list of field, before, after and origin: JSON, in a cell of CSV too.
"""

BYTE_ORDER_MARK = "\ufeff"
"""At the start of CSV: without it, spreadsheets read letters with accents as two others."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide forms for the others
"""What makes a spreadsheet calculate with a cell that begins with it."""

Exported: TypeAlias = Mapping[str, object]
"""One entry, by column."""


def exported(
    entry: AuditEntry, *, to: UUID | None, activity_id: Callable[[UUID], str], organisation_id: Callable[[UUID], str]
) -> Exported:
    """Return an entry as whoever acts for `to` may have it; ids are those of the API, which `node` finds."""
    actor, origin = entry.author.shown_to(to), origin_of(entry.author)
    status = next((change for change in entry.changes if change.field == "status"), None)
    values: tuple[object, ...] = (
        as_local(entry.at).isoformat(),
        entry.action.value,
        activity_id(entry.activity_id),
        entry.territory,
        actor.kind.value,
        actor.name,
        organisation_id(entry.acting_as) if entry.acting_as else None,
        entry.acting_as_name,
        entry.reason,
        entry.rule_number,
        entry.rule_version,
        status.before if status else None,
        status.after if status else None,
        [
            {"field": each.field, "before": each.before, "after": each.after, "origin": origin.value}
            for each in entry.changes
        ],
    )
    return dict(zip(COLUMNS, values, strict=True))


def csv_head() -> str:
    """Return what CSV begins with: the names of the columns."""
    return BYTE_ORDER_MARK + _lines([COLUMNS])


def csv_lines(entries: Iterable[Exported]) -> str:
    """Return entries as lines of CSV."""
    return _lines([_cell(entry[column]) for column in COLUMNS] for entry in entries)


def json_lines(entries: Iterable[Exported]) -> str:
    """Return entries as JSON, one a line."""
    return "".join(f"{_json(entry)}\n" for entry in entries)


def defused(text: str) -> str:
    """Return text for a cell that a spreadsheet shows as it is: behind an apostrophe where it would calculate.

    Text that already has apostrophes before such a sign gets one more, so that taking one away always gives it back.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    return defused(_json(value) if isinstance(value, list) else str(value))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
