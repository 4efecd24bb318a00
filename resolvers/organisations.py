"""Mutations about organisations."""

from domain.organisations.registering import Registered, RegisterOrganisation, register_organisation
from domain.refusals import Refusal
from resolvers.acting import act
from resolvers.context import Context


async def register(context: Context, command: RegisterOrganisation, key: str | None) -> Registered | Refusal:
    """Register an organisation."""
    return await act(context, "registerOrganisation", key, command, register_organisation)
