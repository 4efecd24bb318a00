"""Where an activity takes place, as organisers fill it in, and whose moderators look after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.activities.model import FurtherPlace, Location, LocationKind
from domain.addresses import SubmittedAddress, fill_in_address
from domain.forms import Form
from domain.territories.model import Nis

LONGEST_NAME = 200
MOST_PLACES = 20
"""Besides the first."""

NOWHERE = Location(kind=LocationKind.ON_SITE)
"""Nothing filled in yet; publishing asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedLocation:
    """The place as the editor sends it."""

    kind: LocationKind
    name: str | None = None
    address: SubmittedAddress | None = None
    online_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedPlace:
    """A further place as the editor sends it."""

    name: str | None
    address: SubmittedAddress


def fill_in_places(
    submitted: tuple[SubmittedPlace, ...], municipalities: Mapping[str, Nis], form: Form
) -> tuple[FurtherPlace, ...]:
    """Return the further places that were meant; `municipalities` says where their postcodes lie."""
    if len(submitted) > MOST_PLACES:
        form.wrong(f"Geef hoogstens {MOST_PLACES} andere plaatsen.")
        return ()
    read = (_place(each, municipalities, form.at(number)) for number, each in enumerate(submitted))
    return tuple(dict.fromkeys(place for place in read if place is not None))


def _place(submitted: SubmittedPlace, municipalities: Mapping[str, Nis], form: Form) -> FurtherPlace | None:
    municipality = municipalities.get(submitted.address.postcode)
    name = form.at("name").line(submitted.name, most=LONGEST_NAME)
    address = fill_in_address(submitted.address, municipality, form.at("address"))
    return None if municipality is None else FurtherPlace(name=name, address=address, municipality=municipality)


def fill_in_location(
    submitted: SubmittedLocation, *, municipality: Nis | None, home: Nis | None, form: Form
) -> Location:
    """Return the place that was meant.

    `municipality` is where the postcode lies, `home` where the organiser has its address: its moderators look after
    what has no address of its own, such as an activity that is only online.
    """
    if submitted.kind is LocationKind.ONLINE and submitted.address is not None:
        form.at("address").wrong("Een activiteit die enkel online is, heeft geen adres. Kies 'ter plaatse en online'.")
    if submitted.kind is LocationKind.ON_SITE and submitted.online_url:
        form.at("onlineUrl").wrong("Kies 'ter plaatse en online' om ook online deel te nemen.")
    address = submitted.address
    return Location(
        kind=submitted.kind,
        name=form.at("name").line(submitted.name, most=LONGEST_NAME),
        municipality=home if address is None else municipality,
        address=None if address is None else fill_in_address(address, municipality, form.at("address")),
        online_url=form.at("onlineUrl").web_address(submitted.online_url),
    )
