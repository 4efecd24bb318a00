"""How much an organisation has to offer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCounts:
    """Activities of an organisation by status, as far as somebody may see them."""

    draft: int
    published: int
    unpublished: int
    expired: int
