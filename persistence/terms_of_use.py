"""The terms of use in force and who accepted them: read for a viewer, written within a unit of work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Date, Text, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.schedules.local_time import as_local
from domain.terms_of_use.model import Acceptance, TermsOfUseStatus
from persistence.rows import Rows
from persistence.tables.terms_of_use import terms_acceptance, terms_of_use
from persistence.upsert import insert_into

_IN_FORCE = (
    select(terms_of_use.c.version)
    .where(terms_of_use.c.in_force_from <= bindparam("today", type_=Date()))
    .order_by(terms_of_use.c.in_force_from.desc())
    .limit(1)
    .scalar_subquery()
)
_OF_PERSON = terms_acceptance.c.person_id == bindparam("person_id", type_=Text())

# A version stands, even if the person accepted none: so from the terms, with the person's acceptances beside them.
_STATUS = (
    select(_IN_FORCE, terms_acceptance.c.version, terms_acceptance.c.at)
    .select_from(
        terms_of_use.outerjoin(terms_acceptance, and_(terms_acceptance.c.version == terms_of_use.c.version, _OF_PERSON))
    )
    .order_by(terms_acceptance.c.at.desc().nulls_last())
    .limit(1)
)


class TermsOfUseReader:
    """The terms of use as a viewer sees them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def status(self, person_id: str | None, *, at: datetime) -> TermsOfUseStatus:
        """Return the version in force at a moment, and what a person accepted last."""
        return _status(await self._rows.found(_STATUS, _parameters(person_id, at)))


class StoredTermsOfUse:
    """The terms of use of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def status(self, person_id: str, *, at: datetime) -> TermsOfUseStatus:
        """Return the version in force at a moment, and what a person accepted last."""
        found = await self._connection.execute(_STATUS, _parameters(person_id, at))
        return _status([tuple(row) for row in found])

    async def accept(self, person_id: str, version: str, *, at: datetime) -> Acceptance:
        """Write that a person accepts a version, unless they did before; return the acceptance that stands."""
        await self._connection.execute(
            insert_into(self._connection, terms_acceptance)
            .values(person_id=person_id, version=version, at=at)
            .on_conflict_do_nothing(index_elements=["person_id", "version"])
        )
        standing = select(terms_acceptance.c.at).where(
            terms_acceptance.c.person_id == person_id, terms_acceptance.c.version == version
        )
        return Acceptance(version=version, at=(await self._connection.execute(standing)).scalar_one())


def _parameters(person_id: str | None, at: datetime) -> dict[str, Any]:
    # Terms begin to hold on a date in Belgium.
    return {"person_id": person_id, "today": as_local(at).date()}


def _status(found: Sequence[Sequence[Any]]) -> TermsOfUseStatus:
    if not found:
        return TermsOfUseStatus(current_version=None)
    current, accepted, at = found[0]
    return TermsOfUseStatus(
        current_version=current, accepted=Acceptance(version=accepted, at=at) if accepted is not None else None
    )
