"""Texts about an activity, safe for formats that know no markup and no control characters."""

import re
from collections.abc import Iterator
from decimal import Decimal

from domain.activities.model import (
    ActivityContent,
    Contact,
    ContactKind,
    Location,
    LocationKind,
    PriceKind,
    Registration,
)
from domain.rich_text import plain_text

# What XML 1.0 cannot say at all, and what would break a line elsewhere; tabs and line ends stay.
_UNSAYABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20]+", re.IGNORECASE)

_CONTACT_WORDS = {
    ContactKind.EMAIL: "E-mail",
    ContactKind.MOBILE: "Gsm",
    ContactKind.LANDLINE: "Telefoon",
    ContactKind.WHATSAPP: "WhatsApp",
    ContactKind.WEBSITE: "Website",
    ContactKind.OTHER: "Contact",
}


def sayable(text: str) -> str:
    """Return text without characters that a format would choke on."""
    return _UNSAYABLE.sub("", text)


def one_line(text: str) -> str:
    """Return text on one line."""
    return " ".join(sayable(text).split())


def cut(text: str, most: int) -> str:
    """Return at most so many characters, with a sign that there was more."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def web_address(text: str | None) -> str | None:
    """Return an address that a browser can open, None for anything else."""
    return text if text is not None and _WEB_ADDRESS.fullmatch(text) else None


def place(location: Location) -> str:
    """Return where it takes place, as "Bibliotheek, Voorbeeldstraat 1, 9000 Gent"."""
    address = location.address
    parts = [location.name, *((address.street, f"{address.postcode} {address.locality}") if address else ())]
    found = ", ".join(filter(None, (one_line(part) for part in parts if part)))
    match location.kind:
        case LocationKind.ON_SITE:
            return found
        case LocationKind.ONLINE:
            return "Online"
        case LocationKind.MIXED:
            return f"{found} of online" if found else "Ter plaatse of online"


def description(content: ActivityContent, *, most: int) -> str:
    """Return what people want to know, as plain text: at most so many characters of prose, then the practical side."""
    prose = cut(sayable(plain_text(content.description_html)), most)
    return "\n\n".join(filter(None, (prose, "\n".join(_practical(content)))))


def _practical(content: ActivityContent) -> Iterator[str]:
    if content.organiser is not None:
        yield f"Organisator: {one_line(content.organiser.name)}"
    if (price := price_in_words(content.price.kind, content.price.amount)) is not None:
        yield f"Prijs: {price}"
    if content.location.online_url is not None:
        yield f"Online: {one_line(content.location.online_url)}"
    yield from map(_contact, content.contacts)
    if content.registration is not None:
        yield from _registration(content.registration)


def price_in_words(kind: PriceKind, amount: Decimal | None) -> str | None:
    """Return "gratis" or "€ 2,50"; None if nobody knows."""
    match kind:
        case PriceKind.FREE:
            return "gratis"
        case PriceKind.PAID:
            return "betalend" if amount is None else f"€ {amount:.2f}".replace(".", ",")
        case PriceKind.UNKNOWN:
            return None


def _contact(contact: Contact) -> str:
    return f"{_CONTACT_WORDS[contact.kind]}: {one_line(contact.value)}"


def _registration(registration: Registration) -> Iterator[str]:
    for way in (registration.url, registration.email, registration.phone):
        if way:
            yield f"Inschrijven: {one_line(way)}"
