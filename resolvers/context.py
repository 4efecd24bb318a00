"""What every resolver can reach: who is asking, and the parts of the application."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from domain.actors import Actor
from domain.ports import OpenUnitOfWork, Tools
from domain.reports.actions import HOUR, REPORTS_PER_SENDER
from domain.throttling import Throttle
from domain.viewpoints import Viewpoint
from domain.views.rules import DAY, VIEWS_PER_DAY
from persistence.meldingen import MeldingReader
from persistence.rows import Rows, SeenRows
from persistence.terms_of_use import TermsOfUseReader
from plans.records import Reader
from realtime.bell import Bell
from resolvers.ids import identify


def _unguessable() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttles:
    """What one sender may do how often, as far as this process can tell."""

    reports: Throttle = field(
        default_factory=lambda: Throttle(times=REPORTS_PER_SENDER, within=HOUR, secret=_unguessable())
    )
    views: Throttle = field(default_factory=lambda: Throttle(times=VIEWS_PER_DAY, within=DAY, secret=_unguessable()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of the application, as long as it lives."""

    rows: Rows
    meldingen: MeldingReader
    terms_of_use: TermsOfUseReader
    open_unit_of_work: OpenUnitOfWork
    bell: Bell
    tools: Tools
    throttles: Throttles = field(default_factory=Throttles)


@dataclass(slots=True, kw_only=True)
class Context:
    """One HTTP request, or one WebSocket connection with all operations on it.

    Holds no database connection: a WebSocket lives for hours.
    """

    services: Services
    actor: Actor
    trace_id: str
    request: Any = None
    response: Any = None
    connection_params: dict[str, object] | None = None
    """Payload of `connection_init` on a WebSocket; set by the protocol handler."""
    plans: bool = field(default=True, init=False)
    """Whether reads may be answered by plan."""
    _reader: Reader | None = field(default=None, init=False)

    def act_as(self, actor: Actor) -> None:
        """Go on as somebody: what was loaded for another is not theirs."""
        self.actor = actor
        self._reader = None

    @property
    def rows(self) -> SeenRows:
        """What the viewer may read."""
        return self.services.rows.seen_from(Viewpoint(self.actor, self.services.tools.now))

    @property
    def reader(self) -> Reader:
        """Reads records for the viewer."""
        if self._reader is None:
            self._reader = Reader(self.rows, identify)
        return self._reader
