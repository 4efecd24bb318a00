"""Entering an activity and changing what it says."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities.writing import Written
from persistence.read_models.activities import ACTIVITY
from plans.requests import One
from resolvers import activity_writing
from resolvers.context import Context
from schema.activities import Activity
from schema.activity_content_inputs import ActivityChanges, submitted_content
from schema.arguments import EXPECTED_VERSION, IDEMPOTENCY_KEY, REASON, about
from schema.reading import reads
from schema.refusals import (
    ActivityIncomplete,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    VersionConflict,
    refusal_of,
)


@strawberry.input(
    description="A new activity. Only a title is needed to begin with, or an example to copy; `publicationCheck` "
    "tells what is still missing."
)
class CreateActivityInput(ActivityChanges):
    """What to enter."""

    inspiration_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="Global id of an example of `inspiration` to begin with a copy of; the other fields replace what "
        "it says.",
    )
    organisation_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="Global id of the organisation that organises it; by default the one that the viewer acts for. A "
        "moderator can name any organisation on the territory.",
    )
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.input(description="What changes in an activity.")
class UpdateActivityInput:
    """What to change."""

    activity_id: strawberry.ID = strawberry.field(description="Global id of the activity.")
    changes: ActivityChanges = strawberry.field(description="What changes.")
    expected_version: int | None = strawberry.field(default=None, description=EXPECTED_VERSION)
    reason: str | None = strawberry.field(default=None, description=REASON)
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The activity is entered, as a draft.")
class ActivityCreated:
    """Entered."""

    activity_id: strawberry.Private[UUID]

    @reads(
        ACTIVITY,
        of=Activity | None,
        description="The activity as it is now; null if the viewer may not see it, as when a moderator entered it for "
        "another organisation and it takes place on another territory, or when it was deleted since.",
    )
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


@strawberry.type(description="The activity says what was asked.")
class ActivityUpdated:
    """Changed."""

    activity_id: strawberry.Private[UUID]

    @reads(
        ACTIVITY,
        of=Activity | None,
        description="The activity as it is now; null if the viewer may no longer see it, as it moved to another "
        "territory.",
    )
    def activity(self, info: strawberry.Info[Context]) -> One:
        """Return the activity."""
        del info
        return One(key=self.activity_id)


CreateActivityResult = Annotated[
    ActivityCreated | SignInRequired | NotAllowed | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("CreateActivityResult", description="Entered, or why not."),
]
UpdateActivityResult = Annotated[
    ActivityUpdated
    | NotFound
    | SignInRequired
    | NotAllowed
    | ActivityIncomplete
    | VersionConflict
    | InvalidInput
    | TermsNotAccepted
    | IdempotencyKeyReused,
    strawberry.union("UpdateActivityResult", description="Changed, or why not."),
]


@strawberry.type
class ActivityWritingMutations:
    """Writing activities."""

    @strawberry.mutation(
        description="Enter a draft in the name of an organisation. The moderators of its territory are told; the "
        "organisation can publish it at once."
    )
    async def create_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[CreateActivityInput, about("What to do.")],
    ) -> CreateActivityResult:
        """Enter an activity."""
        outcome = await activity_writing.create(
            info.context,
            submitted_content(input),
            input.organisation_id,
            input.inspiration_id,
            input.idempotency_key,
        )
        if isinstance(outcome, Written):
            return ActivityCreated(activity_id=outcome.activity_id)
        return cast("CreateActivityResult", refusal_of(outcome))

    @strawberry.mutation(
        description="Change what an activity says: its own organisation and the moderators of its territory can. One "
        "that is online has to stay complete. What is changed in an activity from UiTdatabank is no longer overwritten "
        "from there."
    )
    async def update_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UpdateActivityInput, about("What to do.")],
    ) -> UpdateActivityResult:
        """Change an activity."""
        outcome = await activity_writing.update(
            info.context,
            input.activity_id,
            submitted_content(input.changes),
            input.expected_version,
            input.reason,
            input.idempotency_key,
        )
        return cast("UpdateActivityResult", _updated_or_not(outcome))


def _updated_or_not(outcome: Written | refusals.Refusal) -> object:
    return ActivityUpdated(activity_id=outcome.activity_id) if isinstance(outcome, Written) else refusal_of(outcome)
