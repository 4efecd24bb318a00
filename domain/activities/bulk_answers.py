"""What became of many activities as text, kept under an idempotency key, and back."""

import json
from collections.abc import Sequence
from uuid import UUID

from domain.kept_rows import rows_as_json, rows_from_json
from domain.refusals import Refusal
from domain.undo.model import UndoOffer


def answer_of(results: Sequence[UUID | Refusal], undo: UndoOffer) -> str:
    """Return the text of what became of rows, of which at least one was changed."""
    return json.dumps({"rows": rows_as_json(results), "undo": undo.as_json()})


def answered(answer: str) -> tuple[tuple[UUID | Refusal, ...], UndoOffer]:
    """Return what a text says that became of rows."""
    kept = json.loads(answer)
    return rows_from_json(kept["rows"]), UndoOffer.from_json(kept["undo"])
