"""What a change changed, field by field, in the words in which people read the history."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from domain.activities.model import (
    ActivityContent,
    Contact,
    FurtherPlace,
    Image,
    Location,
    Organiser,
    Price,
    PriceKind,
    Registration,
)
from domain.audit import Change
from domain.rich_text import plain_text
from domain.schedules.model import Schedule
from domain.schedules.summary import summary


def differences(before: ActivityContent, after: ActivityContent) -> tuple[Change, ...]:
    """Return the fields that differ, named as in the API, with their text before and after; None where none was."""
    return tuple(
        Change(field=field, before=said(getattr(before, name)) or None, after=said(getattr(after, name)) or None)
        for name, (field, said) in _FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    )


def changed_fields(before: ActivityContent, after: ActivityContent) -> frozenset[str]:
    """Return the fields of the content that differ, by their names here."""
    return frozenset(name for name in _FIELDS if getattr(before, name) != getattr(after, name))


def _codes(codes: Sequence[str]) -> str:
    return ", ".join(codes)


def _schedule(schedule: Schedule) -> str:
    return summary(schedule)


def _location(location: Location) -> str:
    address = location.address
    lines = (
        location.kind,
        location.name,
        f"{address.street}, {address.postcode} {address.locality}" if address else None,
        location.online_url,
        location.municipality,
    )
    return "; ".join(filter(None, lines))


def _places(places: Sequence[FurtherPlace]) -> str:
    return "; ".join(_place(each) for each in places)


def _place(place: FurtherPlace) -> str:
    address = place.address
    return ", ".join(filter(None, (place.name, address.street, f"{address.postcode} {address.locality}")))


def _organiser(organiser: Organiser | None) -> str:
    return organiser.name if organiser else ""


def _contacts(contacts: Sequence[Contact]) -> str:
    return ", ".join(f"{contact.kind} {contact.value}" for contact in contacts)


def _registration(registration: Registration | None) -> str:
    if registration is None:
        return ""
    return ", ".join(filter(None, (registration.url, registration.email, registration.phone)))


def _price(price: Price) -> str:
    if price.kind is not PriceKind.PAID or price.amount is None:
        return price.kind
    return f"{price.kind} {price.amount.quantize(Decimal('0.01'))} EUR"


def _image(image: Image | None) -> str:
    return ", ".join(filter(None, (image.url, image.copyright_holder))) if image else ""


_FIELDS: dict[str, tuple[str, Callable[..., str]]] = {
    "title": ("title", str),
    "description_html": ("description", plain_text),
    "language": ("language", str),
    "types": ("types", _codes),
    "topics": ("topics", _codes),
    "goals": ("goals", _codes),
    "language_levels": ("languageLevels", _codes),
    "schedule": ("schedule", _schedule),
    "location": ("location", _location),
    "further_places": ("furtherPlaces", _places),
    "organiser": ("organiser", _organiser),
    "contacts": ("contacts", _contacts),
    "registration": ("registration", _registration),
    "price": ("price", _price),
    "image": ("image", _image),
}
"""For each field of the content: its name in the API, and how its value reads."""
