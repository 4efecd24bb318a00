"""Activities that follow a source, to take over and to bring up to date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.activities.model import Activity, SourceSystem
from domain.territories.model import Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownImport:
    """An activity that was taken over before, and the digest of what its source said then."""

    activity: Activity
    digest: str


class ImportedActivities(Protocol):
    """Activities that follow a source."""

    async def known(self, system: SourceSystem, external_ids: Collection[str]) -> Mapping[str, KnownImport]:
        """Return those taken over before, by the id they have at their source."""
        ...

    async def add(self, activities: Sequence[tuple[Activity, str]]) -> None:
        """Add new ones with their digests; their moderators have yet to be told."""
        ...

    async def update(self, activity: Activity, digest: str) -> None:
        """Write what the source says now."""
        ...

    async def unannounced(self) -> Mapping[Nis, int]:
        """Count the new ones that the moderators of each territory have yet to be told of."""
        ...

    async def mark_announced(self, territory: Nis) -> int:
        """Mark those of a territory as told, and return how many there were."""
        ...
