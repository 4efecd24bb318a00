"""Claims on activities: read beside a page of activities, for those who ask for them."""

from persistence.tables.claims import activity_claim
from plans.model import Declared, ReadModel, ToMany

_CLAIM = ReadModel("Claim", activity_claim, "activity_id", lambda table: Declared({}, table))


def claims_on() -> ToMany:
    """Return the relation from an activity to the claim on it, as (person, author, until): one at most."""
    return ToMany(
        model=lambda: _CLAIM,
        column=activity_claim.c.activity_id,
        folded=(activity_claim.c.person_id, activity_claim.c.by, activity_claim.c.until),
    )
