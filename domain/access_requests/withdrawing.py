"""Taking back a request for access."""

from dataclasses import dataclass
from uuid import UUID

from domain.access_audit import AccessAction, AccessConcern
from domain.access_requests.cases import trace
from domain.access_requests.deciding import UNKNOWN_REQUEST, withdraw
from domain.access_requests.model import AccessRequest
from domain.acting import Acting, carry_out
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAccessRequest:
    """Withdraw one's own request."""

    request_id: UUID
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Nobody needs to look at the request any more."""

    request_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.request_id)


async def withdraw_access_request(command: WithdrawAccessRequest, acting: Acting) -> Withdrawn | Refusal:
    """Withdraw one's own request as long as nobody decided; the administrators need not look at it any more."""
    if acting.actor.person is None:
        return SignInRequired()

    async def take_back(work: UnitOfWork) -> Withdrawn | Refusal:
        request = await work.access_requests.get(command.request_id)
        if request is None:
            return UNKNOWN_REQUEST
        after = withdraw(request, by=acting.actor, at=acting.tools.now(), expected_version=command.expected_version)
        if not isinstance(after, AccessRequest):
            return after
        await work.access_requests.save(after)
        concern = AccessConcern(organisation_id=after.organisation_id, person_id=after.person.id, request_id=after.id)
        await trace(work, acting, AccessAction.WITHDRAWN, concern, request, after)
        return Withdrawn(request_id=after.id)

    async def again(_work: UnitOfWork, _answer: str) -> Withdrawn | Refusal:
        return Withdrawn(request_id=command.request_id)

    # What one could ask for without accepting anything, one can take back.
    return await carry_out(acting, take_back, again=again, bound_by_terms=False)
