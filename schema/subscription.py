"""The root fields that stay open."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import strawberry

from domain.meldingen.model import MeldingKind
from resolvers import meldingen
from resolvers.context import Context
from schema.meldingen import MeldingEvent, event_of
from schema.scalars import NisCode


@strawberry.type(description="Alles wat je live kan volgen, over WebSocket (graphql-transport-ws) of SSE.")
class Subscription:
    """Following."""

    @strawberry.subscription(
        description="Meldingen van een grondgebied: eerst wat na de cursor kwam, dan wat gebeurt. Geen gat, geen "
        "dubbel. Zonder cursor: vanaf nu."
    )
    async def meldingen(
        self,
        info: strawberry.Info[Context],
        nis: NisCode,
        kinds: list[MeldingKind] | None = None,
        after: str | None = None,
    ) -> AsyncGenerator[MeldingEvent, None]:
        """Follow the Meldingen of a territory."""
        # A forwarded generator is closed here and now, not when the collector comes by: the bell rings for nobody.
        async with aclosing(meldingen.live(info.context, nis, frozenset(kinds or ()), after)) as events:
            async for event in events:
                yield event_of(event)
