"""The audit log read back: the history of one activity, newest first, and the log of a territory from its beginning."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from domain.activities.model import ActorKind
from domain.audit import AuditAction, AuditEntry, Change
from domain.pages import PageRequest
from domain.territories.model import Nis
from persistence import viewers
from persistence.paging import Keyset
from persistence.rows import SeenRows
from persistence.tables.audit import audit_entry
from persistence.tables.columns import UtcDateTime
from plans.among import among
from plans.requests import Listing

BATCH = 200
"""Entries that are in memory at once while a log is read."""

_NEWEST_FIRST = Keyset(name="history", key=audit_entry.c.number, id=audit_entry.c.id, descending=True)
_OF_ACTIVITY = audit_entry.c.activity_id == bindparam("of_activity")


def history_of(activity_id: UUID, page: PageRequest) -> Listing:
    """Return the request for a page of what was done to an activity; raises `InvalidCursorError`."""
    return _NEWEST_FIRST.listing(page, _OF_ACTIVITY, values={"of_activity": activity_id})


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a moment on, and before another; None for no bound."""

    since: datetime | None = None
    until: datetime | None = None


async def log_of(territory: Nis, period: Period, rows: SeenRows) -> AsyncGenerator[Sequence[AuditEntry]]:
    """Read the log of a territory that the viewer moderates in batches, oldest first.

    No connection is held while a batch is used, however long that takes. Ids of persons are not read.
    """
    last = 0
    while True:
        values = {"log_territory": territory, "log_last": last, **_bounds(period)}
        found = await rows.rows(_LOG[period.since is not None, period.until is not None], values)
        if found:
            yield [_entry(row) for row in found]
            last = found[-1][0]
        if len(found) < BATCH:
            return


_TERRITORY = bindparam("log_territory", type_=audit_entry.c.territory.type)


def _bounds(period: Period) -> dict[str, datetime]:
    named = {"log_since": period.since, "log_until": period.until}
    return {name: value for name, value in named.items() if value is not None}


def _log(*, since: bool, until: bool) -> Select[Any]:
    c = audit_entry.c
    chosen = select(
        c.number, c.id, c.at, c.action, c.activity_id, c.territory, c.actor_kind, c.actor_name, c.acting_as,
        c.acting_as_name, c.reason, c.rule_number, c.rule_version, c.changes,
    ).where(
        # The viewer's rights stand in the statement too, not only before it. They are asked of the parameter: a second
        # condition on the column would keep PostgreSQL from reading in the order of the index.
        among(_TERRITORY, viewers.TERRITORIES),
        c.territory == _TERRITORY,
        c.number > bindparam("log_last"),
    )  # fmt: skip
    if since:
        chosen = chosen.where(c.at >= bindparam("log_since", type_=UtcDateTime()))
    if until:
        chosen = chosen.where(c.at < bindparam("log_until", type_=UtcDateTime()))
    return chosen.order_by(c.number).limit(BATCH)


_LOG = {(since, until): _log(since=since, until=until) for since in (False, True) for until in (False, True)}


def _entry(row: Sequence[Any]) -> AuditEntry:
    (
        _, entry_id, at, action, activity_id, territory, actor_kind, actor_name, acting_as, acting_as_name, reason,
        rule_number, rule_version, changes,
    ) = row  # fmt: skip
    return AuditEntry(
        id=entry_id,
        at=at,
        action=AuditAction(action),
        activity_id=activity_id,
        territory=Nis(territory),
        actor_kind=ActorKind(actor_kind),
        actor_id=None,
        actor_name=actor_name,
        acting_as=acting_as,
        acting_as_name=acting_as_name,
        reason=reason,
        rule_number=rule_number,
        rule_version=rule_version,
        changes=tuple(Change(**each) for each in changes),
    )
