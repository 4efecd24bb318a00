"""The audit log as a file: every cell is read as it was written, and none is a formula."""

import csv
import io
import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities.model import UIT_AUTHOR, ActorKind
from domain.audit import AuditAction, AuditEntry, Change
from domain.audit_export import BYTE_ORDER_MARK, COLUMNS, csv_head, csv_lines, defused, exported, json_lines
from domain.territories.model import Nis

GENT, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - the wide forms are meant

ENTRY = AuditEntry(
    id=uuid.UUID(int=3),
    at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
    action=AuditAction.UNPUBLISHED,
    activity_id=uuid.UUID(int=4),
    territory=Nis("44021"),
    actor_kind=ActorKind.PERSON,
    actor_id="the-id-of-a-person",
    actor_name="Mo Derator",
    acting_as=GENT,
    acting_as_name="Stad Gent",
    reason="niet in het Nederlands",
    rule_number=1,
    rule_version=2,
    changes=(
        Change(field="title", before=None, after='Praat "mee"'),
        Change(field="status", before="PUBLISHED", after="UNPUBLISHED"),
    ),
)

TEXTS = st.text() | st.builds(
    "".join, st.lists(st.sampled_from([*FORMULAS, "'", '"', ",", ";", "\0", "\v", "\u2028", "\x1a", "x"]))
)


def shown(entry: AuditEntry, *, to: uuid.UUID | None = GENT) -> dict[str, Any]:
    return dict(exported(entry, to=to, activity_id="activity {}".format, organisation_id="organisation {}".format))


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def undone(cell: str) -> str:
    """Return a cell without the apostrophe that keeps it from being calculated."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULAS) else cell


def test_an_entry_is_told_in_the_order_of_the_columns() -> None:
    assert list(shown(ENTRY).items()) == [
        ("at", "2026-07-02T00:30:00+02:00"),
        ("action", "UNPUBLISHED"),
        ("activityId", f"activity {ENTRY.activity_id}"),
        ("territory", "44021"),
        ("actorKind", "PERSON"),
        ("actorName", "Mo Derator"),
        ("actingAsId", f"organisation {GENT}"),
        ("actingAsName", "Stad Gent"),
        ("reason", "niet in het Nederlands"),
        ("ruleNumber", 1),
        ("ruleVersion", 2),
        ("statusBefore", "PUBLISHED"),
        ("statusAfter", "UNPUBLISHED"),
        (
            "changes",
            [
                {"field": "title", "before": None, "after": 'Praat "mee"', "origin": "OWN"},
                {"field": "status", "before": "PUBLISHED", "after": "UNPUBLISHED", "origin": "OWN"},
            ],
        ),
    ]
    assert tuple(shown(ENTRY)) == COLUMNS


@pytest.mark.parametrize("to", [OTHER, None])
def test_others_than_colleagues_see_the_organisation(to: uuid.UUID | None) -> None:
    found = shown(ENTRY, to=to)
    assert (found["actorKind"], found["actorName"], found["actingAsName"]) == ("ORGANISATION", "Stad Gent", "Stad Gent")
    assert "Mo Derator" not in json_lines([found]) + csv_lines([found])


def test_what_a_source_changed_says_so() -> None:
    entry = replace(ENTRY, actor_kind=UIT_AUTHOR.kind, actor_name=UIT_AUTHOR.name, acting_as=None, acting_as_name=None)
    found = shown(entry)
    assert (found["actorKind"], found["actorName"], found["actingAsId"]) == ("SYSTEM", "UiTinVlaanderen", None)
    assert {each["origin"] for each in found["changes"]} == {"UIT"}


def test_what_the_platform_itself_changed_is_no_change_of_the_source() -> None:
    entry = replace(ENTRY, actor_kind=ActorKind.SYSTEM, actor_name="ikdoemee.be", acting_as=None, acting_as_name=None)
    assert {each["origin"] for each in shown(entry)["changes"]} == {"OWN"}


def test_no_id_of_a_person_leaves() -> None:
    assert "the-id-of-a-person" not in json_lines([shown(ENTRY)]) + csv_lines([shown(ENTRY)])


def test_nothing_is_an_empty_cell_and_null() -> None:
    bare = replace(ENTRY, reason=None, rule_number=None, rule_version=None, acting_as=None, changes=())
    ((*cells,),) = read_back(csv_lines([shown(bare)]))
    by_column = dict(zip(COLUMNS, cells, strict=True))
    empty = ["actingAsId", "reason", "ruleNumber", "ruleVersion", "statusBefore", "statusAfter"]
    assert [by_column[name] for name in empty] == [""] * len(empty)
    assert by_column["changes"] == "[]"
    assert [json.loads(json_lines([shown(bare)]))[name] for name in empty] == [None] * len(empty)


def test_csv_begins_with_the_mark_that_spreadsheets_look_for() -> None:
    assert csv_head() == f"{BYTE_ORDER_MARK}{','.join(COLUMNS)}\r\n"


@pytest.mark.parametrize("sign", FORMULAS)
def test_a_cell_that_would_be_calculated_is_shown_as_it_is(sign: str) -> None:
    ((*cells,),) = read_back(csv_lines([shown(replace(ENTRY, reason=f"{sign}HYPERLINK(1)"))]))
    assert cells[COLUMNS.index("reason")] == f"'{sign}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["", "5-3", "'s avonds", "a=b", " =1", "'", "''"])
def test_other_cells_are_left_as_they_are(text: str) -> None:
    assert defused(text) == text


@given(st.lists(TEXTS, min_size=5, max_size=5))
def test_any_text_comes_back_and_is_no_formula_property(texts: list[str]) -> None:
    name, organisation, reason, before, after = texts
    entry = replace(
        ENTRY,
        actor_name=name,
        acting_as_name=organisation,
        reason=reason,
        changes=(Change(field="status", before=before, after=after),),
    )
    found = shown(entry)
    ((*cells,),) = read_back(csv_lines([found]))
    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []
    by_column = {column: undone(cell) for column, cell in zip(COLUMNS, cells, strict=True)}
    assert json.loads(by_column.pop("changes")) == found.pop("changes")
    assert by_column == {column: str(value) for column, value in found.items()}


@given(TEXTS)
def test_json_keeps_a_line_for_each_entry_property(text: str) -> None:
    lines = json_lines([shown(replace(ENTRY, reason=text))] * 2)
    assert [json.loads(line)["reason"] for line in lines.removesuffix("\n").split("\n")] == [text] * 2
