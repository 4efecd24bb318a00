"""Fields and mutations about requests for access."""

from domain.access_requests.asking import AccessRequested, RequestAccess, request_access
from domain.access_requests.decisions import AccessDecided, DecideOnAccess, decide_on_access
from domain.access_requests.model import AccessOutcome
from domain.access_requests.withdrawing import WithdrawAccessRequest, Withdrawn, withdraw_access_request
from domain.pages import PageRequest
from domain.refusals import Refusal
from persistence import access_request_lists
from plans.requests import Listing
from resolvers.acting import act
from resolvers.context import Context
from resolvers.pages import cursors_checked


def own_access_requests(page: PageRequest) -> Listing:
    """Ask for a page of what the viewer asked for."""
    with cursors_checked():
        return access_request_lists.own_access_requests(page)


def access_tasks(page: PageRequest) -> Listing:
    """Ask for a page of what waits for the viewer's decision."""
    with cursors_checked():
        return access_request_lists.access_tasks(page)


async def request(context: Context, command: RequestAccess, key: str | None) -> AccessRequested | Refusal:
    """Ask for access."""
    return await act(context, "requestAccess", key, command, request_access)


async def decide(context: Context, command: DecideOnAccess, key: str | None) -> AccessDecided | Refusal:
    """Decide on a request."""
    approves = command.outcome is AccessOutcome.APPROVED
    operation = "approveAccessRequest" if approves else "rejectAccessRequest"
    return await act(context, operation, key, command, decide_on_access)


async def withdraw(context: Context, command: WithdrawAccessRequest, key: str | None) -> Withdrawn | Refusal:
    """Withdraw a request."""
    return await act(context, "withdrawAccessRequest", key, command, withdraw_access_request)
