"""In which municipality an event lies, and so who moderates it."""

import re
from collections.abc import Iterator, Mapping

from domain.imports.model import SkipReason
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from importers.uitdatabank.place import PostalAddress, address_of, place_of
from importers.uitdatabank.shapes import entries, line, record

# Longer ids are parts of municipalities and keep the code from before a merger; "nis-01000" is the Brussels Region.
_MUNICIPALITY = re.compile(r"nis-([0-9]{5})")
_POSTCODE = re.compile(r"(?:B-?\s?)?([0-9]{4})", re.IGNORECASE)


def municipality_of(document: Mapping[str, object], gazetteer: Gazetteer, *, main: str) -> Nis | SkipReason:
    """Return today's municipality by region, else by postcode, else that of the organiser; or why there is none."""
    address = address_of(place_of(document), main=main)
    at_address = _at(address, gazetteer) if address else None
    regions = [*_regions(document, gazetteer)]
    if regions:
        # A place near a border can lie in the outlines of two municipalities; its postcode knows in which.
        return next((each for each in regions if each == at_address), regions[0])
    if at_address:
        return at_address
    organiser = record(document.get("organizer"))
    seat = address_of(organiser, main=main)
    at_seat = _at(seat, gazetteer) if seat else SkipReason.NO_MUNICIPALITY
    return next(_regions(organiser, gazetteer), at_seat)


def _regions(document: Mapping[str, object], gazetteer: Gazetteer) -> Iterator[Nis]:
    for entry in entries(document.get("regions")):
        found = _MUNICIPALITY.fullmatch(line(entry))
        municipality = gazetteer.today(found[1]) if found else None
        if municipality:
            yield municipality


def _at(address: PostalAddress, gazetteer: Gazetteer) -> Nis | SkipReason:
    if not address.belgian:
        return SkipReason.UNKNOWN_MUNICIPALITY
    if not address.postcode:
        return SkipReason.NO_MUNICIPALITY
    found = _POSTCODE.fullmatch(address.postcode)
    return (gazetteer.at_postcode(found[1]) if found else None) or SkipReason.UNKNOWN_MUNICIPALITY
