"""A mail about to be sent."""

from dataclasses import dataclass
from datetime import datetime
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
    """Text without markup; an address in a paragraph becomes a link, and a line in it stays a line."""
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedMail:
    """A mail that one process may try to send, until `claimed_until`."""

    id: UUID
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    written_at: datetime
    attempts: int
    """How often it was tried, this time included."""
    claimed_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MailCounts:
    """How many mails there are in each state."""

    waiting: int
    sent: int
    given_up: int
    oldest_waiting: datetime | None
    """When the one that waits longest was written."""
