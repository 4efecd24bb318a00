"""The rules of publishing: who may, what is checked first, and what changes."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.activities.model import Activity, ActivityStatus, ActorKind, Author, SourceSystem
from domain.activities.publishing import StatusChanged, conflict, may_publish, may_unpublish, publish, unpublish
from domain.actors import ANONYMOUS, MODERATOR_RIGHT, Actor, Person
from domain.organisations.model import Organisation, OrganisationKind
from domain.refusals import ActivityIncomplete, NotAllowed, NotFound, SignInRequired, VersionConflict, WrongStatus
from tests.support.clock import START
from tests.support.factories import BRUSSELS, GENT, HASSELT, RULES, activity, content, own

GENT_CITY = Organisation(id=uuid.UUID(int=1), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
HASSELT_CITY = replace(GENT_CITY, id=uuid.UUID(int=2), name="Hasselt", municipality=HASSELT)
LIBRARY = Organisation(id=uuid.UUID(int=3), name="Bibliotheek", kind=OrganisationKind.ASSOCIATION, municipality=GENT)


def acting_for(organisation: Organisation | None, *rights: str) -> Actor:
    return Actor(person=Person(id="p", name="Mo Derator"), organisation=organisation, rights=frozenset(rights))


MODERATOR = acting_for(GENT_CITY, MODERATOR_RIGHT)
ELSEWHERE = acting_for(HASSELT_CITY, MODERATOR_RIGHT)
ORGANISER = acting_for(LIBRARY)
NATURAL_PERSON = acting_for(None)

FOREIGN = "Deze activiteit ligt niet op jouw grondgebied en is niet van jouw organisatie."
UIT_ONLY = "Enkel een moderator van de gemeente kan een activiteit uit UiTdatabank publiceren."


def test_publishing_changes_status_version_author_and_times() -> None:
    draft = activity()
    later = START + timedelta(hours=1)
    author = Author(
        kind=ActorKind.PERSON, name="Mo Derator", organisation_id=GENT_CITY.id, organisation_name="Stad Gent"
    )
    published = replace(
        draft,
        status=ActivityStatus.PUBLISHED,
        version=2,
        updated_at=later,
        updated_by=author,
        published_at=later,
    )
    assert publish(draft, by=MODERATOR, at=later, rules=RULES) == StatusChanged(activity=published, before=draft)


def test_unpublishing_remembers_when_it_was_published() -> None:
    published = activity(status=ActivityStatus.PUBLISHED, published_at=START, version=4)
    decision = unpublish(published, by=MODERATOR, at=START + timedelta(hours=1))
    assert isinstance(decision, StatusChanged)
    after = decision.activity
    assert (after.status, after.version, after.published_at) == (ActivityStatus.UNPUBLISHED, 5, START)


@pytest.mark.parametrize(
    ("actor", "found", "expected"),
    [
        (MODERATOR, activity(), None),
        (MODERATOR, own(LIBRARY.id), None),
        (ORGANISER, own(LIBRARY.id), None),
        (ORGANISER, activity(content_=own(LIBRARY.id).content), NotAllowed(message=UIT_ONLY)),
        (ORGANISER, own(GENT_CITY.id, status=ActivityStatus.PUBLISHED), NotAllowed(message=FOREIGN)),
        (ELSEWHERE, activity(status=ActivityStatus.PUBLISHED), NotAllowed(message=FOREIGN)),
        (NATURAL_PERSON, activity(status=ActivityStatus.PUBLISHED), NotAllowed(message=FOREIGN)),
        (ANONYMOUS, activity(status=ActivityStatus.PUBLISHED), SignInRequired()),
        (MODERATOR, activity(territory=None, status=ActivityStatus.PUBLISHED), NotAllowed(message=FOREIGN)),
    ],
)
def test_moderators_decide_on_their_territory_and_organisers_on_their_own(
    actor: Actor, found: Activity, expected: object
) -> None:
    assert may_publish(found, by=actor) == expected


@pytest.mark.parametrize("actor", [ANONYMOUS, NATURAL_PERSON, ORGANISER, ELSEWHERE])
def test_who_may_not_see_an_activity_is_told_that_it_does_not_exist(actor: Actor) -> None:
    refusal = NotFound(message="Deze activiteit bestaat niet of je mag ze niet zien.")
    assert (may_publish(activity(), by=actor), may_unpublish(activity(), by=actor)) == (refusal, refusal)


def test_an_organiser_may_take_their_own_activity_from_uit_offline() -> None:
    published = activity(content_=own(LIBRARY.id).content, status=ActivityStatus.PUBLISHED)
    assert may_unpublish(published, by=ORGANISER) is None


def test_rights_come_before_versions_versions_before_status_and_status_before_gaps() -> None:
    bare = content(title="", types=(), contacts=())
    published = activity(content_=bare, status=ActivityStatus.PUBLISHED, version=2)
    draft = replace(published, status=ActivityStatus.DRAFT)
    decisions = [
        publish(published, by=ELSEWHERE, at=START, rules=RULES, expected_version=1),
        publish(published, by=MODERATOR, at=START, rules=RULES, expected_version=1),
        publish(published, by=MODERATOR, at=START, rules=RULES, expected_version=2),
        publish(draft, by=MODERATOR, at=START, rules=RULES, expected_version=2),
    ]
    assert [type(decision) for decision in decisions] == [NotAllowed, VersionConflict, WrongStatus, ActivityIncomplete]


@pytest.mark.parametrize(
    ("status", "may_go_online", "may_go_offline"),
    [
        (ActivityStatus.DRAFT, True, False),
        (ActivityStatus.UNPUBLISHED, True, False),
        (ActivityStatus.PUBLISHED, False, True),
        (ActivityStatus.EXPIRED, False, False),
        (ActivityStatus.DELETED, False, False),
    ],
)
def test_each_status_has_its_decisions(status: ActivityStatus, may_go_online: bool, may_go_offline: bool) -> None:
    found = activity(status=status)
    decisions = [publish(found, by=MODERATOR, at=START, rules=RULES), unpublish(found, by=MODERATOR, at=START)]
    assert [isinstance(decision, StatusChanged) for decision in decisions] == [may_go_online, may_go_offline]


def test_a_conflict_says_what_stands_and_who_did_it() -> None:
    author = Author(kind=ActorKind.PERSON, name="Or", organisation_id=LIBRARY.id, organisation_name="Bibliotheek")
    found = activity(version=3, updated_by=author)
    shown = {actor: conflict(found, 2, by=actor) for actor in (ORGANISER, MODERATOR)}
    assert shown == {
        ORGANISER: VersionConflict(current_version=3, changed_by=author, changed_at=START),
        MODERATOR: VersionConflict(
            current_version=3,
            changed_by=Author(kind=ActorKind.ORGANISATION, name="Bibliotheek"),
            changed_at=START,
        ),
    }


@pytest.mark.parametrize("expected", [None, 3])
def test_without_or_with_the_right_version_there_is_no_conflict(expected: int | None) -> None:
    assert conflict(activity(version=3), expected, by=MODERATOR) is None


def test_a_municipality_moderates_its_own_territory_only() -> None:
    assert [MODERATOR.moderates(place) for place in (GENT, HASSELT, BRUSSELS, None)] == [True, False, False, False]


@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind is not OrganisationKind.MUNICIPALITY])
def test_only_a_municipality_has_a_territory(kind: OrganisationKind) -> None:
    assert acting_for(replace(GENT_CITY, kind=kind), MODERATOR_RIGHT).territories == frozenset()


def test_without_the_right_or_a_place_there_is_no_territory() -> None:
    nowhere = replace(GENT_CITY, municipality=None)
    actors = [acting_for(GENT_CITY), acting_for(nowhere, MODERATOR_RIGHT), acting_for(None, MODERATOR_RIGHT), ANONYMOUS]
    assert [actor.territories for actor in actors] == [frozenset()] * 4


def test_an_activity_of_nobody_is_not_of_an_actor_without_organisation() -> None:
    assert (NATURAL_PERSON.acts_for(None), ANONYMOUS.acts_for(None)) == (False, False)


def test_where_an_activity_was_entered_does_not_matter_to_moderators() -> None:
    outcomes = [
        may_publish(replace(activity(), source=replace(activity().source, system=system)), by=MODERATOR)
        for system in SourceSystem
    ]
    assert outcomes == [None] * len(SourceSystem)
