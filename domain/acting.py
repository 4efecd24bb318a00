"""Changing something: once for each idempotency key, after the terms of use were accepted, all of it or nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from domain.actors import Actor
from domain.idempotency import KeyedRequest
from domain.ports import OpenUnitOfWork, Tools, UnitOfWork
from domain.refusals import IdempotencyKeyReused, Refusal
from domain.terms_of_use.rules import missing_acceptance, must_accept_first


class Answered(Protocol):
    """What was done, and the text from which the same answer is made again for a repeated request."""

    @property
    def answer(self) -> str | None:
        """What is kept under the idempotency key; None if nothing was done after all: nothing is kept then."""
        ...


Done = TypeVar("Done", bound=Answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody about to change something: who it is, under which key, and what the world offers for it."""

    actor: Actor
    request: KeyedRequest | None
    open_unit_of_work: OpenUnitOfWork
    tools: Tools


async def carry_out(
    acting: Acting,
    do: Callable[[UnitOfWork], Awaitable[Done | Refusal]],
    *,
    again: Callable[[UnitOfWork, str], Awaitable[Done | Refusal]],
    bound_by_terms: bool = True,
) -> Done | Refusal:
    """Do something in one unit of work and commit it, unless it is refused; a refusal changes nothing.

    `again` makes the outcome of the answer that was kept, for who asks once more. `bound_by_terms` is off for the few
    changes that an organiser may make before accepting the terms of use.
    """
    now = acting.tools.now()
    async with acting.open_unit_of_work() as work:
        if acting.request is not None:
            earlier = await work.answered.claim(acting.request, at=now)
            if isinstance(earlier, IdempotencyKeyReused):
                return earlier
            if earlier is not None:
                return await again(work, earlier)
        person = acting.actor.person
        if bound_by_terms and person is not None and must_accept_first(acting.actor):
            status = await work.terms_of_use.status(person.id, at=now)
            if (missing := missing_acceptance(acting.actor, status)) is not None:
                return missing
        outcome = await do(work)
        if isinstance(outcome, Refusal) or (answer := outcome.answer) is None:
            return outcome
        if acting.request is not None:
            await work.answered.complete(acting.request, answer)
        await work.commit()
    return outcome
