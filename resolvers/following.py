"""Who follows what: the context of one stream, in whose name it is made for many, and the door that each must pass."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from domain.actors import Actor, Person
from domain.meldingen.model import LogPosition
from domain.territories.model import Nis
from realtime.stream import Arrived, Gap, UpToDate
from resolvers.context import Context
from resolvers.errors import ErrorCode, ExpectedError

SOMEBODY = Person(id="", name="")
"""Stands for every person of a group: no token names this one, so nothing in the database is theirs."""


@dataclass(slots=True, kw_only=True)
class Following(Context):
    """The context of one stream: it knows where the stream begins, and how far it has come."""

    connection: Context | None = None
    """Whose rights count; None for a stream that is made for a group."""
    position: LogPosition | None = None
    latest: Arrived | UpToDate | Gap | None = None
    """The event that the last result was about; none if it said why the stream ends."""
    only_sign: bool = False
    """Only say that everything up to the place was sent."""

    @classmethod
    def alone(cls, connection: Context, position: LogPosition | None) -> Self:
        """Return the context of a stream for one subscriber, from a place if one is given."""
        return cls(
            services=connection.services,
            actor=connection.actor,
            trace_id=connection.trace_id,
            request=connection.request,
            response=connection.response,
            connection_params=connection.connection_params,
            connection=connection,
            position=position,
        )

    @classmethod
    def together(cls, connection: Context, scope: Actor, position: LogPosition, *, only_sign: bool = False) -> Self:
        """Return the context of a stream for all who have the same rights."""
        return cls(
            services=connection.services,
            actor=scope,
            trace_id=connection.trace_id,
            position=position,
            only_sign=only_sign,
        )

    @property
    def place(self) -> LogPosition:
        """How far the stream has come; known once there was an event."""
        if self.position is None:
            raise LookupError("nothing was followed yet")
        return self.position

    def refresh(self) -> None:
        """Go on with the rights that the connection has now."""
        if self.connection is not None and self.actor is not self.connection.actor:
            self.act_as(self.connection.actor)

    async def noted(self, events: AsyncGenerator[Arrived | UpToDate | Gap]) -> AsyncGenerator[Arrived | UpToDate | Gap]:
        """Pass events on, and keep account of them."""
        async with aclosing(events):
            if self.only_sign:
                self.latest = UpToDate(position=self.place)
                yield self.latest
                return
            async for event in events:
                self.latest = event
                match event:
                    case Arrived(melding=melding):
                        self.position = melding.position
                    case UpToDate(position=position):
                        self.position = position
                yield event
                self.latest = None


def check_current(context: Context) -> None:
    """Raise unless the viewer's proof of identity still holds; goes on with the rights that they have now."""
    if isinstance(context, Following):
        context.refresh()
    expires = context.actor.expires_at
    if expires is not None and expires <= context.services.tools.now():
        raise ExpectedError(ErrorCode.TOKEN_EXPIRED, "Je token is verlopen. Meld je opnieuw aan.")


def check_follower(context: Context, territory: Nis) -> None:
    """Raise unless the viewer may follow what happens on a territory, now; asked before each look at it."""
    check_current(context)
    if not context.actor.moderates(territory):
        raise ExpectedError(ErrorCode.NOT_FOUND, "Dit grondgebied bestaat niet of je mag het niet zien.")


def scope_of(actor: Actor, *, personal: bool) -> Actor:
    """Return the actor in whose name a stream is made for a group: everything that can change an answer, no more.

    That is the organisation and the rights that one acts with, and whether one signed in; the person only where the
    answer depends on who it is.
    """
    person = actor.person if personal or actor.person is None else SOMEBODY
    return replace(actor, person=person, expires_at=None)


def reauthorise(context: Context, joined_as: Actor, at: datetime) -> bool:
    """Whether a subscriber may have what was made for the group that it joined.

    The one door: asked before each delivery. Who is another now, or whose token ended, is put out and goes on alone,
    which means being told why not, or joining a group that fits.
    """
    ends = joined_as.expires_at
    return context.actor is joined_as and (ends is None or at < ends)
