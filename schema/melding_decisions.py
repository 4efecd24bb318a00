"""Marking Meldingen as read."""

from typing import Annotated, cast

import strawberry

from domain.meldingen.actions import MarkedRead
from domain.territories.model import Nis
from persistence.read_models.territories import TERRITORY
from plans.requests import One
from resolvers import meldingen
from resolvers.context import Context
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.reading import reads
from schema.refusals import IdempotencyKeyReused, InvalidInput, NotFound, SignInRequired, refusal_of
from schema.scalars import NisCode
from schema.territories import Territory


@strawberry.input(description="How far the viewer has read the Meldingen of a territory.")
class MarkMeldingenReadInput:
    """How far the viewer has read."""

    nis: NisCode = strawberry.field(
        description="NIS code of a territory that the viewer moderates; any other is NotFound."
    )
    up_to: str = strawberry.field(
        description="Cursor of the last Melding read: everything up to and including it counts as read. The mark "
        "never moves back."
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=IDEMPOTENCY_KEY,
    )


@strawberry.type(description="Marked as read, for the viewer only; colleagues keep their own mark.")
class MeldingenMarkedRead:
    """Marked."""

    nis: strawberry.Private[Nis]

    @reads(TERRITORY, of=Territory, description="The territory, with what is still unread.")
    def territory(self, info: strawberry.Info[Context]) -> One:
        """Return the territory."""
        del info
        return One(key=self.nis)


MarkMeldingenReadResult = Annotated[
    MeldingenMarkedRead | NotFound | SignInRequired | InvalidInput | IdempotencyKeyReused,
    strawberry.union("MarkMeldingenReadResult", description="Marked as read, or why not."),
]


@strawberry.type
class MeldingMutations:
    """What moderators do with Meldingen."""

    @strawberry.mutation(description="Remember how far the viewer has read the Meldingen of a territory.")
    async def mark_meldingen_read(
        self,
        info: strawberry.Info[Context],
        input: Annotated[MarkMeldingenReadInput, about("What to do.")],
    ) -> MarkMeldingenReadResult:
        """Mark Meldingen as read."""
        outcome = await meldingen.mark_read(info.context, input.nis, input.up_to, input.idempotency_key)
        if not isinstance(outcome, MarkedRead):
            return cast("MarkMeldingenReadResult", refusal_of(outcome))
        return MeldingenMarkedRead(nis=outcome.territory)
