"""People, to know again."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from domain.actors import Person
from domain.persons.model import KnownPerson


class Persons(Protocol):
    """People whose access is managed."""

    async def get(self, person_id: UUID) -> KnownPerson | None:
        """Return a person."""
        ...

    async def signed_in(self, person: Person) -> KnownPerson:
        """Return the person who signed in as `person`, and note them if they were not known yet."""
        ...

    async def known_to(self, administering: UUID, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        """Return those of these people whom the administrators of an organisation know.

        These are people who work there, have or had a right there, or asked for one: with the organisation, or with
        one whose access it manages.
        """
        ...

    async def by_number(self, digest: str) -> KnownPerson | None:
        """Return the person with a number, of which the digest is given."""
        ...

    async def recognised(self, known: KnownPerson, *, digest: str, added: KnownPerson | None) -> Collection[UUID]:
        """Note the number of a person; `added`, for whom it had been noted, was them.

        Returns the organisations at which something was noted for `added`, which is theirs from now on.
        """
        ...

    async def with_number(self, digest: str, *, name: str, fresh: UUID) -> KnownPerson:
        """Return the person with a number, of which the digest is given; if there is none, note one with this name."""
        ...
