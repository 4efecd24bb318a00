"""Fields and mutations about organisations."""

from domain.organisations.registering import Registered, RegisterOrganisation, register_organisation
from domain.organisations.target_groups import TargetGroup
from domain.pages import PageRequest
from domain.refusals import Refusal
from persistence.organisation_lists import organisations_found
from plans.requests import Listing
from resolvers.acting import act
from resolvers.context import Context
from resolvers.errors import ErrorCode, ExpectedError
from resolvers.pages import cursors_checked


def search(text: str, target_group: str | None, page: PageRequest) -> Listing:
    """Ask for a page of the organisations that a search finds."""
    with cursors_checked():
        return organisations_found(text, _group(target_group) if target_group is not None else None, page)


def _group(code: str) -> TargetGroup:
    try:
        return TargetGroup(code)
    except ValueError as error:
        message = f"Deze doelgroep bestaat niet. Kies uit: {', '.join(TargetGroup)}."
        raise ExpectedError(ErrorCode.BAD_VALUE, message) from error


async def register(context: Context, command: RegisterOrganisation, key: str | None) -> Registered | Refusal:
    """Register an organisation."""
    return await act(context, "registerOrganisation", key, command, register_organisation)
