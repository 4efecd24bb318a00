"""How long a session lasts, and how long a sign-in may take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.sessions.model import Session

MOST_HOURS = 2
"""The access management knows somebody for two hours after they proved who they are, and we do so no longer."""
SIGN_IN_WITHIN = timedelta(minutes=10)
NOTED_AFTER = timedelta(minutes=1)
"""So long after the last time, being seen is written again: a dashboard sends many requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """How long a session lasts at most, and how long without being used."""

    lifetime: timedelta = timedelta(hours=MOST_HOURS)
    idle: timedelta = timedelta(minutes=30)


def ends_at(session: Session, limits: SessionLimits) -> datetime:
    """Return when a session ends if nothing more is done in it."""
    return min(session.expires_at, session.seen_at + limits.idle)


def has_ended(session: Session, limits: SessionLimits, at: datetime) -> bool:
    """Whether a session is over."""
    return ends_at(session, limits) <= at


def to_be_noted(session: Session, at: datetime) -> bool:
    """Whether it is time to write that a session is in use."""
    return at - session.seen_at >= NOTED_AFTER
