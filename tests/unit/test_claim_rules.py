"""The rules of claims: who may claim, whose claim stands, and who may know."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.activities.model import ActorKind, Author
from domain.actors import ANONYMOUS, MODERATOR_RIGHT, Actor, Person
from domain.claims.model import CLAIMED_FOR, Claim
from domain.claims.rules import claim_shown, claimed
from domain.organisations.model import Organisation, OrganisationKind
from domain.refusals import AlreadyClaimed
from tests.support.clock import START
from tests.support.factories import GENT, HASSELT

CITY = Organisation(id=uuid.UUID(int=1), name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
AN, BO = Person(id="an", name="An"), Person(id="bo", name="Bo")
MODERATOR = Actor(person=BO, organisation=CITY, rights=frozenset({MODERATOR_RIGHT}))
THEIRS = Claim(
    person_id="an",
    by=Author(kind=ActorKind.PERSON, name="An", organisation_id=CITY.id, organisation_name="Stad Gent"),
    until=START + timedelta(minutes=3),
)


def test_a_claim_stands_for_a_fixed_time() -> None:
    assert claimed(None, person=BO, by=MODERATOR, at=START) == Claim(
        person_id="bo", by=MODERATOR.author, until=START + CLAIMED_FOR
    )


@pytest.mark.parametrize(("waited", "minutes"), [(0, 3), (1, 3), (60, 2), (119, 2), (120, 1), (179, 1)])
def test_a_claim_that_stands_is_told_of_with_the_minutes_that_are_left(waited: int, minutes: int) -> None:
    at = START + timedelta(seconds=waited)
    refused = AlreadyClaimed(by=THEIRS.by, until=THEIRS.until, minutes=minutes)
    assert claimed(THEIRS, person=BO, by=MODERATOR, at=at) == refused


def test_a_claim_that_ended_or_is_ones_own_is_no_obstacle() -> None:
    ended = claimed(THEIRS, person=BO, by=MODERATOR, at=THEIRS.until)
    own = claimed(THEIRS, person=AN, by=replace(MODERATOR, person=AN), at=START)
    assert (isinstance(ended, Claim), isinstance(own, Claim)) == (True, True)


def test_a_claim_of_somebody_of_another_organisation_names_that_organisation() -> None:
    elsewhere = replace(THEIRS, by=replace(THEIRS.by, organisation_id=uuid.UUID(int=2), organisation_name="Fusie"))
    refused = claimed(elsewhere, person=BO, by=MODERATOR, at=START)
    assert isinstance(refused, AlreadyClaimed)
    assert refused.message == "Fusie bekijkt deze activiteit nog 3 minuten."
    shown = claim_shown(elsewhere, GENT, to=MODERATOR, at=START)
    assert shown is not None
    assert shown.by == Author(kind=ActorKind.ORGANISATION, name="Fusie")


def test_claims_are_shown_to_moderators_of_the_territory_while_they_stand() -> None:
    shown = [
        claim_shown(THEIRS, GENT, to=MODERATOR, at=START),
        claim_shown(THEIRS, HASSELT, to=MODERATOR, at=START),
        claim_shown(THEIRS, None, to=MODERATOR, at=START),
        claim_shown(THEIRS, GENT, to=replace(MODERATOR, rights=frozenset()), at=START),
        claim_shown(THEIRS, GENT, to=ANONYMOUS, at=START),
        claim_shown(THEIRS, GENT, to=MODERATOR, at=THEIRS.until),
    ]
    assert shown == [THEIRS, None, None, None, None, None]
