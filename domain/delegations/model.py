"""A delegation: an organisation manages the access of another one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """That the administrators of one organisation decide on the access of another one, beside its own."""

    id: UUID
    manager_id: UUID
    organisation_id: UUID
    since: datetime
    ended_at: datetime | None = None
