"""Lists of requests for access: those of the viewer, and those that wait for the viewer's decision."""

from domain.pages import PageRequest
from persistence import viewers
from persistence.paging import Keyset
from persistence.tables.access_requests import IS_OPEN, access_request
from plans.requests import Listing

_NEWEST_FIRST = Keyset(
    name="access requests", key=access_request.c.requested_at, id=access_request.c.id, descending=True
)
_OLDEST_FIRST = Keyset(name="access tasks", key=access_request.c.requested_at, id=access_request.c.id)
_OWN = access_request.c.person_id == viewers.PERSON
_TASK = IS_OPEN & viewers.administered(access_request.c.organisation_id)


def own_access_requests(page: PageRequest) -> Listing:
    """Return the request for a page of what the viewer asked for, newest first; raises `InvalidCursorError`."""
    return _NEWEST_FIRST.listing(page, _OWN, values={})


def access_tasks(page: PageRequest) -> Listing:
    """Return the request for a page of what waits for the viewer's decision, oldest first; raises as above."""
    return _OLDEST_FIRST.listing(page, _TASK, values={})
