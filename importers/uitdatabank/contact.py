"""Ways to reach the organiser and to sign up: addresses and numbers stand in whichever field people typed them."""

import re
from collections.abc import Iterator, Mapping

import phonenumbers
from phonenumbers import PhoneNumberType

from domain.activities.model import Contact, ContactKind, Registration
from domain.contact_details import is_email_address
from importers.phone_numbers import e164, number_in
from importers.uitdatabank.shapes import code, entries, records
from importers.uitdatabank.web import web_address

MOST_CONTACTS = 10
LONGEST_TEXT = 200

_PHONE = re.compile(r"(?:(?:tel|telefoon|phone|gsm)\b[.:]?)?\s*(\+?[0-9][0-9\s()./-]*)", re.IGNORECASE)
_PHONE_FIELDS = ("phone", "telephone")


def contacts_of(document: Mapping[str, object]) -> tuple[Contact, ...]:
    """Return the contact points of an event, each once, with what is left over of its booking information."""
    points = [contact for point in records(document.get("contactPoint")) for contact in _contacts(point)]
    leftovers = [contact for contact in _bookings(document) if contact.kind is ContactKind.OTHER]
    unique: dict[tuple[ContactKind, str], Contact] = {}
    for contact in (*points, *leftovers):
        unique.setdefault((contact.kind, contact.value.casefold()), contact)
    return tuple(unique.values())[:MOST_CONTACTS]


def registration_of(document: Mapping[str, object]) -> Registration | None:
    """Return how to sign up, or None when nothing says so."""
    bookings = [*_bookings(document)]
    registration = Registration(
        url=_first(bookings, ContactKind.WEBSITE),
        email=_first(bookings, ContactKind.EMAIL),
        phone=_first(bookings, ContactKind.MOBILE, ContactKind.LANDLINE),
    )
    return registration if registration != Registration() else None


def _bookings(document: Mapping[str, object]) -> Iterator[Contact]:
    for booking in records(document.get("bookingInfo")):
        yield from _contacts(booking)


def _first(contacts: list[Contact], *kinds: ContactKind) -> str | None:
    return next((contact.value for contact in contacts if contact.kind in kinds), None)


def _contacts(fields: Mapping[str, object]) -> Iterator[Contact]:
    for field in ("email", *_PHONE_FIELDS, "url"):
        for value in entries(fields.get(field)):
            contact = contact_of(code(value), in_phone_field=field in _PHONE_FIELDS)
            if contact:
                yield contact


def contact_of(text: str, *, in_phone_field: bool = False) -> Contact | None:
    """Tell what kind of contact a text is; of a phone field even what cannot be dialled is worth reading."""
    email = text.removeprefix("mailto:")
    if is_email_address(email):
        return Contact(kind=ContactKind.EMAIL, value=email)
    if url := web_address(text):
        return Contact(kind=ContactKind.WEBSITE, value=url)
    if phone := _phone(text):
        return phone
    if in_phone_field and any(character.isalnum() for character in text):
        return Contact(kind=ContactKind.OTHER, value=text[:LONGEST_TEXT].rstrip())
    return None


def _phone(text: str) -> Contact | None:
    found = _PHONE.fullmatch(text)
    if not found:
        return None
    number = number_in(found[1])
    if number is None:
        return None
    mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    return Contact(
        kind=ContactKind.MOBILE if mobile else ContactKind.LANDLINE,
        value=e164(number),
    )
