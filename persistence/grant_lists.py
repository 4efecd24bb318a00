"""Lists of grants, newest first."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Uuid, bindparam

from domain.pages import PageRequest
from persistence import viewers
from persistence.paging import Keyset
from persistence.tables.grants import access_grant
from plans.among import among
from plans.requests import Listing, Some

_NEWEST_FIRST = Keyset(name="grants", key=access_grant.c.granted_at, id=access_grant.c.id, descending=True)
_OLDEST_FIRST = (access_grant.c.granted_at, access_grant.c.id)
_THESE = among(access_grant.c.id, "grants_asked_for")
_OF_ORGANISATION = access_grant.c.organisation_id == bindparam("of_organisation", type_=Uuid())
_ADMINISTERED = viewers.administered(access_grant.c.organisation_id)
_OWN = access_grant.c.person_id == viewers.PERSON


def own_grants(page: PageRequest) -> Listing:
    """Return the request for a page of what the viewer was granted; raises `InvalidCursorError`."""
    return _NEWEST_FIRST.listing(page, _OWN, values={})


def these_grants(ids: Sequence[UUID]) -> Some:
    """Return the request for some grants, those that were given first before the others."""
    return Some(where=(_THESE,), values={"grants_asked_for": list(ids)}, order=_OLDEST_FIRST)


def organisation_grants(organisation_id: UUID, page: PageRequest) -> Listing:
    """Return the request for a page of who was granted what for an organisation; raises as above.

    Empty for who does not decide on its access, whatever they were granted there themselves.
    """
    return _NEWEST_FIRST.listing(page, _OF_ORGANISATION, _ADMINISTERED, values={"of_organisation": organisation_id})
