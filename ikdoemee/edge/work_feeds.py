"""What waits for a moderator, for the calendar of whoever has the address: the token in it is all that is asked for."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ikdoemee.edge.answers import refusal
from ikdoemee.edge.failures import Guard
from ikdoemee.edge.feeds import CALENDAR
from ikdoemee.feeds.work_calendar import work_calendar
from persistence.work_feeds import WorkFeedReader
from resolvers.context import Services
from resolvers.work_feeds import WORK_FEED_PATH

MOST_TOKEN = 100

_SECRET = {"cache-control": "private, no-store", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}


def work_feed_route(services: Callable[[], Services], guarded: Guard) -> Route:
    """Return the route of private feeds."""

    async def answer(request: Request) -> Response:
        token = request.path_params["token"]
        is_possible = len(token) <= MOST_TOKEN and token.isascii()
        reader, now = WorkFeedReader(services().rows), services().tools.now()
        found = await reader.with_token(token, now=now) if is_possible else None
        if found is None:
            message = "Deze agenda bestaat niet, of niet meer. Maak een nieuwe aan."
            return refusal(404, "NOT_FOUND", message, headers=_SECRET)
        feed, work = found
        # Long enough to keep others waiting.
        body = await asyncio.to_thread(work_calendar, feed.name, work)
        return Response(body, headers={**_SECRET, "content-type": CALENDAR})

    return Route(WORK_FEED_PATH, guarded(answer))
