"""Rights and applications, to ask for and to grant."""

from typing import Protocol

from domain.access_rights.model import AccessRight, Application


class AccessRights(Protocol):
    """The rights of the applications whose access is managed here."""

    async def get(self, code: str) -> AccessRight | None:
        """Return a right."""
        ...

    async def application(self, code: str) -> Application | None:
        """Return an application."""
        ...
