"""Which pages may use the API from a browser: our own, and those that were named."""

from collections.abc import Collection

from strawberry.http.websocket_origin import is_same_origin, normalize_origin


class Origins:
    """Decides on an `Origin` header; programs that are no browser send none and are let through."""

    def __init__(self, allowed: Collection[str]) -> None:
        self.named = frozenset(filter(None, (normalize_origin(origin) for origin in allowed)))

    def allows(self, origin: str | None, host: str | None) -> bool:
        """Whether a page of this origin may send requests to this host."""
        return origin is None or is_same_origin(origin, host) or normalize_origin(origin) in self.named
