"""An example activity on the page "Inspiratie", which an organiser can copy into a draft."""

from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from domain.activities.model import ActivityContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspiration:
    """An example: content without a place, a date or an organiser, and what makes it work.

    Its schedule is a suggestion: hours on weekdays, or none.
    """

    code: str
    content: ActivityContent
    tip: str

    @property
    def id(self) -> UUID:
        """The id."""
        return inspiration_id(self.code)


def inspiration_id(code: str) -> UUID:
    """Return the id of the example with a code, the same in every database."""
    return uuid5(NAMESPACE_OID, f"inspiration:{code}")
