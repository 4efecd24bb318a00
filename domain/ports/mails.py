"""Mails, to send once what they tell is true."""

from typing import Protocol

from domain.mails.model import NewMail


class Mails(Protocol):
    """Mails that leave after the commit."""

    async def add(self, mail: NewMail) -> bool:
        """Let a mail leave; False if one with its key did before."""
        ...
