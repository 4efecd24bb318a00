"""Choosing and sorting activities."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import strawberry

from domain.activities import listing
from domain.activities.listing import ActivityOrderField
from domain.activities.model import ActivityStatus, SourceSystem
from domain.territories.model import Nis
from resolvers.ids import NodeKind, uuid_of
from schema.enums import OrderDirection
from schema.scalars import NisCode

NOBODY = UUID(int=0)


@strawberry.input(description="Welke activiteiten: elke voorwaarde geldt, een lege lijst geldt voor alle.")
class ActivityFilter:
    """Which activities."""

    search: str | None = strawberry.field(default=None, description="Woorden uit titel, organisator of plaats.")
    municipality: NisCode | None = strawberry.field(default=None, description="Gemeente.")
    types: list[str] | None = strawberry.field(default=None, description="Codes van types: minstens één.")
    topics: list[str] | None = strawberry.field(default=None, description="Codes van onderwerpen: minstens één.")
    goals: list[str] | None = strawberry.field(default=None, description="Codes van doelen: minstens één.")
    language_levels: list[str] | None = strawberry.field(default=None, description="Codes van niveaus: minstens één.")
    statuses: list[ActivityStatus] | None = strawberry.field(default=None, description="Statussen: één ervan.")
    sources: list[SourceSystem] | None = strawberry.field(default=None, description="Bronnen: één ervan.")
    organisation: strawberry.ID | None = strawberry.field(default=None, description="Organisator.")
    from_: date | None = strawberry.field(name="from", default=None, description="Gaat door op of na deze dag.")
    to: date | None = strawberry.field(default=None, description="Gaat door op of voor deze dag.")
    online: bool | None = strawberry.field(default=None, description="Of ze online kan worden gevolgd.")


@strawberry.input(description="Hoe een lijst van activiteiten gesorteerd is.")
class ActivityOrder:
    """Sorted how."""

    field: ActivityOrderField = strawberry.field(description="Waarop.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Richting.")


def choice_of(chosen: ActivityFilter | None, *, territory: str | None = None) -> listing.ActivityChoice:
    """Return what a client chose, within a territory if one is given."""
    place = Nis(territory) if territory else None
    if chosen is None:
        return listing.ActivityChoice(territory=place)
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
        # An id of something else finds nothing, as an unknown organisation would.
        organisation_id=(uuid_of(chosen.organisation, NodeKind.ORGANISATION) or NOBODY)
        if chosen.organisation
        else None,
        first_day=chosen.from_,
        last_day=chosen.to,
        online=chosen.online,
    )


def order_of(order: ActivityOrder | None, default: listing.ActivityOrder) -> listing.ActivityOrder:
    """Return how a client wants it sorted."""
    if order is None:
        return default
    return replace(default, field=order.field, descending=order.direction is OrderDirection.DESC)
