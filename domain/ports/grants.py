"""Grants, to give, to change and to end."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.access_rights.administrators import Administrator
from domain.grants.coverage import Term
from domain.grants.model import Grant


class Grants(Protocol):
    """Grants of rights to people."""

    async def look_up(self, grant_ids: Collection[UUID]) -> Mapping[UUID, Grant]:
        """Return those of these grants that there are, to find out what has to be held before `get_all`."""
        ...

    async def get_all(self, grant_ids: Collection[UUID]) -> Mapping[UUID, Grant]:
        """Return those of these grants that there are, and keep others from changing them until the end.

        They are locked in an order that is the same for everybody, so that nobody waits in a circle.
        """
        ...

    async def add(self, grant: Grant) -> None:
        """Add a new grant."""
        ...

    async def save(self, grant: Grant) -> None:
        """Write the state of a grant that was read in this unit of work."""
        ...

    async def running(self, person_id: UUID, organisation_id: UUID, right: str, *, on: date) -> Sequence[Grant]:
        """Return the grants of a right to a person for an organisation that hold on a day or later; at most 100."""
        ...

    async def beside_channel(
        self, organisation_id: UUID, *, group: str, application: str, on: date, most: int
    ) -> Sequence[Grant]:
        """Return grants at an organisation that hold on a day or later, in applications of a group but for one.

        At most so many; others are kept from changing them until the end.
        """
        ...

    async def administrators(self, organisation_id: UUID, *, on: date) -> Sequence[Administrator]:
        """Return who decides on the access of an organisation on a day, and has an address to be told; at most 100.

        Those of the organisations that manage its access are among them.
        """
        ...

    async def administrations(
        self, organisation_ids: Collection[UUID], *, since: date
    ) -> Mapping[UUID, Sequence[Term]]:
        """Return for each of these organisations when somebody decides on its access, from a day on.

        Those of the organisations that manage its access are among them; only who can be told by e-mail counts.
        """
        ...
