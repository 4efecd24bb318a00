"""A claim: for a while, somebody looks at an activity. It advises colleagues and keeps nobody from deciding."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from domain.activities.model import Author

CLAIMED_FOR = timedelta(minutes=10)
"""How long a claim stands unless it is renewed: who closes the laptop does not keep colleagues away for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who looks at an activity, and until when unless they go on."""

    person_id: str
    by: Author
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveClaim:
    """A claim and the activity that it is on, as colleagues follow them."""

    activity_id: UUID
    claim: Claim
