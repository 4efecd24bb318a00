"""Which views count."""

from datetime import timedelta

from domain.activities.model import ActivityStatus
from domain.actors import Actor
from domain.views.model import ViewedActivity

VIEWS_PER_DAY = 1000
"""Of one visitor: a library has one address for all its readers, a program that inflates numbers has one too."""
DAY = timedelta(days=1)


def counts(viewed: ViewedActivity, *, by: Actor) -> bool:
    """Whether opening an activity counts: only while it is online, and not by those who look after it.

    The organisation itself and the moderators of the territory open it to check it, which says nothing about interest.
    """
    return (
        viewed.status is ActivityStatus.PUBLISHED
        and not by.acts_for(viewed.organisation_id)
        and not by.moderates(viewed.territory)
    )
