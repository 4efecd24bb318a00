"""Lists of work relations, newest first."""

from domain.pages import PageRequest
from persistence import viewers
from persistence.paging import Keyset
from persistence.tables.work_relations import work_relation
from plans.requests import Listing

_NEWEST_FIRST = Keyset(
    name="work relations", key=work_relation.c.established_at, id=work_relation.c.id, descending=True
)
_OWN = work_relation.c.person_id == viewers.PERSON


def own_work_relations(page: PageRequest) -> Listing:
    """Return the request for a page of the viewer's own work relations; raises `InvalidCursorError`."""
    return _NEWEST_FIRST.listing(page, _OWN, values={})
