"""Fields, mutation and subscription about Meldingen."""

from collections.abc import AsyncGenerator

from domain.meldingen import cursors
from domain.meldingen.actions import MarkedRead, MarkMeldingenRead, mark_meldingen_read
from domain.meldingen.model import LogPosition, MeldingFilter, MeldingKind
from domain.pages import InvalidCursorError, PageRequest
from domain.refusals import InvalidInput, Refusal
from domain.territories.model import Nis
from persistence.melding_lists import meldingen_on
from plans.requests import Listing
from realtime.stream import Arrived, Gap, UpToDate, follow
from resolvers.acting import act
from resolvers.context import Context
from resolvers.errors import ErrorCode, ExpectedError
from resolvers.following import Following, check_follower
from resolvers.pages import cursors_checked


def reader_of(context: Context) -> str | None:
    """Return whose marks count for this viewer."""
    return context.actor.person.id if context.actor.person else None


async def melding_page(context: Context, territory: Nis, chosen: MeldingFilter, page: PageRequest) -> Listing:
    """Ask for a page of a territory's Meldingen."""
    has_cursor = page.after is not None or page.before is not None
    head = await context.services.meldingen.head(territory) if has_cursor else None
    with cursors_checked():
        return meldingen_on(territory, chosen, page, head=head)


async def mark_read(context: Context, nis: str, up_to: str, key: str | None) -> MarkedRead | Refusal:
    """Mark everything up to a cursor as read."""
    try:
        position = cursors.decode(up_to)
    except InvalidCursorError:
        return InvalidInput.at("upTo", "Dit is geen cursor van een Melding.")
    command = MarkMeldingenRead(territory=Nis(nis), up_to=position)
    return await act(context, "markMeldingenRead", key, command, mark_meldingen_read)


def live(
    context: Context, nis: str, kinds: frozenset[MeldingKind], after: str | None
) -> AsyncGenerator[Arrived | UpToDate | Gap]:
    """Follow the Meldingen of a territory that the viewer moderates, from a cursor or from now on."""
    territory = Nis(nis)
    following = context if isinstance(context, Following) else None
    check_follower(context, territory)
    events = follow(
        territory,
        after=following.position if following and following.position else _position(after),
        kinds=kinds,
        reader=reader_of(context),
        source=context.services.meldingen,
        bell=context.services.bell,
        check=lambda: check_follower(context, territory),
    )
    return following.noted(events) if following else events


def _position(cursor: str | None) -> LogPosition | None:
    try:
        return cursors.decode(cursor) if cursor is not None else None
    except InvalidCursorError as error:
        raise ExpectedError(ErrorCode.BAD_CURSOR, "Dit is geen cursor van een Melding.") from error
