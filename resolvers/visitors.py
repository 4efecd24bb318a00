"""Who sends a request, as far as its connection tells."""

from starlette.requests import HTTPConnection

from domain.visitors import Visitor
from resolvers.context import Context


def visitor_of(context: Context) -> Visitor:
    """Return the visitor behind a request, or behind a WebSocket.

    The address is that of the other end of the connection. That is a proxy, unless the server was told to trust it
    (`IKDOEMEE_TRUSTED_PROXIES`) and put the address that it forwards in its place.
    """
    person, request = context.actor.person, context.request
    if not isinstance(request, HTTPConnection):
        return Visitor(person_id=person.id if person else None)
    return Visitor(
        person_id=person.id if person else None,
        address=request.client.host if request.client else None,
        user_agent=request.headers.get("user-agent", ""),
    )
