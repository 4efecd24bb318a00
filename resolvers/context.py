"""What every resolver can reach: who is asking, and the parts of the application."""

from dataclasses import dataclass, field
from typing import Any

from domain.actors import Actor
from domain.ports import OpenUnitOfWork, Tools
from persistence.activity_lists import ActivityReader
from persistence.meldingen import MeldingReader
from persistence.organisations import OrganisationReader
from persistence.territories import TerritoryReader
from persistence.vocabularies import VocabularyReader
from realtime.bell import Bell
from resolvers.loaders import Loaders


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The parts of the application, as long as it lives."""

    activities: ActivityReader
    meldingen: MeldingReader
    organisations: OrganisationReader
    territories: TerritoryReader
    vocabularies: VocabularyReader
    open_unit_of_work: OpenUnitOfWork
    bell: Bell
    tools: Tools


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
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        self.act_as(self.actor)

    def act_as(self, actor: Actor) -> None:
        """Go on as somebody: what was loaded for another is not theirs."""
        self.actor = actor
        services = self.services
        self.loaders = Loaders(
            actor=actor,
            activities=services.activities,
            organisations=services.organisations,
            territories=services.territories,
            vocabularies=services.vocabularies,
        )
