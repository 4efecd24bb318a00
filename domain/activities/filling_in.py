"""From what somebody filled in about an activity to content that holds together, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any

from domain.activities.locations import NOWHERE, SubmittedLocation, SubmittedPlace, fill_in_location, fill_in_places
from domain.activities.model import (
    ActivityContent,
    Contact,
    FurtherPlace,
    Image,
    Location,
    Price,
    PriceKind,
    Registration,
    Vocabulary,
)
from domain.contacts import SubmittedContact, fill_in_contacts
from domain.forms import Form
from domain.schedules.filling_in import NO_SCHEDULE, SubmittedSchedule, fill_in_schedule
from domain.schedules.model import Schedule
from domain.territories.model import Nis

LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 20_000
LONGEST_NAME = 200
MOST_TERMS = 10
MOST_EUROS = Decimal(100_000)
_CENT = Decimal("0.01")


class Unchanged(Enum):
    """Said of a field that a client left out: it stays as it is."""

    # No field is true or false: a digest of the input tells this from whatever somebody can fill in.
    UNCHANGED = False


UNCHANGED = Unchanged.UNCHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedContent:
    """What the editor sends: None is a field that was cleared, UNCHANGED one that was left alone."""

    title: str | Unchanged | None = UNCHANGED
    description: str | Unchanged | None = UNCHANGED
    types: tuple[str, ...] | Unchanged | None = UNCHANGED
    topics: tuple[str, ...] | Unchanged | None = UNCHANGED
    goals: tuple[str, ...] | Unchanged | None = UNCHANGED
    language_levels: tuple[str, ...] | Unchanged | None = UNCHANGED
    schedule: SubmittedSchedule | Unchanged | None = UNCHANGED
    location: SubmittedLocation | Unchanged | None = UNCHANGED
    further_places: tuple[SubmittedPlace, ...] | Unchanged | None = UNCHANGED
    contacts: tuple[SubmittedContact, ...] | Unchanged | None = UNCHANGED
    registration: Registration | Unchanged | None = UNCHANGED
    price: Price | Unchanged | None = UNCHANGED
    image: Image | Unchanged | None = UNCHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the platform knows that filling in depends on."""

    terms: Mapping[Vocabulary, frozenset[str]]
    """What can be chosen, with what the activity carries already."""
    municipalities: Mapping[str, Nis]
    """Where the postcodes that were filled in lie; those that are not known are not there."""
    home: Nis | None
    """Where the organiser has its address."""


def fill_in(
    content: ActivityContent, submitted: SubmittedContent, surroundings: Surroundings, form: Form
) -> ActivityContent:
    """Return content with what somebody filled in; what is wrong with it stands in the form's errors."""
    changes: dict[str, Any] = {}
    for name, (becomes, path, read) in _FIELDS.items():
        given = getattr(submitted, name)
        if given is not UNCHANGED:
            changes[becomes] = read(given, form.at(path), surroundings)
    filled = replace(content, **changes)
    return replace(filled, location=_on_the_map(filled.location, content.location))


def _on_the_map(location: Location, before: Location) -> Location:
    """Keep the coordinates, which nobody fills in, as long as the address stays what it was."""
    stays = location.address is not None and location.address == before.address
    return replace(location, geo=before.geo) if stays else location


def _title(given: str | None, form: Form, _known: Surroundings) -> str:
    return form.line(given, most=LONGEST_TITLE, missing="Geef de activiteit een titel.") or ""


def _description(given: str | None, form: Form, _known: Surroundings) -> str:
    return form.html(given, most=LONGEST_DESCRIPTION) or ""


def _terms(vocabulary: Vocabulary) -> Callable[[tuple[str, ...] | None, Form, Surroundings], tuple[str, ...]]:
    def read(given: tuple[str, ...] | None, form: Form, known: Surroundings) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(given or ()))
        if len(codes) > MOST_TERMS:
            form.wrong(f"Kies er hoogstens {MOST_TERMS}.")
            return ()
        for place, code in enumerate(codes):
            if code not in known.terms[vocabulary]:
                form.at(place).wrong("Deze keuze staat niet in de lijst.")
        return codes

    return read


def _schedule(given: SubmittedSchedule | None, form: Form, _known: Surroundings) -> Schedule:
    return NO_SCHEDULE if given is None else fill_in_schedule(given, form)


def _location(given: SubmittedLocation | None, form: Form, known: Surroundings) -> Location:
    if given is None:
        return replace(NOWHERE, municipality=known.home)
    municipality = known.municipalities.get(given.address.postcode) if given.address else None
    return fill_in_location(given, municipality=municipality, home=known.home, form=form)


def _further_places(
    given: tuple[SubmittedPlace, ...] | None, form: Form, known: Surroundings
) -> tuple[FurtherPlace, ...]:
    return fill_in_places(given or (), known.municipalities, form)


def _contacts(given: tuple[SubmittedContact, ...] | None, form: Form, _known: Surroundings) -> tuple[Contact, ...]:
    return fill_in_contacts(given or (), form)


def _registration(given: Registration | None, form: Form, _known: Surroundings) -> Registration | None:
    if given is None:
        return None
    read = Registration(
        url=form.at("url").web_address(given.url),
        email=form.at("email").email(given.email),
        phone=form.at("phone").phone(given.phone),
    )
    return read if read != Registration() else None


def _price(given: Price | None, form: Form, _known: Surroundings) -> Price:
    if given is None:
        return Price()
    amount = given.amount
    if given.kind is PriceKind.PAID and amount is None:
        form.at("amount").wrong("Vul in hoeveel het kost.")
    elif given.kind is not PriceKind.PAID and amount is not None:
        form.at("amount").wrong("Een bedrag hoort bij een betalende activiteit.")
    elif amount is None:
        return Price(kind=given.kind)
    else:
        # As it will be kept: what rounds to nothing is no price.
        cents = _cents(amount)
        if cents is not None and 0 < cents < MOST_EUROS:
            return Price(kind=given.kind, amount=cents)
        form.at("amount").wrong(f"Geef een bedrag tussen 0 en {MOST_EUROS} euro.")
    return Price()


def _cents(amount: Decimal) -> Decimal | None:
    is_sum = amount.is_finite() and abs(amount) <= MOST_EUROS
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP) if is_sum else None


def _image(given: Image | None, form: Form, _known: Surroundings) -> Image | None:
    if given is None:
        return None
    url = form.at("url").web_address(given.url)
    if not given.url.strip():
        form.at("url").wrong("Geef het adres van de afbeelding.")
    holder = form.at("copyrightHolder").line(
        given.copyright_holder, most=LONGEST_NAME, missing="Vul in wie de rechten op de afbeelding heeft."
    )
    return Image(url=url or "", copyright_holder=holder)


_Reader = Callable[[Any, Form, Surroundings], Any]
_FIELDS: dict[str, tuple[str, str, _Reader]] = {
    "title": ("title", "title", _title),
    "description": ("description_html", "description", _description),
    "types": ("types", "types", _terms(Vocabulary.TYPE)),
    "topics": ("topics", "topics", _terms(Vocabulary.TOPIC)),
    "goals": ("goals", "goals", _terms(Vocabulary.GOAL)),
    "language_levels": ("language_levels", "languageLevels", _terms(Vocabulary.LANGUAGE_LEVEL)),
    "schedule": ("schedule", "schedule", _schedule),
    "location": ("location", "location", _location),
    "further_places": ("further_places", "furtherPlaces", _further_places),
    "contacts": ("contacts", "contacts", _contacts),
    "registration": ("registration", "registration", _registration),
    "price": ("price", "price", _price),
    "image": ("image", "image", _image),
}
"""For each field that can be filled in: the field of the content, its path in the input, and how it is read."""
