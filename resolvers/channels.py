"""Mutations about the channels of organisations."""

from collections.abc import Sequence
from uuid import UUID

from domain.channels.switching import SwitchChannel, SwitchedChannel, switch_channel
from domain.refusals import Refusal
from persistence import grant_lists
from plans.requests import Some
from resolvers.acting import act
from resolvers.context import Context


async def switch(context: Context, command: SwitchChannel, key: str | None) -> SwitchedChannel | Refusal:
    """Switch an organisation to another channel."""
    return await act(context, "switchChannel", key, command, switch_channel)


def ended_grants(ids: Sequence[UUID]) -> Some:
    """Ask for the grants that ended with a channel."""
    return grant_lists.these_grants(ids)
