"""From a mutation to its use case: in whose name, under which idempotency key, with what at hand."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from domain.acting import Acting
from domain.refusals import InvalidInput
from resolvers.context import Context
from resolvers.idempotency import keyed_request

Command = TypeVar("Command")
Outcome = TypeVar("Outcome")


async def act(
    context: Context,
    operation: str,
    key: str | None,
    command: Command,
    use_case: Callable[[Command, Acting], Awaitable[Outcome]],
) -> Outcome | InvalidInput:
    """Carry out a command in the viewer's name; `operation` is the name of the root field, `key` the client's."""
    request = keyed_request(context.actor, operation, key, command)
    if isinstance(request, InvalidInput):
        return request
    services = context.services
    acting = Acting(
        actor=context.actor, request=request, open_unit_of_work=services.open_unit_of_work, tools=services.tools
    )
    return await use_case(command, acting)
