"""Organisations, found by number and kept within a unit of work."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import Address
from domain.organisations.model import Organisation, OrganisationKind
from domain.organisations.target_groups import TargetGroup
from domain.territories.model import Nis
from persistence.activity_rows import contacts_of, contacts_to_json
from persistence.rows import Rows
from persistence.tables.organisations import organisation
from persistence.text import normalised
from persistence.upsert import insert_into


class OrganisationReader:
    """Finding the organisation that somebody acts for."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def by_code(self, code: str) -> Organisation | None:
        """Return the organisation with an OVO code or a KBO number, unless it has ended."""
        found = await self._rows.found(_WITH_CODE, {"code": code})
        return organisation_of(dict(zip(organisation.c.keys(), found[0], strict=True))) if found else None


class StoredOrganisations:
    """The organisations of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, organisation_id: UUID) -> Organisation | None:
        """Return an organisation that has not ended."""
        return await self._one(select(organisation).where(organisation.c.id == organisation_id, NOT_ENDED))

    async def hold(self, organisation_ids: Collection[UUID]) -> Mapping[UUID, Organisation]:
        """Return those that have not ended, and let nobody else decide on their access meanwhile."""
        statement = (
            select(organisation)
            .where(organisation.c.id.in_(organisation_ids), NOT_ENDED)
            .order_by(organisation.c.id)
            # What only refers to an organisation, such as a new activity of it, is not kept waiting.
            .with_for_update(key_share=True)
        )
        rows = (await self._connection.execute(statement)).mappings().all()
        return {row["id"]: organisation_of(row) for row in rows}

    async def with_kbo(self, kbo: str) -> Organisation | None:
        """Return the organisation with a KBO number, and keep others from changing it until this unit of work ends."""
        return await self._one(select(organisation).where(organisation.c.kbo == kbo).with_for_update())

    async def add(self, new: Organisation) -> bool:
        """Add a new organisation; False if another with the same number came first."""
        written = await self._connection.execute(
            insert_into(self._connection, organisation).values(**_columns(new)).on_conflict_do_nothing()
        )
        return written.rowcount == 1

    async def save(self, changed: Organisation) -> None:
        """Write an organisation that was read in this unit of work."""
        await self._connection.execute(
            update(organisation).where(organisation.c.id == changed.id).values(**_columns(changed))
        )

    async def _one(self, statement: Select[Any]) -> Organisation | None:
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return organisation_of(row) if row is not None else None


_WITH_CODE = select(organisation).where(
    or_(organisation.c.ovo == bindparam("code"), organisation.c.kbo == bindparam("code")),
    organisation.c.ended_on.is_(None),
)
NOT_ENDED = organisation.c.ended_on.is_(None)


def _columns(of: Organisation) -> dict[str, Any]:
    address = of.address
    return {
        "id": of.id,
        "name": of.name,
        "name_sort": normalised(of.name),
        "kind": of.kind,
        "kbo": of.kbo,
        "ovo": of.ovo,
        "municipality": of.municipality,
        "street": address.street if address else None,
        "postcode": address.postcode if address else None,
        "locality": address.locality if address else None,
        "contacts": contacts_to_json(of.contacts),
        "registered_at": of.registered_at,
        "target_group": of.placed_in,
    }


def organisation_of(row: Mapping[str, Any] | RowMapping) -> Organisation:
    """Return the organisation that a row holds."""
    return Organisation(
        id=row["id"],
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        kbo=row["kbo"],
        ovo=row["ovo"],
        municipality=Nis(row["municipality"]) if row["municipality"] else None,
        address=Address(street=row["street"], postcode=row["postcode"], locality=row["locality"])
        if row["postcode"] is not None
        else None,
        contacts=tuple(contacts_of(row["contacts"])),
        registered_at=row["registered_at"],
        placed_in=TargetGroup(row["target_group"]) if row["target_group"] else None,
    )
