"""Mails, to send once what they tell is true."""

from typing import Protocol

from domain.mails.model import NewMail


class Mails(Protocol):
    """Mails that leave after the commit."""

    async def add(self, mail: NewMail) -> None:
        """Let a mail leave, unless one with its key did before."""
        ...
