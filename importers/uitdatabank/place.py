"""Where an event takes place: a real place, the stand-in for online events, or only an organiser."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.activities.model import Address, GeoPoint, Location, LocationKind
from domain.territories.model import Nis
from importers.uitdatabank.identity import id_in
from importers.uitdatabank.shapes import code, line, number, record, records
from importers.uitdatabank.translated import DUTCH, in_order, label
from importers.uitdatabank.web import web_address

NOWHERE = "00000000-0000-0000-0000-000000000000"
"""The place that online events have to name."""

FOR_SCHOOLS = "c3f9278e-228b-4199-8f9a-b9716a17e58f"
"""The place of what schools can book; its address means nothing."""

_BELGIUM = "BE"
_PARTS = ("addressCountry", "addressLocality", "postalCode", "streetAddress")
_PLACEHOLDERS = {"___", "0000"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address as the document gives it; what is missing is ""."""

    country: str = ""
    postcode: str = ""
    locality: str = ""
    street: str = ""

    @property
    def belgian(self) -> bool:
        """Whether it lies in Belgium, as all do that do not say."""
        return self.country.upper() in {_BELGIUM, ""}


def place_of(document: Mapping[str, object]) -> dict[str, object]:
    """Return the place that a document embeds."""
    return record(document.get("location"))


def address_of(place: Mapping[str, object], *, main: str) -> PostalAddress | None:
    """Return the address of a place or organiser, or None when there is none to speak of."""
    if id_in(place) == NOWHERE:
        return None
    # Old organisers have a list of them, old documents one without languages.
    fields = [*records(place.get("address")), *records(place.get("addresses"))]
    found = (address for each in fields for version in _versions(each, main) if (address := _postal(version)))
    return next(found, None)


def location_of(document: Mapping[str, object], municipality: Nis | None, *, main: str) -> Location:
    """Return where people go or meet; an online event has no address, whatever its place says."""
    place = place_of(document)
    kind = _kind(document, place)
    online_url = web_address(document.get("onlineUrl"))
    if kind is LocationKind.ONLINE:
        return Location(kind=kind, municipality=municipality, online_url=online_url)
    address = address_of(place, main=main)
    return Location(
        kind=kind,
        name=label(place.get("name"), main=main),
        municipality=municipality,
        address=Address(street=address.street, postcode=address.postcode, locality=address.locality)
        if address
        else None,
        geo=_geo(record(place.get("geo"))),
        online_url=online_url,
    )


def _kind(document: Mapping[str, object], place: Mapping[str, object]) -> LocationKind:
    mode = line(document.get("attendanceMode")).lower()
    if mode == "online" or id_in(place) == NOWHERE:
        return LocationKind.ONLINE
    return LocationKind.MIXED if mode == "mixed" else LocationKind.ON_SITE


def _versions(address: Mapping[str, object], main: str) -> Iterator[Mapping[str, object]]:
    if any(code(address.get(part)) for part in _PARTS):
        yield address
    yield from (record(address.get(language)) for language in in_order(address, (DUTCH, main)))


def _postal(fields: Mapping[str, object]) -> PostalAddress | None:
    country, locality, postcode, street = (
        "" if (text := code(fields.get(part))) in _PLACEHOLDERS else text for part in _PARTS
    )
    # A country alone is no address.
    if not (locality or postcode or street):
        return None
    return PostalAddress(country=country, postcode=postcode, locality=locality, street=street)


def _geo(fields: Mapping[str, object]) -> GeoPoint | None:
    latitude, longitude = number(fields.get("latitude")), number(fields.get("longitude"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004
        return None
    return GeoPoint(latitude=latitude, longitude=longitude)
