"""What became of many rows as JSON, kept under an idempotency key, and back: refusals too stay what they were."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.activities.completeness import EditStep, Problem, ProblemCode
from domain.activities.model import ActorKind, Author
from domain.activities.rules import PublicationRule
from domain.refusals import (
    ActivityIncomplete,
    FieldError,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refusal,
    RefusalCode,
    VersionConflict,
    WrongStatus,
)

_PLAIN = {each.code: each for each in (NotFound, NotAllowed, WrongStatus)}
"""Those that say no more than a message."""


def rows_as_json(results: Iterable[UUID | Refusal]) -> list[Any]:
    """Return what became of rows: ids of those on which it was done, and why it was not on the others."""
    return [str(each) if isinstance(each, UUID) else _refusal_as_json(each) for each in results]


def rows_from_json(kept: Sequence[Any]) -> tuple[UUID | Refusal, ...]:
    """Return what became of rows."""
    return tuple(UUID(each) if isinstance(each, str) else _refusal_from_json(each) for each in kept)


def _refusal_as_json(refusal: Refusal) -> dict[str, Any]:
    # `str` shows ids and times as they are read back; what is an enum here is text already.
    kept = json.loads(json.dumps(asdict(refusal), default=str))
    return {"code": refusal.code, **kept}


def _refusal_from_json(kept: Mapping[str, Any]) -> Refusal:
    match RefusalCode(kept["code"]):
        case RefusalCode.INVALID_INPUT:
            return InvalidInput(fields=tuple(FieldError(**each) for each in kept["fields"]))
        case RefusalCode.ACTIVITY_INCOMPLETE:
            return ActivityIncomplete(problems=tuple(map(_problem, kept["problems"])))
        case RefusalCode.VERSION_CONFLICT:
            author = kept["changed_by"]
            organisation_id = author["organisation_id"]
            return VersionConflict(
                current_version=kept["current_version"],
                changed_by=Author(
                    kind=ActorKind(author["kind"]),
                    name=author["name"],
                    organisation_id=UUID(organisation_id) if organisation_id else None,
                    organisation_name=author["organisation_name"],
                ),
                changed_at=datetime.fromisoformat(kept["changed_at"]),
            )
        case code:
            return _PLAIN[code](message=kept["message"])


def _problem(kept: Mapping[str, Any]) -> Problem:
    rule = kept["rule"]
    return Problem(
        code=ProblemCode(kept["code"]),
        message=kept["message"],
        field=kept["field"],
        step=EditStep(kept["step"]),
        rule=PublicationRule(**rule) if rule else None,
    )
