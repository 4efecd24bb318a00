"""Who may know of which activity."""

import uuid

import pytest

from domain.activities.model import Activity, ActivityStatus, ActorKind, Author
from domain.activities.visibility import ActivityVisibility
from domain.actors import ANONYMOUS
from tests.support.factories import GENT, HASSELT, activity, content, own

OURS = uuid.UUID(int=1)
NOBODY = ActivityVisibility()
MODERATOR = ActivityVisibility(territories=frozenset({GENT}))
ORGANISER = ActivityVisibility(organisation_id=OURS)

HIDDEN = [ActivityStatus.DRAFT, ActivityStatus.UNPUBLISHED, ActivityStatus.EXPIRED]


def test_a_visitor_is_an_actor_who_sees_what_is_public() -> None:
    assert ActivityVisibility.of(ANONYMOUS) == NOBODY


@pytest.mark.parametrize("visibility", [NOBODY, MODERATOR, ORGANISER])
def test_what_is_published_is_public(visibility: ActivityVisibility) -> None:
    assert visibility.includes(activity(territory=HASSELT, status=ActivityStatus.PUBLISHED))


@pytest.mark.parametrize("visibility", [NOBODY, MODERATOR, ORGANISER])
def test_what_is_deleted_is_gone(visibility: ActivityVisibility) -> None:
    assert not visibility.includes(own(OURS, status=ActivityStatus.DELETED))


@pytest.mark.parametrize("status", HIDDEN)
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (activity(), [False, True, False]),
        (activity(territory=HASSELT), [False, False, False]),
        (activity(territory=None), [False, False, False]),
        (activity(content_=content(organiser=None)), [False, True, False]),
        (own(OURS), [False, True, True]),
        (own(uuid.UUID(int=2)), [False, True, False]),
    ],
)
def test_the_rest_is_for_the_moderators_of_its_territory_and_its_organiser(
    status: ActivityStatus, found: Activity, expected: list[bool]
) -> None:
    hidden = activity(content_=found.content, status=status)
    assert [visibility.includes(hidden) for visibility in (NOBODY, MODERATOR, ORGANISER)] == expected


def test_a_person_is_named_to_colleagues_and_by_their_organisation_to_others() -> None:
    author = Author(kind=ActorKind.PERSON, name="An", organisation_id=OURS, organisation_name="De Brug")
    outside = Author(kind=ActorKind.ORGANISATION, name="De Brug")
    assert [author.shown_to(viewer) for viewer in (OURS, uuid.UUID(int=2), None)] == [author, outside, outside]


@pytest.mark.parametrize("kind", [ActorKind.SYSTEM, ActorKind.ORGANISATION])
def test_what_is_no_person_is_shown_as_it_is(kind: ActorKind) -> None:
    author = Author(kind=kind, name="UiTinVlaanderen")
    assert author.shown_to(None) == author
