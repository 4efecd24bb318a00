"""Meldingen: the list, the live stream, and marking as read."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from domain.meldingen import cursors
from domain.meldingen.model import MeldingKind
from persistence.read_models.meldingen import MELDING
from plans.requests import One
from realtime import stream
from resolvers.context import Context
from schema.activities import Activity
from schema.connections import Node
from schema.organisations import Organisation
from schema.reading import reads

if TYPE_CHECKING:
    from schema.territories import Territory


@strawberry.type(description="Something that happened on a territory, as its moderators are told.")
class Melding(Node):
    """A Melding."""

    kind: MeldingKind = strawberry.field(description="Kind of Melding.")
    text: str = strawberry.field(description="What happened, in Dutch.")
    at: datetime = strawberry.field(description="When it happened.")
    read: bool = strawberry.field(description="Whether the viewer has marked it as read.")
    count: int = strawberry.field(
        description="How many things it is about, at least 1: an import tells of all its new activities at once."
    )
    territory: Annotated["Territory", strawberry.lazy("schema.territories")] | None = strawberry.field(
        description="The territory; null once the viewer no longer moderates it."
    )
    activity: Activity | None = strawberry.field(
        description="The activity that it is about; null if there is none or the viewer may not see it."
    )
    organisation: Organisation | None = strawberry.field(
        description="The organisation that did it or that it is about; null if there is none."
    )


@strawberry.input(description="Which Meldingen: both conditions must hold.")
class MeldingFilter:
    """Which Meldingen."""

    kinds: list[MeldingKind] | None = strawberry.field(
        default=None, description="Kinds: any of them; null or empty for all."
    )
    unread_only: bool = strawberry.field(
        default=False, description="True: only what the viewer has not marked as read."
    )


@strawberry.type(description="The next Melding.")
class MeldingArrived:
    """The next Melding."""

    cursor: str = strawberry.field(description="Its place; pass it as `after` to resume from here.")
    melding_id: strawberry.Private[UUID]

    @reads(MELDING, of=Melding, description="The Melding.")
    def melding(self, info: strawberry.Info[Context]) -> One:
        """Return the Melding."""
        del info
        return One(key=self.melding_id)


@strawberry.type(
    description="Everything up to here was sent. Comes after the backlog, and then about every 25 seconds as a "
    "sign of life."
)
class MeldingenUpToDate:
    """Everything up to here was sent."""

    cursor: str = strawberry.field(description="Place to resume from, as `after`.")


@strawberry.type(
    description="The place to resume from does not exist, or no longer does, and the stream ends. Read the list "
    "and subscribe again."
)
class MeldingenGap:
    """The place to resume from is gone."""

    oldest_available: str = strawberry.field(description="Oldest place to resume from, as `after`.")
    message: str = strawberry.field(description="Explanation, in plain Dutch.")


MeldingEvent = Annotated[
    MeldingArrived | MeldingenUpToDate | MeldingenGap,
    strawberry.union("MeldingEvent", description="What the stream of Meldingen brings."),
]


def event_of(event: stream.Arrived | stream.UpToDate | stream.Gap) -> MeldingArrived | MeldingenUpToDate | MeldingenGap:
    """Show an event of the stream."""
    match event:
        case stream.Arrived(melding=melding):
            return MeldingArrived(cursor=cursors.encode(melding.position), melding_id=melding.id)
        case stream.UpToDate(position=position):
            return MeldingenUpToDate(cursor=cursors.encode(position))
        case stream.Gap(oldest=oldest):
            return MeldingenGap(
                oldest_available=cursors.encode(oldest),
                message="Deze cursor is niet meer geldig. Lees de lijst opnieuw en volg vanaf de laatste cursor.",
            )
