"""Addresses and names of what is given out: addresses may move with the server, names stay."""

from dataclasses import dataclass

from domain.activities.model import Activity
from ikdoemee.feeds.texts import web_address
from resolvers.ids import NodeKind, encode_id

AUTHORITY = "ikdoemee.be"
"""In whose name things are named; also where this runs under another address."""
NAMED_SINCE = "2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where readers find things."""

    base: str
    """Address of this server, without a slash at the end."""
    page: str | None = None
    """Address of the page of an activity, with `{id}` for its global id; None if there is no such site."""

    def to(self, path: str) -> str:
        """Return the address of something on this server."""
        return f"{self.base}{path}"

    def document(self, activity: Activity, suffix: str) -> str:
        """Return the address of one activity in one format."""
        return self.to(f"/activities/{encode_id(NodeKind.ACTIVITY, activity.id)}.{suffix}")

    def page_of(self, activity: Activity) -> str:
        """Return the address where people read on: the site, else where it was entered, else the data themselves."""
        if self.page is not None:
            return self.page.replace("{id}", encode_id(NodeKind.ACTIVITY, activity.id))
        return web_address(activity.source.url) or self.document(activity, "jsonld")


def tag(name: str) -> str:
    """Return a name for ever (RFC 4151)."""
    return f"tag:{AUTHORITY},{NAMED_SINCE}:{name}"


def tag_of(activity: Activity) -> str:
    """Return the name of an activity."""
    return tag(f"activity:{activity.id}")
