"""Places in the log as text that clients keep: the same for the list, the live stream and polling."""

import re

from domain import opaque
from domain.meldingen.model import LogPosition
from domain.pages import InvalidCursorError
from domain.territories.model import Nis

_PLACE = re.compile(r"m1:(?P<nis>[0-9]{5}):(?P<epoch>[0-9a-f]{1,16}):(?P<sequence>[0-9]{1,12})")


def encode(position: LogPosition) -> str:
    """Return the opaque cursor of a place."""
    place = f"m1:{position.territory}:{position.epoch}:{position.sequence}"
    return opaque.encode(place.encode())


def decode(cursor: str) -> LogPosition:
    """Return the place that a cursor stands for; raises `InvalidCursorError` on any other text."""
    try:
        place = opaque.decode(cursor).decode()
    except ValueError as error:
        raise InvalidCursorError from error
    found = _PLACE.fullmatch(place)
    if found is None:
        raise InvalidCursorError
    return LogPosition(territory=Nis(found["nis"]), epoch=found["epoch"], sequence=int(found["sequence"]))


def within(position: LogPosition, head: LogPosition) -> bool:
    """Whether a place lies in the log that ends at `head`: same territory, same life of the log, not beyond it."""
    return position.territory == head.territory and position.epoch == head.epoch and position.sequence <= head.sequence
