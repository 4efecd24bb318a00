"""The terms of use and the viewer."""

from domain.refusals import Refusal
from domain.terms_of_use.actions import AcceptTermsOfUse, TermsAccepted, accept_terms_of_use
from domain.terms_of_use.model import TermsOfUseStatus
from resolvers.acting import act
from resolvers.context import Context


async def status(context: Context) -> TermsOfUseStatus:
    """Return the version in force and what the viewer accepted."""
    person = context.actor.person
    return await context.services.terms_of_use.status(person.id if person else None, at=context.services.tools.now())


async def accept(context: Context, version: str, key: str | None) -> TermsAccepted | Refusal:
    """Accept the terms of use."""
    return await act(context, "acceptTermsOfUse", key, AcceptTermsOfUse(version=version), accept_terms_of_use)
