"""Choosing and sorting activities."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import strawberry

from domain.activities import listing
from domain.activities.listing import ActivityOrderField
from domain.activities.model import ActivityStatus, SourceSystem
from domain.territories.model import Nis
from resolvers.activities import FARTHEST, near
from resolvers.ids import NodeKind, uuid_of
from schema.enums.sorting import OrderDirection
from schema.scalars import NisCode

NOBODY = UUID(int=0)


@strawberry.input(description="A circle around a place, such as where the visitor is.")
class NearInput:
    """Near a place."""

    latitude: float = strawberry.field(description="Degrees north of the equator (WGS84): -90 to 90.")
    longitude: float = strawberry.field(description="Degrees east of Greenwich (WGS84): -180 to 180.")
    kilometres: float = strawberry.field(
        description=f"How far away at most, as the crow flies: more than 0, at most {FARTHEST}."
    )


@strawberry.input(description="Which activities: every condition must hold; null or an empty list holds for all.")
class ActivityFilter:
    """Which activities."""

    search: str | None = strawberry.field(
        default=None,
        description="Words or parts of words from title, organiser and locality: all must occur, regardless of case "
        "and accents. A word of five letters or more is also found with one typing error in it, though not in its "
        "first letter. Only the first eight words count.",
    )
    municipality: NisCode | None = strawberry.field(
        default=None, description="NIS code of the municipality that it lies in; a former code finds nothing."
    )
    types: list[str] | None = strawberry.field(
        default=None, description="Codes of `activityTypes`: at least one of them."
    )
    topics: list[str] | None = strawberry.field(default=None, description="Codes of `topics`: at least one of them.")
    goals: list[str] | None = strawberry.field(default=None, description="Codes of `goals`: at least one of them.")
    language_levels: list[str] | None = strawberry.field(
        default=None, description="Codes of `languageLevels`: at least one of them."
    )
    statuses: list[ActivityStatus] | None = strawberry.field(
        default=None,
        description="Statuses: any of them. `Query.activities` ignores this and lists PUBLISHED ones only.",
    )
    sources: list[SourceSystem] | None = strawberry.field(
        default=None, description="Systems in which it was entered: any of them."
    )
    organisation: strawberry.ID | None = strawberry.field(
        default=None, description="Global id of the organisation that organises it; any other id finds nothing."
    )
    from_: date | None = strawberry.field(
        name="from",
        default=None,
        description="Takes place on or after this day. Cancelled dates do not count; a FLEXIBLE schedule counts on "
        "every day of its period.",
    )
    to: date | None = strawberry.field(
        default=None,
        description="Takes place on or before this day, by the same rules. With `from`: at least once between the two.",
    )
    online: bool | None = strawberry.field(
        default=None, description="True: can be joined online, at a place too or not. False: at a place only."
    )
    near: NearInput | None = strawberry.field(
        default=None,
        description="Takes place near here. Without coordinates of its own an activity lies where its municipality "
        "does; one that can be joined online only is not near anything.",
    )


@strawberry.input(description="How a list of activities is sorted.")
class ActivityOrder:
    """Sorted how."""

    field: ActivityOrderField = strawberry.field(description="What to sort on.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.ASC, description="Direction; ascending by default."
    )


def choice_of(
    chosen: ActivityFilter | None, *, territory: str | None = None, organiser: UUID | None = None
) -> listing.ActivityChoice:
    """Return what a client chose, within a territory or of an organisation if one is given; raises `ExpectedError`."""
    place = Nis(territory) if territory else None
    if chosen is None:
        return listing.ActivityChoice(territory=place, organisation_id=organiser)
    return listing.ActivityChoice(
        territory=place,
        search=chosen.search,
        municipality=Nis(chosen.municipality) if chosen.municipality else None,
        types=frozenset(chosen.types or ()),
        topics=frozenset(chosen.topics or ()),
        goals=frozenset(chosen.goals or ()),
        language_levels=frozenset(chosen.language_levels or ()),
        statuses=frozenset(chosen.statuses or ()),
        sources=frozenset(chosen.sources or ()),
        organisation_id=_organiser(chosen.organisation, organiser),
        first_day=chosen.from_,
        last_day=chosen.to,
        online=chosen.online,
        near=near(chosen.near.latitude, chosen.near.longitude, chosen.near.kilometres) if chosen.near else None,
    )


def _organiser(chosen: strawberry.ID | None, within: UUID | None) -> UUID | None:
    if chosen is None:
        return within
    # An id of something else finds nothing, as an unknown organisation would.
    organiser = uuid_of(chosen, NodeKind.ORGANISATION) or NOBODY
    return organiser if within in {None, organiser} else NOBODY


def order_of(order: ActivityOrder | None, default: listing.ActivityOrder) -> listing.ActivityOrder:
    """Return how a client wants it sorted."""
    if order is None:
        return default
    return replace(default, field=order.field, descending=order.direction is OrderDirection.DESC)
