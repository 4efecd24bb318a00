"""Lists of grants, newest first."""

from domain.pages import PageRequest
from persistence import viewers
from persistence.paging import Keyset
from persistence.tables.grants import access_grant
from plans.requests import Listing

_NEWEST_FIRST = Keyset(name="grants", key=access_grant.c.granted_at, id=access_grant.c.id, descending=True)
_OWN = access_grant.c.person_id == viewers.PERSON


def own_grants(page: PageRequest) -> Listing:
    """Return the request for a page of what the viewer was granted; raises `InvalidCursorError`."""
    return _NEWEST_FIRST.listing(page, _OWN, values={})
