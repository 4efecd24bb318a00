"""Who did what, acting for whom, when and why: one entry for each decision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import UIT_AUTHOR, Activity, ActorKind, Author
from domain.activities.publishing import StatusChanged
from domain.activities.rules import PublicationRule
from domain.actors import Actor
from domain.reports.model import Report
from domain.territories.model import Nis


class AuditAction(StrEnum):
    """What can be done to an activity, and to the reports on it."""

    CREATED = "CREATED"
    CHANGED = "CHANGED"
    PUBLISHED = "PUBLISHED"
    UNPUBLISHED = "UNPUBLISHED"
    DELETED = "DELETED"
    UNDONE = "UNDONE"
    """A decision was taken back: the status is what it was before."""
    IMPORTED = "IMPORTED"
    CHANGED_AT_SOURCE = "CHANGED_AT_SOURCE"
    WITHDRAWN_AT_SOURCE = "WITHDRAWN_AT_SOURCE"
    REPORT_DECISION_PROPOSED = "REPORT_DECISION_PROPOSED"
    REPORT_RESOLVED = "REPORT_RESOLVED"
    REPORT_REOPENED = "REPORT_REOPENED"


class ChangeOrigin(StrEnum):
    """Who the new value of a field came from."""

    OWN = "OWN"
    UIT = "UIT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field before and after; None where there was or is nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """A line of the audit log; lines are added and never changed."""

    id: UUID
    at: datetime
    action: AuditAction
    activity_id: UUID
    territory: Nis | None
    actor_kind: ActorKind
    actor_id: str | None
    actor_name: str
    acting_as: UUID | None = None
    acting_as_name: str | None = None
    reason: str | None = None
    rule_number: int | None = None
    rule_version: int | None = None
    changes: tuple[Change, ...] = ()
    report_id: UUID | None = None
    """The report that was decided on, if it was one."""

    @property
    def author(self) -> Author:
        """Who did it, and for whom; `Author.shown_to` says what of that a viewer may know."""
        return Author(
            kind=self.actor_kind,
            name=self.actor_name,
            organisation_id=self.acting_as,
            organisation_name=self.acting_as_name,
        )

    @classmethod
    def of_decision(
        cls,
        decision: StatusChanged,
        *,
        entry_id: UUID,
        action: AuditAction,
        by: Actor,
        reason: str | None,
        rule: PublicationRule | None,
    ) -> "AuditEntry":
        """Return the entry of a decision on an activity's status."""
        return cls.of_change(
            decision.activity,
            entry_id=entry_id,
            action=action,
            by=by,
            reason=reason,
            rule=rule,
            changes=(Change(field="status", before=decision.before.status, after=decision.activity.status),),
        )

    @classmethod
    def of_change(
        cls,
        after: Activity,
        *,
        entry_id: UUID,
        action: AuditAction,
        by: Actor,
        changes: tuple[Change, ...],
        reason: str | None = None,
        rule: PublicationRule | None = None,
    ) -> "AuditEntry":
        """Return the entry of what somebody did to an activity, which is as it is now."""
        return cls(
            id=entry_id,
            at=after.updated_at,
            action=action,
            activity_id=after.id,
            territory=after.territory,
            actor_kind=ActorKind.PERSON,
            actor_id=by.person.id if by.person else None,
            actor_name=by.author.name,
            acting_as=by.organisation_id,
            acting_as_name=by.author.organisation_name,
            reason=reason,
            rule_number=rule.number if rule else None,
            rule_version=rule.version if rule else None,
            changes=changes,
        )

    @classmethod
    def of_report(
        cls,
        before: Report,
        after: Report,
        *,
        entry_id: UUID,
        action: AuditAction,
        by: Actor,
        reason: str,
    ) -> "AuditEntry":
        """Return the entry of what a moderator did to a report: its status, or what is proposed for it."""
        changes = (
            Change(field="report.status", before=before.status, after=after.status),
            Change(
                field="report.proposal",
                before=before.proposal.outcome if before.proposal else None,
                after=after.proposal.outcome if after.proposal else None,
            ),
        )
        return cls(
            id=entry_id,
            at=after.changed_at,
            action=action,
            activity_id=after.activity_id,
            territory=after.territory,
            actor_kind=ActorKind.PERSON,
            actor_id=by.person.id if by.person else None,
            actor_name=by.author.name,
            acting_as=by.organisation_id,
            acting_as_name=by.author.organisation_name,
            reason=reason,
            changes=tuple(each for each in changes if each.before != each.after),
            report_id=after.id,
        )


def origin_of(author: Author) -> ChangeOrigin:
    """Return where the values of a change come from: its source, or somebody here (be it the platform itself)."""
    here = author.kind is not UIT_AUTHOR.kind or author.name != UIT_AUTHOR.name
    return ChangeOrigin.OWN if here else ChangeOrigin.UIT
