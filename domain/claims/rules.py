"""The rules of claims: who may claim, and who may know. Pure, refusals are values."""

import math
from dataclasses import replace
from datetime import datetime, timedelta

from domain.activities.model import Activity
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.activities.visibility import ActivityVisibility
from domain.actors import Actor, Person
from domain.claims.model import CLAIMED_FOR, Claim
from domain.refusals import AlreadyClaimed, NotAllowed, NotFound
from domain.territories.model import Nis


def may_claim(activity: Activity, *, by: Actor) -> NotFound | NotAllowed | None:
    """Return why `by` cannot claim an activity, or None if it can: moderators claim what lies on their territory."""
    if not ActivityVisibility.of(by).includes(activity):
        return UNKNOWN_ACTIVITY
    if not by.moderates(activity.territory):
        return NotAllowed(
            message="Enkel moderatoren van dit grondgebied kunnen laten weten dat ze een activiteit bekijken."
        )
    return None


def claimed(present: Claim | None, *, person: Person, by: Actor, at: datetime) -> Claim | AlreadyClaimed:
    """Return the claim of `by` from a moment on, unless somebody else's still stands."""
    if present is not None and present.until > at and present.person_id != person.id:
        return AlreadyClaimed(
            by=present.by.shown_to(by.organisation_id),
            until=present.until,
            minutes=math.ceil((present.until - at) / timedelta(minutes=1)),
        )
    return Claim(person_id=person.id, by=by.author, until=at + CLAIMED_FOR)


def claim_shown(claim: Claim, territory: Nis | None, *, to: Actor, at: datetime) -> Claim | None:
    """Return a claim as somebody may know of it: the moderators of the territory, and only as long as it stands."""
    if claim.until <= at or not to.moderates(territory):
        return None
    return replace(claim, by=claim.by.shown_to(to.organisation_id))
