"""The time, chance, and libraries that know formats."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the rules take from outside: the time, chance, and libraries that know formats."""

    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    new_secret: Callable[[], str]
    clean_html: Callable[[str], str]
    """Returns formatted text that is safe to put in a page; plain text gets paragraphs."""
    phone_number: Callable[[str], str | None]
    """Returns a phone number in E.164 format, or None for what is no number; without a country it is Belgian."""
    person_number: Callable[[str], str | None]
    """Returns the digits of a rijksregister- or bisnummer, or None for what is no number of a person."""
    number_digest: Callable[[str], str]
    """Returns by what a person with such a number is known again: the number itself is kept nowhere."""
