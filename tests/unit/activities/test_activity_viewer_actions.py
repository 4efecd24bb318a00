"""What a viewer is offered agrees with what they may do."""

import itertools
import uuid

import pytest

from domain.activities.editing import Edited, edit
from domain.activities.model import ActivityStatus
from domain.activities.publishing import StatusChanged, delete, publish, unpublish
from domain.activities.viewer_actions import ViewerAction, ViewerActionKind, viewer_actions
from domain.actors import ANONYMOUS, MODERATOR_RIGHT, Actor, Person
from domain.organisations.model import Organisation, OrganisationKind
from tests.support.clock import START
from tests.support.factories import GENT, RULES, activity, content

CITY = Organisation(id=uuid.UUID(int=1), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
MODERATOR = Actor(person=Person(id="p", name="Mo"), organisation=CITY, rights=frozenset({MODERATOR_RIGHT}))
SOMEBODY = Actor(person=Person(id="q", name="An"))


def test_a_moderator_may_publish_a_complete_draft() -> None:
    assert viewer_actions(activity(), by=MODERATOR, at=START) == (
        ViewerAction(action=ViewerActionKind.PUBLISH, allowed=True),
        ViewerAction(action=ViewerActionKind.UNPUBLISH, allowed=False, why="Deze activiteit staat niet online."),
        ViewerAction(action=ViewerActionKind.EDIT, allowed=True),
        ViewerAction(action=ViewerActionKind.DELETE, allowed=True),
        ViewerAction(action=ViewerActionKind.REPORT, allowed=True),
    )


def test_a_visitor_is_told_to_sign_in() -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    assert [action.why for action in viewer_actions(published, by=ANONYMOUS, at=START)] == [
        "Meld je eerst aan.",
        "Meld je eerst aan.",
        "Meld je eerst aan.",
        "Meld je eerst aan.",
        None,
    ]


def test_what_is_incomplete_says_so() -> None:
    (first, *_) = viewer_actions(activity(content_=content(types=())), by=MODERATOR, at=START)
    assert first.why == "Activiteit kan niet worden gepubliceerd wegens mogelijke onvolledigheid."


@pytest.mark.parametrize(
    ("actor", "status"), list(itertools.product([ANONYMOUS, SOMEBODY, MODERATOR], list(ActivityStatus)))
)
def test_what_is_offered_is_what_is_done(actor: Actor, status: ActivityStatus) -> None:
    found = activity(status=status)
    offered = {each.action: each.allowed for each in viewer_actions(found, by=actor, at=START)}
    assert offered == {
        ViewerActionKind.PUBLISH: isinstance(publish(found, by=actor, at=START, rules=RULES), StatusChanged),
        ViewerActionKind.UNPUBLISH: isinstance(unpublish(found, by=actor, at=START), StatusChanged),
        ViewerActionKind.EDIT: isinstance(edit(found, found.content, by=actor, at=START, rules=RULES), Edited),
        ViewerActionKind.DELETE: isinstance(delete(found, by=actor, at=START), StatusChanged),
        ViewerActionKind.REPORT: True,
    }
