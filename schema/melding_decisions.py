"""Marking Meldingen as read."""

from typing import Annotated

import strawberry

from schema.refusals import IdempotencyKeyReused, InvalidInput, NotFound, SignInRequired
from schema.scalars import NisCode
from schema.territories import Territory


@strawberry.input(description="Tot waar je Meldingen gelezen hebt.")
class MarkMeldingenReadInput:
    """How far the viewer has read."""

    nis: NisCode = strawberry.field(description="Het grondgebied.")
    up_to: str = strawberry.field(description="Cursor van de laatste Melding die je gelezen hebt.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Dezelfde sleutel met dezelfde invoer wordt maar één keer uitgevoerd."
    )


@strawberry.type(description="Gelezen; voor jou, niet voor je collega's.")
class MeldingenMarkedRead:
    """Marked."""

    territory: Territory = strawberry.field(description="Het grondgebied, met wat er nog ongelezen is.")


MarkMeldingenReadResult = Annotated[
    MeldingenMarkedRead | NotFound | SignInRequired | InvalidInput | IdempotencyKeyReused,
    strawberry.union("MarkMeldingenReadResult", description="Gelezen, of waarom niet."),
]
