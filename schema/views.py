"""Counting views."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.views.actions import ViewRecorded
from domain.views.rules import VIEWS_PER_DAY
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers import views
from resolvers.context import Context
from schema.activities import Activity
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.reading import reads
from schema.refusals import IdempotencyKeyReused, InvalidInput, NotFound, TooManyRequests, refusal_of


@strawberry.input(description="Which activity a visitor opened.")
class RecordActivityViewInput:
    """What was opened."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    idempotency_key: str | None = strawberry.field(
        default=None,
        description=f"{IDEMPOTENCY_KEY} Not needed here: a visitor counts once a day anyway.",
    )


@strawberry.type(description="The view was counted, unless it was before or does not count.")
class ActivityViewRecorded:
    """It was counted."""

    activity_id: strawberry.Private[UUID]

    @reads(ACTIVITY, of=Activity | None, description="The activity as it is now; null if it was just taken offline.")
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


RecordActivityViewResult = Annotated[
    ActivityViewRecorded | NotFound | InvalidInput | TooManyRequests | IdempotencyKeyReused,
    strawberry.union("RecordActivityViewResult", description="Recorded, or why not."),
]


@strawberry.type
class ViewMutations:
    """Counting views."""

    @strawberry.mutation(
        description="Say that the visitor opened an activity; signing in is not needed. It counts once for each "
        "visitor and day, while the activity is PUBLISHED, and not for its own organisation and the moderators of its "
        f"territory. Who the visitor is, is not kept. At most {VIEWS_PER_DAY} a day per sender (person or address)."
    )
    async def record_activity_view(
        self,
        info: strawberry.Info[Context],
        input: Annotated[RecordActivityViewInput, about("What to do.")],
    ) -> RecordActivityViewResult:
        """Count a view."""
        outcome = await views.record(info.context, input.activity_id, input.idempotency_key)
        if isinstance(outcome, ViewRecorded):
            return ActivityViewRecorded(activity_id=outcome.activity_id)
        return cast("RecordActivityViewResult", refusal_of(outcome))
