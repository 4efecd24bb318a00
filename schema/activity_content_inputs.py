"""What an activity says, as organisers fill it in."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import strawberry
from strawberry import UNSET

from domain.activities.filling_in import UNCHANGED, SubmittedContent, Unchanged
from domain.activities.locations import SubmittedLocation, SubmittedPlace
from domain.activities.model import Image, LocationKind, Price, PriceKind, Registration
from schema.addresses import AddressInput, submitted_address
from schema.contacts import ContactInput, submitted_contacts
from schema.schedule_inputs import ScheduleInput, submitted_schedule

T = TypeVar("T")
R = TypeVar("R")


@strawberry.input(description="Where an activity takes place.")
class LocationInput:
    """Where it takes place."""

    kind: LocationKind = strawberry.field(description="At a place, online or both.")
    name: str | None = strawberry.field(default=None, description="Name of the place, at most 200 characters.")
    address: AddressInput | None = strawberry.field(
        default=None,
        description="Address, for ON_SITE and MIXED. Without one, the moderators of the organiser's municipality look "
        "after the activity.",
    )
    online_url: str | None = strawberry.field(
        default=None, description="Link to join online, for ONLINE and MIXED; http or https."
    )


@strawberry.input(description="A place besides the first.")
class FurtherPlaceInput:
    """A further place."""

    address: AddressInput = strawberry.field(description="Address.")
    name: str | None = strawberry.field(default=None, description="Name of the place, at most 200 characters.")


@strawberry.input(description="How to sign up: at least one way, if signing up is needed.")
class RegistrationInput:
    """How to sign up."""

    url: str | None = strawberry.field(default=None, description="Web address, http or https.")
    email: str | None = strawberry.field(default=None, description="E-mail address.")
    phone: str | None = strawberry.field(default=None, description="Phone number, however it is spaced.")


@strawberry.input(description="What taking part costs.")
class PriceInput:
    """What it costs."""

    kind: PriceKind = strawberry.field(description="Free, paid or not stated.")
    amount: Decimal | None = strawberry.field(
        default=None, description="Base price in euros, rounded to cents; for PAID, and only then."
    )


@strawberry.input(description="Picture.")
class ImageInput:
    """A picture."""

    url: str = strawberry.field(description="Web address of the picture, http or https.")
    copyright_holder: str = strawberry.field(description="Who must be named beside it, at most 200 characters.")


@strawberry.input(
    description="What changes: a field that is left out stays as it is, null or an empty list clears it. The parts "
    "(schedule, location, ...) are replaced as a whole."
)
class ActivityChanges:
    """What changes."""

    title: str | None = strawberry.field(default=UNSET, description="Title, at most 200 characters; never empty.")
    description: str | None = strawberry.field(
        default=UNSET,
        description="Description, at most 20000 characters: HTML, which is cleaned, or plain text.",
    )
    types: list[str] | None = strawberry.field(default=UNSET, description="Codes of `activityTypes`, at most 10.")
    topics: list[str] | None = strawberry.field(default=UNSET, description="Codes of `topics`, at most 10.")
    goals: list[str] | None = strawberry.field(default=UNSET, description="Codes of `goals`, at most 10.")
    language_levels: list[str] | None = strawberry.field(
        default=UNSET, description="Codes of `languageLevels`, at most 10."
    )
    schedule: ScheduleInput | None = strawberry.field(default=UNSET, description="When it takes place.")
    location: LocationInput | None = strawberry.field(default=UNSET, description="Where it takes place.")
    further_places: list[FurtherPlaceInput] | None = strawberry.field(
        default=UNSET, description="Places besides `location`, at most 20."
    )
    contacts: list[ContactInput] | None = strawberry.field(
        default=UNSET, description="Ways to reach the organiser, at most 10."
    )
    registration: RegistrationInput | None = strawberry.field(default=UNSET, description="How to sign up.")
    price: PriceInput | None = strawberry.field(default=UNSET, description="What taking part costs.")
    image: ImageInput | None = strawberry.field(default=UNSET, description="Picture.")


def submitted_content(given: Any) -> SubmittedContent:  # noqa: ANN401 - any input with the fields of ActivityChanges
    """Return what was filled in; what was left out is unchanged."""
    return SubmittedContent(
        title=_given(given.title, str),
        description=_given(given.description, str),
        types=_given(given.types, tuple[str, ...]),
        topics=_given(given.topics, tuple[str, ...]),
        goals=_given(given.goals, tuple[str, ...]),
        language_levels=_given(given.language_levels, tuple[str, ...]),
        schedule=_given(given.schedule, submitted_schedule),
        location=_given(given.location, _location),
        further_places=_given(given.further_places, _further_places),
        contacts=_given(given.contacts, submitted_contacts),
        registration=_given(given.registration, _registration),
        price=_given(given.price, _price),
        image=_given(given.image, _image),
    )


def _given(value: T | None, read: Callable[[T], R]) -> R | Unchanged | None:
    if value is UNSET:
        return UNCHANGED
    return None if value is None else read(value)


def _location(given: LocationInput) -> SubmittedLocation:
    return SubmittedLocation(
        kind=given.kind,
        name=given.name,
        address=submitted_address(given.address) if given.address else None,
        online_url=given.online_url,
    )


def _further_places(given: list[FurtherPlaceInput]) -> tuple[SubmittedPlace, ...]:
    return tuple(SubmittedPlace(name=each.name, address=submitted_address(each.address)) for each in given)


def _registration(given: RegistrationInput) -> Registration:
    return Registration(url=given.url, email=given.email, phone=given.phone)


def _price(given: PriceInput) -> Price:
    return Price(kind=given.kind, amount=given.amount)


def _image(given: ImageInput) -> Image:
    return Image(url=given.url, copyright_holder=given.copyright_holder)
