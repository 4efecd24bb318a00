"""Whose rights changed, to tell every process."""

from typing import Protocol


class AccessChanges(Protocol):
    """People who may do something else than before, or whose session ended."""

    async def add(self, subject: str) -> None:
        """Note that what a person may do has changed; `subject` is `Person.id`.

        Within seconds of the commit every process finds out anew who that is, and what of theirs is open goes on with
        the rights they have then, or ends.
        """
        ...
