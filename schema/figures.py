"""Figures: how much there is, and how it fares."""

from datetime import datetime

import strawberry


@strawberry.type(description="How many activities an organisation has, and what visitors do with them.")
class OrganisationFigures:
    """Figures of an organisation."""

    draft: int = strawberry.field(description="Number of DRAFT activities.")
    published: int = strawberry.field(description="Number of PUBLISHED activities.")
    unpublished: int = strawberry.field(description="Number of UNPUBLISHED activities.")
    expired: int = strawberry.field(description="Number of EXPIRED activities.")
    views: int = strawberry.field(description="BEKEKEN: how often visitors opened these activities, in all.")
    reports_open: int = strawberry.field(
        description="Number of reports on these activities that no moderator has decided on."
    )


@strawberry.type(description="What the moderators of a territory have before them.")
class TerritoryFigures:
    """Figures of a territory."""

    draft: int = strawberry.field(description="Number of DRAFT activities, those that wait after an import included.")
    published: int = strawberry.field(description="Number of PUBLISHED activities.")
    unpublished: int = strawberry.field(description="Number of UNPUBLISHED activities.")
    expired: int = strawberry.field(description="Number of EXPIRED activities.")
    views: int = strawberry.field(description="BEKEKEN: how often visitors opened these activities, in all.")
    reports_open: int = strawberry.field(
        description="Number of reports that no moderator has decided on, also those on activities that were deleted."
    )
    imports_waiting: int = strawberry.field(
        description="Number of activities from UiTdatabank that nobody has decided on: DRAFT still."
    )
    oldest_waiting_since: datetime | None = strawberry.field(
        description="When the one that waits longest was imported; null if none waits."
    )


@strawberry.type(description="How many activities carry a term of a vocabulary.")
class TermCount:
    """One term."""

    code: str = strawberry.field(description="Fixed code.")
    label: str = strawberry.field(description="Name, in Dutch.")
    count: int | None = strawberry.field(
        description="How many activities carry it. Null if that is not told: there are fewer than `suppressedBelow` "
        "(or none), or the number would give away another one that is not told."
    )


@strawberry.type(
    description="What the published activities on a territory offer newcomers. Every term of each vocabulary is "
    "listed, in the order to show them in; an activity counts for each term that it carries."
)
class TerritoryInsight:
    """Insight into a territory."""

    topics: list[TermCount] = strawberry.field(description="What they are about ('interesses').")
    goals: list[TermCount] = strawberry.field(description="Goals of the participant ('doelen').")
    language_levels: list[TermCount] = strawberry.field(description="Levels of Dutch that they suit ('taalniveau').")
    suppressed_below: int = strawberry.field(description="Smaller numbers than this are never told.")
