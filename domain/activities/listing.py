"""Choosing and sorting activities in a list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.activities.model import ActivityStatus, SourceSystem
from domain.territories.model import Nis


class ActivityOrderField(StrEnum):
    """What a list is sorted on: each column of the moderators' table, and what visitors look for."""

    TITLE = "TITLE"
    PUBLISHED_AT = "PUBLISHED_AT"
    UPDATED_AT = "UPDATED_AT"
    CREATED_AT = "CREATED_AT"
    ORGANISER = "ORGANISER"
    VIEWS = "VIEWS"
    STATUS = "STATUS"
    NEXT_OCCURRENCE = "NEXT_OCCURRENCE"
    DISTANCE = "DISTANCE"
    """Of a choice that is near a place only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityOrder:
    """Sorted how; activities without the value come last either way."""

    field: ActivityOrderField = ActivityOrderField.UPDATED_AT
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Within a circle around a place, in WGS84 degrees."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityChoice:
    """Which activities: every condition must hold, an empty one holds for all."""

    search: str | None = None
    municipality: Nis | None = None
    territory: Nis | None = None
    organisation_id: UUID | None = None
    types: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    goals: frozenset[str] = frozenset()
    language_levels: frozenset[str] = frozenset()
    statuses: frozenset[ActivityStatus] = frozenset()
    sources: frozenset[SourceSystem] = frozenset()
    online: bool | None = None
    first_day: date | None = None
    """Takes place on or after this day (Europe/Brussels)."""
    last_day: date | None = None
    """Takes place on or before this day."""
    near: Near | None = None
    """Can be joined at a place within this circle; one without coordinates lies where its municipality does."""
