"""What goes over the wire between processes: what is new, and where."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from domain.territories.model import Nis

CHANNEL = "ikdoemee_meldingen"
"""One channel for all territories: each process listens once, whatever the number of its subscribers."""

HEARTBEAT = "heartbeat"
"""Sent by a listener that heard nothing for a while, to find out whether it still hears."""

_NEWS = re.compile(r"(?P<nis>[0-9]{5}):(?P<sequence>[0-9]{1,9})")
_ACCESS_TASKS = "access-tasks"
_CLAIMS = re.compile(r"claims:(?P<nis>[0-9]{5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The log of a territory reaches up to `sequence`."""

    territory: Nis
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsOn:
    """Other claims stand on a territory than before; also what somebody listens to who follows them."""

    territory: Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessTasks:
    """Somewhere other requests for access are open than before; they are too few for a topic of each organisation."""


Message: TypeAlias = News | ClaimsOn | AccessTasks
Topic: TypeAlias = Nis | ClaimsOn | AccessTasks
"""What one can listen to: the Meldingen of a territory, the claims on it, or all requests for access."""


def encode(message: Message) -> str:
    """Return the message."""
    if isinstance(message, AccessTasks):
        return _ACCESS_TASKS
    if isinstance(message, ClaimsOn):
        return f"claims:{message.territory}"
    return f"{message.territory}:{message.sequence}"


def decode(message: str) -> Message | None:
    """Return what a message says; anything else on the channel is nothing to us."""
    if found := _NEWS.fullmatch(message):
        return News(territory=Nis(found["nis"]), sequence=int(found["sequence"]))
    if found := _CLAIMS.fullmatch(message):
        return ClaimsOn(territory=Nis(found["nis"]))
    return AccessTasks() if message == _ACCESS_TASKS else None


def topic_of(message: Message) -> Topic:
    """Return what a message is news for."""
    return message.territory if isinstance(message, News) else message
