"""What moderators do with Meldingen."""

from dataclasses import dataclass

from domain.acting import Acting, carry_out
from domain.meldingen.cursors import within
from domain.meldingen.model import LogPosition
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotFound, Refusal, SignInRequired
from domain.territories.model import Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMeldingenRead:
    """Say that one has seen everything up to a place in the log."""

    territory: Nis
    up_to: LogPosition


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRead:
    """The reader's mark stands."""

    territory: Nis

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return self.territory


async def mark_meldingen_read(command: MarkMeldingenRead, acting: Acting) -> MarkedRead | Refusal:
    """Move the actor's own mark forward; it never moves back, and colleagues keep theirs."""
    person, territory = acting.actor.person, command.territory
    if person is None:
        return SignInRequired()
    if not acting.actor.moderates(territory):
        return NotFound(message="Dit grondgebied bestaat niet of je mag het niet zien.")

    async def mark(work: UnitOfWork) -> MarkedRead | Refusal:
        head = await work.meldingen.head(territory)
        if not within(command.up_to, head):
            return InvalidInput.at("upTo", "Deze cursor hoort niet bij de Meldingen van dit grondgebied.")
        await work.meldingen.mark_read(person.id, command.up_to, at=acting.tools.now())
        return MarkedRead(territory=territory)

    async def again(_work: UnitOfWork, _answer: str) -> MarkedRead | Refusal:
        return MarkedRead(territory=territory)

    # Reading is not publishing: how far one is may be kept before the terms were accepted.
    return await carry_out(acting, mark, again=again, bound_by_terms=False)
