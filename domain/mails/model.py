"""A mail about to be sent."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMail:
    """A mail to one address, in plain Dutch.

    `key` names what it tells to whom: of two mails with the same key only the first is sent.
    """

    id: UUID
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    """Text without markup; an address in a paragraph becomes a link."""
    key: str
