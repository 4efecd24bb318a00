"""What goes over the wire between processes: which territory has news, and how far its log reaches."""

import re
from dataclasses import dataclass

from domain.territories.model import Nis

CHANNEL = "ikdoemee_meldingen"
"""One channel for all territories: each process listens once, whatever the number of its subscribers."""

HEARTBEAT = "heartbeat"
"""Sent by a listener that heard nothing for a while, to find out whether it still hears."""

_NEWS = re.compile(r"(?P<nis>[0-9]{5}):(?P<sequence>[0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The log of a territory reaches up to `sequence`."""

    territory: Nis
    sequence: int


def encode(news: News) -> str:
    """Return the message."""
    return f"{news.territory}:{news.sequence}"


def decode(message: str) -> News | None:
    """Return the news in a message; anything else on the channel is nothing to us."""
    found = _NEWS.fullmatch(message)
    return News(territory=Nis(found["nis"]), sequence=int(found["sequence"])) if found else None
