"""Who may see which activity: the one policy, as a value that lists turn into SQL and rules apply to one row."""

from dataclasses import dataclass
from uuid import UUID

from domain.activities.model import Activity, ActivityStatus
from domain.actors import Actor
from domain.territories.model import Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityVisibility:
    """Which activities a viewer may know of.

    What is published is public. Moderators also see everything on their `territories`, an organisation also its own.
    Deleted ones are gone for everybody.
    """

    territories: frozenset[Nis] = frozenset()
    organisation_id: UUID | None = None

    @classmethod
    def of(cls, actor: Actor) -> "ActivityVisibility":
        """Return what an actor may see."""
        return cls(
            territories=actor.territories,
            organisation_id=actor.organisation_id,
        )

    def includes(self, activity: Activity) -> bool:
        """Whether one activity may be seen."""
        organiser = activity.content.organiser
        return self.covers(activity.status, activity.territory, organiser.organisation_id if organiser else None)

    def covers(self, status: ActivityStatus, territory: Nis | None, organisation_id: UUID | None) -> bool:
        """Whether an activity of this status, on this territory and of this organisation may be seen."""
        if status is ActivityStatus.DELETED:
            return False
        return (
            status is ActivityStatus.PUBLISHED
            or territory in self.territories
            or (self.organisation_id is not None and organisation_id == self.organisation_id)
        )
