"""Who decided what about whose access: one entry for each decision."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.activities.model import ActorKind, Author
from domain.actors import Actor
from domain.audit import Change

PLATFORM = Author(kind=ActorKind.SYSTEM, name="Platformbeheer van ikdoemee.be")
"""Who sets up access at the command line; nobody is signed in there."""


class AccessAction(StrEnum):
    """What can be done about access."""

    REQUESTED = "REQUESTED"
    WITHDRAWN = "WITHDRAWN"
    WORK_RELATION_AWAITED = "WORK_RELATION_AWAITED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WORK_RELATION_ESTABLISHED = "WORK_RELATION_ESTABLISHED"
    GRANTED = "GRANTED"
    GRANT_PERIOD_CHANGED = "GRANT_PERIOD_CHANGED"
    GRANT_REVOKED = "GRANT_REVOKED"
    CHANNEL_SWITCHED = "CHANNEL_SWITCHED"
    ADMINISTRATOR_APPOINTED = "ADMINISTRATOR_APPOINTED"
    DELEGATED = "DELEGATED"
    RECOGNISED = "RECOGNISED"
    """Somebody who was added by number signed in."""
    DELEGATION_ENDED = "DELEGATION_ENDED"
    PLACED = "PLACED"
    """An organisation was placed in a target group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessConcern:
    """Whose access something is about, and what was made or changed for it."""

    organisation_id: UUID
    person_id: UUID | None = None
    request_id: UUID | None = None
    grant_id: UUID | None = None
    work_relation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessAuditEntry:
    """A line of the trail; lines are added and never changed."""

    id: UUID
    at: datetime
    action: AccessAction
    concern: AccessConcern
    actor_id: str | None
    """Subject of who did it; None for the platform itself."""
    actor_name: str
    acting_as: UUID | None = None
    acting_as_name: str | None = None
    reason: str | None = None
    changes: tuple[Change, ...] = ()

    @classmethod
    def by(
        cls,
        actor: Actor,
        action: AccessAction,
        concern: AccessConcern,
        *,
        entry_id: UUID,
        at: datetime,
        reason: str | None = None,
        changes: tuple[Change, ...] = (),
    ) -> "AccessAuditEntry":
        """Return the entry of what somebody did; fields that stayed the same are no change."""
        author = actor.author
        return cls(
            id=entry_id,
            at=at,
            action=action,
            concern=concern,
            actor_id=actor.person.id if actor.person else None,
            actor_name=author.name,
            acting_as=author.organisation_id,
            acting_as_name=author.organisation_name,
            reason=reason,
            changes=tuple(each for each in changes if each.before != each.after),
        )

    @classmethod
    def by_platform(
        cls,
        action: AccessAction,
        concern: AccessConcern,
        *,
        entry_id: UUID,
        at: datetime,
        reason: str,
        changes: tuple[Change, ...] = (),
    ) -> "AccessAuditEntry":
        """Return the entry of what was set up at the command line."""
        return cls(
            id=entry_id,
            at=at,
            action=action,
            concern=concern,
            actor_id=None,
            actor_name=PLATFORM.name,
            reason=reason,
            changes=tuple(each for each in changes if each.before != each.after),
        )
