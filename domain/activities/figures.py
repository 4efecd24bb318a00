"""How much there is of activities, by status, and how it fares: for those who look after them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from domain.activities.model import ActivityStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Activities of an organisation or on a territory: how many of each status, and what visitors do with them."""

    draft: int = 0
    published: int = 0
    unpublished: int = 0
    expired: int = 0
    views: int = 0
    reports_open: int = 0

    @classmethod
    def of(cls, by_status: Mapping[ActivityStatus, int], *, views: int, reports_open: int) -> Self:
        """Return the figures of activities that were counted by status."""
        return cls(
            draft=by_status.get(ActivityStatus.DRAFT, 0),
            published=by_status.get(ActivityStatus.PUBLISHED, 0),
            unpublished=by_status.get(ActivityStatus.UNPUBLISHED, 0),
            expired=by_status.get(ActivityStatus.EXPIRED, 0),
            views=views,
            reports_open=reports_open,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryFigures(Figures):
    """What moderators have before them: also what a source offers and nobody decided on yet."""

    imports_waiting: int = 0
    oldest_waiting_since: datetime | None = None
