"""Writing a grant: the row, a line in the trail, and the news that somebody may do something else than before."""

from domain.access_audit import AccessAction, AccessAuditEntry, AccessConcern
from domain.acting import Acting
from domain.audit import Change
from domain.grants.model import Grant
from domain.ports import UnitOfWork

LONGEST_REASON = 1000
"""Characters in which an administrator says why."""


async def add_grant(
    work: UnitOfWork, grant: Grant, acting: Acting, *, reason: str | None, by_sole_administrator: bool = False
) -> None:
    """Add a new grant; `by_sole_administrator` says that somebody granted it to themselves, being the only one."""
    await work.grants.add(grant)
    changes = (
        *_changes(None, grant),
        Change(field="grant.ownDecision", before=None, after=_flag(by_sole_administrator)),
    )
    await _tell(work, grant, AccessAction.GRANTED, acting, reason, changes)


async def end_grant(work: UnitOfWork, before: Grant, after: Grant, acting: Acting, *, reason: str) -> None:
    """Save a grant that was ended before its time, at once or from a day on."""
    await work.grants.save(after)
    await _tell(work, after, AccessAction.GRANT_REVOKED, acting, reason, _changes(before, after))


async def change_grant(
    work: UnitOfWork,
    before: Grant,
    after: Grant,
    acting: Acting,
    *,
    reason: str,
    by_sole_administrator: bool = False,
) -> None:
    """Save a grant whose period changed."""
    await work.grants.save(after)
    changes = (
        *_changes(before, after),
        Change(field="grant.ownDecision", before=None, after=_flag(by_sole_administrator)),
    )
    await _tell(work, after, AccessAction.GRANT_PERIOD_CHANGED, acting, reason, changes)


def _flag(holds: bool) -> str | None:
    return "true" if holds else None


def _changes(before: Grant | None, after: Grant) -> tuple[Change, ...]:
    return tuple(
        Change(field=f"grant.{field}", before=_shown(before, field), after=_shown(after, field))
        for field in ("begin", "end", "contexts", "revoked")
    )


def _shown(grant: Grant | None, field: str) -> str | None:
    if grant is None:
        return None
    return {
        "begin": grant.begin.isoformat(),
        "end": grant.end.isoformat(),
        "contexts": " ".join(grant.contexts) or None,
        "revoked": _flag(grant.revoked_at is not None),
    }[field]


async def _tell(
    work: UnitOfWork,
    grant: Grant,
    action: AccessAction,
    acting: Acting,
    reason: str | None,
    changes: tuple[Change, ...],
) -> None:
    concern = AccessConcern(
        organisation_id=grant.organisation_id,
        person_id=grant.person.id,
        request_id=grant.request_id,
        grant_id=grant.id,
    )
    entry = AccessAuditEntry.by(
        acting.actor,
        action,
        concern,
        entry_id=acting.tools.new_id(),
        at=grant.changed_at,
        reason=reason,
        changes=changes,
    )
    await work.access_audit.add(entry)
    if grant.person.subject is not None:
        await work.access_changes.add(grant.person.subject)
