"""What self-registration links can name, to look up."""

from collections.abc import Sequence
from typing import Protocol

from domain.access_rights.model import AccessRight, Application
from domain.organisations.model import Organisation


class LinkTargets(Protocol):
    """Rights, applications and organisations, by the codes and numbers that stand in links; all of it is public."""

    async def right(self, code: str) -> AccessRight | None:
        """Return the right with an `ec`."""
        ...

    async def of_application(self, number: int) -> tuple[Application, Sequence[AccessRight]] | None:
        """Return the application with an `an`, and its rights by name."""
        ...

    async def organisation(self, kbo: str) -> Organisation | None:
        """Return the organisation with a KBO number, unless it has ended."""
        ...
