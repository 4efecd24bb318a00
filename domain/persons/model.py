"""A person whose access is managed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person as the access management knows them."""

    id: UUID
    name: str
    subject: str | None = None
    """What the identity provider calls them; None until somebody who was added by number signs in."""
