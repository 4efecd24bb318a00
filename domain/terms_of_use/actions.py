"""Accepting the terms of use, as the step "Door verder te gaan, ga je akkoord" asks."""

from dataclasses import dataclass

from domain.acting import Acting, carry_out
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, Refusal, SignInRequired
from domain.terms_of_use.model import Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptTermsOfUse:
    """Accept a version of the terms, which must be the one in force."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsAccepted:
    """The acceptance stands, with the time of the first."""

    acceptance: Acceptance

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return self.acceptance.version


async def accept_terms_of_use(command: AcceptTermsOfUse, acting: Acting) -> TermsAccepted | Refusal:
    """Remember that a person accepts the terms in force; doing so again keeps the first time."""
    person = acting.actor.person
    if person is None:
        return SignInRequired()
    now = acting.tools.now()

    async def accept(work: UnitOfWork) -> TermsAccepted | Refusal:
        status = await work.terms_of_use.status(person.id, at=now)
        if status.current_version is None:
            return InvalidInput.at("version", "Er zijn nu geen gebruikersvoorwaarden om te aanvaarden.")
        if command.version != status.current_version:
            return InvalidInput.at(
                "version",
                f"De gebruikersvoorwaarden die nu gelden zijn versie {status.current_version}. Lees die eerst.",
            )
        return TermsAccepted(acceptance=await work.terms_of_use.accept(person.id, command.version, at=now))

    async def again(work: UnitOfWork, answer: str) -> TermsAccepted | Refusal:
        return TermsAccepted(acceptance=await work.terms_of_use.accept(person.id, answer, at=now))

    return await carry_out(acting, accept, again=again, bound_by_terms=False)
