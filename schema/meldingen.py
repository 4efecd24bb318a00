"""Meldingen: the list, the live stream, and marking as read."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain.meldingen import cursors, model
from domain.meldingen.model import MeldingKind
from realtime import stream
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from resolvers.organisations import organisation
from schema.activities import Activity
from schema.connections import Node
from schema.organisations import Organisation

if TYPE_CHECKING:
    from schema.territories import Territory


@strawberry.type(description="Iets dat gebeurde op je grondgebied.")
class Melding(Node):
    """A Melding."""

    kind: MeldingKind = strawberry.field(description="Soort.")
    text: str = strawberry.field(description="Wat er gebeurde, in het Nederlands.")
    at: datetime = strawberry.field(description="Wanneer.")
    read: bool = strawberry.field(description="Of jij ze gelezen hebt.")
    count: int = strawberry.field(description="Over hoeveel dingen ze gaat; een import meldt zijn nieuwe samen.")
    melding: strawberry.Private[model.Melding]

    @strawberry.field(description="Het grondgebied; null zodra je er geen moderator meer bent.")
    async def territory(
        self, info: strawberry.Info[Context]
    ) -> Annotated["Territory", strawberry.lazy("schema.territories")] | None:
        """Return the territory."""
        # A Melding stands in a territory and a territory has Meldingen: one of the two must be named late.
        from schema.territories import territory_of

        return await territory_of(info.context, self.melding.territory)

    @strawberry.field(description="De activiteit waar ze over gaat, zolang jij die mag zien.")
    async def activity(self, info: strawberry.Info[Context]) -> Activity | None:
        """Return the activity."""
        activity_id = self.melding.activity_id
        found = await info.context.loaders.activity.load(activity_id) if activity_id else None
        return Activity.of(found) if found else None

    @strawberry.field(description="De organisatie die het deed of waar het over gaat.")
    async def organisation(self, info: strawberry.Info[Context]) -> Organisation | None:
        """Return the organisation."""
        found = await organisation(info.context, self.melding.organisation_id)
        return Organisation.of(found) if found else None

    @classmethod
    def of(cls, melding: model.Melding) -> "Melding":
        """Show a Melding."""
        return cls(
            id=strawberry.ID(encode_id(NodeKind.MELDING, melding.id)),
            kind=melding.kind,
            text=melding.text,
            at=melding.at,
            read=melding.read,
            count=melding.count,
            melding=melding,
        )


@strawberry.input(description="Welke Meldingen.")
class MeldingFilter:
    """Which Meldingen."""

    kinds: list[MeldingKind] | None = strawberry.field(default=None, description="Soorten; leeg voor alle.")
    unread_only: bool = strawberry.field(default=False, description="Enkel wat je nog niet gelezen hebt.")


@strawberry.type(description="De volgende Melding.")
class MeldingArrived:
    """The next Melding."""

    cursor: str = strawberry.field(description="Haar plaats; hervat vanaf hier met `after`.")
    melding: Melding = strawberry.field(description="De Melding.")


@strawberry.type(
    description="Alles tot hier is verstuurd. Komt na de achterstand, en daarna geregeld als teken van leven."
)
class MeldingenUpToDate:
    """Everything up to here was sent."""

    cursor: str = strawberry.field(description="Plaats om van te hervatten.")


@strawberry.type(description="De plaats om van te hervatten bestaat niet (meer). Lees de lijst en begin opnieuw.")
class MeldingenGap:
    """The place to resume from is gone."""

    oldest_available: str = strawberry.field(description="Oudste plaats waarvan je kan hervatten.")
    message: str = strawberry.field(description="Uitleg, in gewoon Nederlands.")


MeldingEvent = Annotated[
    MeldingArrived | MeldingenUpToDate | MeldingenGap,
    strawberry.union("MeldingEvent", description="Wat de stroom van Meldingen brengt."),
]


def event_of(event: stream.Arrived | stream.UpToDate | stream.Gap) -> MeldingArrived | MeldingenUpToDate | MeldingenGap:
    """Show an event of the stream."""
    match event:
        case stream.Arrived(melding=melding):
            return MeldingArrived(cursor=cursors.encode(melding.position), melding=Melding.of(melding))
        case stream.UpToDate(position=position):
            return MeldingenUpToDate(cursor=cursors.encode(position))
        case stream.Gap(oldest=oldest):
            return MeldingenGap(
                oldest_available=cursors.encode(oldest),
                message="Deze cursor is niet meer geldig. Lees de lijst opnieuw en volg vanaf de laatste cursor.",
            )
