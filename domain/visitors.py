"""Whoever sends a request, as far as a server can tell without asking: told apart for a while, and never kept."""

import hashlib
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network

_ONE_HOUSEHOLD = 64
"""Bits of an IPv6 address that a household or an office keeps, whatever its devices make of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A person who signed in, or else an address and a browser. Lives as long as the request; no log shows it."""

    person_id: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    user_agent: str = field(default="", repr=False)

    @property
    def sender(self) -> str | None:
        """Whose allowance counts; None if nobody can be told from anybody else.

        That is so behind a proxy that nobody said to trust: all requests come from the address of the proxy. Such an
        address is not one of the public internet. To give all who share it one allowance would shut everybody out as
        soon as one of them uses it up.
        """
        if self.person_id is not None:
            return f"person {self.person_id}"
        network, told_apart = _network(self.address)
        return f"network {network}" if told_apart else None

    def digest(self, salt: str, about: object) -> str:
        """Return what tells a second visit to the same thing from the first, and nothing without the salt.

        Who signed in is one visitor on every device; anybody else is an address and a browser.
        """
        network, _ = _network(self.address)
        who = f"network {network} {self.user_agent}" if self.person_id is None else f"person {self.person_id}"
        given = f"{about} {who}".encode(errors="replace")
        return hashlib.blake2b(given, key=salt.encode(), digest_size=16).hexdigest()


def _network(address: str | None) -> tuple[str, bool]:
    """Return what an address has in common with others of the same household, and whether it is a public one."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or "", False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped), found.ipv4_mapped.is_global
        return str(ip_network((int(found), _ONE_HOUSEHOLD), strict=False)), found.is_global
    return str(found), found.is_global
