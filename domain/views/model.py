"""What of an activity decides whether opening it counts."""

from dataclasses import dataclass
from uuid import UUID

from domain.activities.model import ActivityStatus
from domain.territories.model import Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewedActivity:
    """An activity that somebody opened."""

    status: ActivityStatus
    territory: Nis | None
    organisation_id: UUID | None
