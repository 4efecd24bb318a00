"""The root fields that stay open."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

import strawberry

from domain.meldingen.model import MeldingKind
from resolvers import meldingen
from resolvers.context import Context
from schema.access_tasks import AccessTaskSubscriptions
from schema.arguments import ModeratedTerritory, about
from schema.claiming import ClaimSubscriptions
from schema.meldingen import MeldingEvent, event_of


@strawberry.type(
    description="Everything that can be followed live, over WebSocket (graphql-transport-ws) or server-sent events."
)
class Subscription(ClaimSubscriptions, AccessTaskSubscriptions):
    """Following."""

    @strawberry.subscription(
        description="Meldingen of a territory that the viewer moderates: first what came after the cursor, then what "
        "happens, none missed and none twice; without a cursor, from now on. Errors: NOT_FOUND, "
        "BAD_CURSOR, TOKEN_EXPIRED."
    )
    async def meldingen(
        self,
        info: strawberry.Info[Context],
        nis: ModeratedTerritory,
        kinds: Annotated[list[MeldingKind] | None, about("Kinds: any of them; null or empty for all.")] = None,
        after: Annotated[str | None, about("Cursor of the last Melding that was seen; null to begin now.")] = None,
    ) -> AsyncGenerator[MeldingEvent, None]:
        """Follow the Meldingen of a territory."""
        # A forwarded generator is closed here and now, not when the collector comes by: the bell rings for nobody.
        async with aclosing(meldingen.live(info.context, nis, frozenset(kinds or ()), after)) as events:
            async for event in events:
                yield event_of(event)
