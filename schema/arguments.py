"""Arguments and their descriptions; those that many fields share stand here once."""

from typing import Annotated

import strawberry
from strawberry.types.arguments import StrawberryArgumentAnnotation

from domain.pages import DEFAULT_PAGE, MAX_PAGE
from schema.activity_inputs import ActivityFilter, ActivityOrder
from schema.scalars import NisCode


def about(description: str, *, name: str | None = None) -> StrawberryArgumentAnnotation:
    """Return the annotation that describes an argument."""
    return strawberry.argument(description=description, name=name)


First = Annotated[
    int | None, about(f"How many from the start, or after `after`: 1 to {MAX_PAGE}, default {DEFAULT_PAGE}.")
]
After = Annotated[str | None, about("Cursor of this list: what comes after it.")]
Last = Annotated[int | None, about(f"How many from the end, or before `before`: 1 to {MAX_PAGE}; not with `first`.")]
Before = Annotated[str | None, about("Cursor of this list: what comes before it.")]
WhichActivities = Annotated[ActivityFilter | None, about("Which activities.")]
SortedHow = Annotated[ActivityOrder | None, about("Sorted how.")]
ModeratedTerritory = Annotated[NisCode, about("NIS code of a territory that the viewer moderates.")]
GlobalId = Annotated[strawberry.ID, about("Global id, as another field gave it.")]

IDEMPOTENCY_KEY = (
    "Random key of 1 to 200 characters, remembered for seven days: the same input is carried out "
    "only once, other input is refused. Without a key every request is carried out."
)
EXPECTED_VERSION = (
    "Version that the decision is based on. If it is no longer the current one, nothing changes and "
    "the answer is VersionConflict; null: not checked."
)
REASON = "Why, in at most 1000 characters; kept in the history."
