"""The texts and lists of the platform, to revise."""

from typing import Protocol

from domain.platform_texts.model import PlatformTexts


class StandingTexts(Protocol):
    """The texts and lists of the platform, to revise as a whole."""

    async def get(self) -> PlatformTexts:
        """Return them all and keep others from revising them until this unit of work ends."""
        ...

    async def save(self, texts: PlatformTexts) -> None:
        """Write them; what is not among them is removed."""
        ...
