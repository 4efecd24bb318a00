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
        if activity.status is ActivityStatus.DELETED:
            return False
        organiser = activity.content.organiser
        return (
            activity.status is ActivityStatus.PUBLISHED
            or activity.territory in self.territories
            or (
                self.organisation_id is not None
                and organiser is not None
                and organiser.organisation_id == self.organisation_id
            )
        )
