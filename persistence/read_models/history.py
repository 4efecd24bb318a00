"""The history of an activity: entries of the audit log, for those who look after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import FromClause, or_

from domain.activities.model import ActorKind, Author
from domain.audit import ChangeOrigin, origin_of
from domain.viewpoints import Viewpoint
from persistence import viewers
from persistence.read_models.organisations import ORGANISATION
from persistence.tables.audit import audit_entry
from plans.among import among
from plans.model import Column, Computed, Declared, Part, ReadModel, ToOne


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenChange:
    """A change, and who its new value came from."""

    field: str
    before: str | None
    after: str | None
    origin: ChangeOrigin


def _entry(table: FromClause) -> Declared:
    c = table.c
    author = Computed(of=_author, inputs=(c.actor_kind, c.actor_name, c.acting_as, c.acting_as_name))
    return Declared(
        {
            "at": Column(of=c.at),
            "action": Column(of=c.action),
            "actor": Computed(of=_shown, inputs=(author,), viewed=True),
            # Null once the organisation is gone; its name still stands with the actor.
            "acting_as": ToOne(model=lambda: ORGANISATION, key=c.acting_as),
            "reason": Column(of=c.reason),
            "rule": Part(
                fields={"number": Column(of=c.rule_number), "version": Column(of=c.rule_version)},
                present=c.rule_number,
            ),
            "changes": Computed(of=_changes, inputs=(c.changes, author)),
        },
        table,
        # Reports are between visitors and moderators; organisers read those that were upheld elsewhere.
        visible=or_(c.report_id.is_(None), among(c.territory, viewers.TERRITORIES)),
    )


def _author(kind: str, name: str, organisation_id: UUID | None, organisation_name: str | None) -> Author:
    return Author(kind=ActorKind(kind), name=name, organisation_id=organisation_id, organisation_name=organisation_name)


def _shown(author: Author, *, viewpoint: Viewpoint) -> Author:
    return author.shown_to(viewpoint.actor.organisation_id)


def _changes(stored: Sequence[Mapping[str, Any]], author: Author) -> list[SeenChange]:
    return [SeenChange(**each, origin=origin_of(author)) for each in stored]


HISTORY_ENTRY = ReadModel("HistoryEntry", audit_entry, "number", _entry)
"""Who may read which is decided where an activity offers its history: see the guard of `ACTIVITY`."""
