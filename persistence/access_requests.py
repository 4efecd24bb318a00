"""Requests for access, filed and decided on within a unit of work."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access_requests.model import (
    OPEN,
    AccessDecision,
    AccessOutcome,
    AccessRequest,
    AccessRequestKind,
    AccessRequestStatus,
    GrantTerms,
)
from persistence.activity_rows import author_of, author_to_json
from persistence.persons import PERSON, person_of
from persistence.tables.access_requests import access_request
from persistence.tables.persons import person
from persistence.upsert import insert_into


class StoredAccessRequests:
    """The requests of a unit of work; `changed` says for which organisations."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.changed: set[UUID] = set()

    async def get(self, request_id: UUID) -> AccessRequest | None:
        """Return a request and keep others from changing it until this unit of work ends."""
        statement = (
            select(access_request, *PERSON)
            .join(person, person.c.id == access_request.c.person_id)
            .where(access_request.c.id == request_id)
            .with_for_update(of=access_request)
        )
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else _request_of(row)

    async def add(self, request: AccessRequest) -> bool:
        """File a new request; False if the person has an open one for the same."""
        written = await self._connection.execute(
            insert_into(self._connection, access_request)
            .values(
                id=request.id,
                kind=request.kind,
                person_id=request.person.id,
                organisation_id=request.organisation_id,
                right_code=request.right,
                contexts=list(request.contexts),
                phone=request.phone,
                email=request.email,
                reason=request.reason,
                requested_at=request.requested_at,
                **_state(request),
            )
            .on_conflict_do_nothing()
        )
        self.changed.add(request.organisation_id)
        return written.rowcount == 1

    async def count_open(self, person_id: UUID) -> int:
        """Count the open requests of a person."""
        statement = select(func.count()).where(
            access_request.c.person_id == person_id, access_request.c.status.in_(sorted(OPEN))
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def count_since(self, person_id: UUID, since: datetime) -> int:
        """Count the requests that a person filed at a moment or later."""
        statement = select(func.count()).where(
            access_request.c.person_id == person_id, access_request.c.requested_at >= since
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def save(self, request: AccessRequest) -> None:
        """Write the state of a request that was read in this unit of work."""
        await self._connection.execute(
            update(access_request).where(access_request.c.id == request.id).values(**_state(request))
        )
        self.changed.add(request.organisation_id)


def _state(request: AccessRequest) -> dict[str, Any]:
    decision = request.decision
    terms = decision.terms if decision else None
    return {
        "status": request.status,
        "version": request.version,
        "changed_by": author_to_json(request.changed_by),
        "changed_at": request.changed_at,
        "outcome": decision.outcome if decision else None,
        "decision_reason": decision.reason if decision else None,
        "share_reason": decision.share_reason if decision else None,
        "decided_by": author_to_json(decision.by) if decision else None,
        "decided_at": decision.at if decision else None,
        "own_decision": decision.own if decision else None,
        "granted_begin": terms.begin if terms else None,
        "granted_end": terms.end if terms else None,
        "granted_contexts": list(terms.contexts) if terms else None,
        "granted_external": terms.external if terms else None,
    }


def _request_of(row: RowMapping) -> AccessRequest:
    return AccessRequest(
        id=row["id"],
        kind=AccessRequestKind(row["kind"]),
        status=AccessRequestStatus(row["status"]),
        version=row["version"],
        person=person_of(row),
        organisation_id=row["organisation_id"],
        right=row["right_code"],
        contexts=tuple(row["contexts"]),
        phone=row["phone"],
        email=row["email"],
        reason=row["reason"],
        requested_at=row["requested_at"],
        changed_by=author_of(row["changed_by"]),
        changed_at=row["changed_at"],
        decision=_decision_of(row) if row["outcome"] is not None else None,
    )


def _decision_of(row: RowMapping) -> AccessDecision:
    begin, end = row["granted_begin"], row["granted_end"]
    return AccessDecision(
        outcome=AccessOutcome(row["outcome"]),
        reason=row["decision_reason"],
        share_reason=row["share_reason"],
        by=author_of(row["decided_by"]),
        at=row["decided_at"],
        terms=GrantTerms(
            begin=begin, end=end, contexts=tuple(row["granted_contexts"] or ()), external=row["granted_external"]
        )
        if begin is not None and end is not None
        else None,
        own=row["own_decision"],
    )
