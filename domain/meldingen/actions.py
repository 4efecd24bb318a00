"""What moderators do with Meldingen."""

from dataclasses import dataclass

from domain.actors import Actor
from domain.idempotency import KeyedRequest
from domain.meldingen.model import LogPosition
from domain.ports import OpenUnitOfWork, Tools
from domain.refusals import IdempotencyKeyReused, InvalidInput, NotFound, SignInRequired
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


async def mark_meldingen_read(
    command: MarkMeldingenRead,
    *,
    actor: Actor,
    request: KeyedRequest | None,
    open_unit_of_work: OpenUnitOfWork,
    tools: Tools,
) -> MarkedRead | NotFound | SignInRequired | InvalidInput | IdempotencyKeyReused:
    """Move the actor's own mark forward; it never moves back, and colleagues keep theirs."""
    if actor.person is None:
        return SignInRequired()
    if not actor.moderates(command.territory):
        return NotFound(message="Dit grondgebied bestaat niet of je mag het niet zien.")
    async with open_unit_of_work() as work:
        if request is not None:
            earlier = await work.answered.claim(request, at=tools.now())
            if isinstance(earlier, IdempotencyKeyReused):
                return earlier
        head = await work.meldingen.head(command.territory)
        mark = command.up_to
        if mark.territory != command.territory or mark.epoch != head.epoch or mark.sequence > head.sequence:
            return InvalidInput.at("upTo", "Deze cursor hoort niet bij de Meldingen van dit grondgebied.")
        await work.meldingen.mark_read(actor.person.id, mark, at=tools.now())
        if request is not None:
            await work.answered.complete(request, command.territory)
        await work.commit()
    return MarkedRead(territory=command.territory)
