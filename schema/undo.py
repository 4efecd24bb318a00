"""Undoing a decision."""

from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.undo import actions, model
from persistence.read_models.activities import ACTIVITY
from plans.requests import Some
from resolvers import undo
from resolvers.context import Context
from schema.activities import Activity
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    VersionConflict,
    refusal_of,
)


@strawberry.type(description="A way to undo a decision, as long as that is possible.")
class Undo:
    """A way back."""

    token: str = strawberry.field(
        description="Pass this to `undo`. It works once, for the person and the organisation that decided."
    )
    expires_at: datetime = strawberry.field(description="Until when it can be used: ten minutes after the decision.")

    @classmethod
    def of(cls, offer: model.UndoOffer) -> "Undo":
        """Show a way back."""
        return cls(token=offer.token, expires_at=offer.expires_at)


@strawberry.input(description="Which decision is undone.")
class UndoInput:
    """What to undo."""

    token: str = strawberry.field(description="Token that came with the decision.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The decision is undone: its activities have the status that they had before.")
class Undone:
    """Undone."""

    activity_ids: strawberry.Private[tuple[UUID, ...]]

    @reads(ACTIVITY, of=list[Activity], description="The activities as they are now, by title; 100 at most.")
    def activities(self, info: strawberry.Info[Context]) -> Some:
        """Return the activities."""
        del info
        return undo.undone(self.activity_ids)


UndoResult = Annotated[
    Undone | NotFound | SignInRequired | VersionConflict | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("UndoResult", description="Undone, or why not."),
]


@strawberry.type
class UndoMutations:
    """Undoing."""

    @strawberry.mutation(
        description="Undo a decision: all of it, or nothing if one of its activities was changed since "
        "(VersionConflict, about the last change). Meldingen that were told about the decision stay. A token that is "
        "unknown, used, expired or somebody else's is NotFound."
    )
    async def undo(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UndoInput, about("What to do.")],
    ) -> UndoResult:
        """Undo a decision."""
        outcome = await undo.take_back(info.context, input.token, input.idempotency_key)
        if isinstance(outcome, actions.Undone):
            return Undone(activity_ids=outcome.activity_ids)
        return cast("UndoResult", refusal_of(outcome))
