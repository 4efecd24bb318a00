"""Cookies: what a browser keeps for us, and sends to nobody else."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION, SIGNING_IN = "sessie", "aanmelden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookies:
    """Cookies of this host alone; without encryption, which only this machine itself may do, their names are plain."""

    secure: bool

    def get(self, name: str, connection: HTTPConnection) -> str | None:
        """Return what a browser holds."""
        return connection.cookies.get(self._named(name)) or None

    def set(self, name: str, value: str, response: Response, *, seconds: int) -> None:
        """Let a browser hold something; pages cannot read it, and other sites' pages cannot send it but by a link."""
        response.set_cookie(
            self._named(name), value, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def delete(self, name: str, response: Response) -> None:
        """Take something back."""
        response.delete_cookie(self._named(name), path="/", secure=self.secure, httponly=True, samesite="lax")

    def _named(self, name: str) -> str:
        # With this prefix a browser takes it from this host only, and only encrypted.
        return f"__Host-{name}" if self.secure else name
