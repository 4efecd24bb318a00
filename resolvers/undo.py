"""Undoing decisions."""

from collections.abc import Sequence
from uuid import UUID

from domain.refusals import Refusal
from domain.undo.actions import UndoDecision, Undone, undo
from persistence.activity_lists import activities_among
from plans.requests import Some
from resolvers.acting import act
from resolvers.context import Context


async def take_back(context: Context, token: str, key: str | None) -> Undone | Refusal:
    """Undo the decision that a token stands for."""
    return await act(context, "undo", key, UndoDecision(token=token), undo)


def undone(activity_ids: Sequence[UUID]) -> Some:
    """Ask for the activities that are what they were."""
    return activities_among(activity_ids)
