"""Work relations, to establish and to rely on."""

from datetime import date
from typing import Protocol
from uuid import UUID

from domain.work_relations.model import WorkRelation


class WorkRelations(Protocol):
    """That people work for organisations."""

    async def holding(self, person_id: UUID, organisation_id: UUID, day: date) -> WorkRelation | None:
        """Return the work relation of a person with an organisation that holds on a day, or begins after it."""
        ...

    async def add(self, relation: WorkRelation) -> None:
        """Add a new work relation."""
        ...
