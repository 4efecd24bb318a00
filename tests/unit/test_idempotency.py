"""Keys of clients: whose they are and what they stand for."""

import uuid
from dataclasses import fields, replace
from typing import Any

import pytest

from domain.activities.deciding import DecideOnActivity
from domain.activities.filling_in import SubmittedContent
from domain.activities.writing import UpdateActivity
from domain.actors import ANONYMOUS, Actor, Person
from domain.idempotency import KeyedRequest
from domain.organisations.model import Organisation, OrganisationKind
from domain.refusals import InvalidInput
from domain.reports.actions import ReportActivity
from domain.reports.model import ReportReason
from resolvers.idempotency import keyed_request

ORGANISATION = Organisation(id=uuid.UUID(int=9), name="De Brug", kind=OrganisationKind.ASSOCIATION)
AN = Actor(person=Person(id="an", name="An"), organisation=ORGANISATION)
WISH = DecideOnActivity(activity_id=uuid.UUID(int=1), expected_version=1, reason="ok")


def keyed(actor: Actor = AN, operation: str = "publishActivity", key: str = "k", wish: object = WISH) -> KeyedRequest:
    request = keyed_request(actor, operation, key, wish)
    assert isinstance(request, KeyedRequest)
    return request


def test_without_a_key_nothing_is_remembered() -> None:
    assert keyed_request(AN, "publishActivity", None, WISH) is None


@pytest.mark.parametrize("key", ["", "x" * 201])
def test_a_key_has_bounds(key: str) -> None:
    expected = InvalidInput.at("idempotencyKey", "Gebruik 1 tot 200 tekens.")
    assert keyed_request(AN, "publishActivity", key, WISH) == expected


@pytest.mark.parametrize("key", ["x", "x" * 200, "é " * 100])
def test_a_key_is_any_text_within_them(key: str) -> None:
    assert keyed(key=key).key == key


def test_the_same_wish_is_the_same_request() -> None:
    assert keyed() == keyed(wish=replace(WISH))


@pytest.mark.parametrize(
    "changes",
    [
        {"activity_id": uuid.UUID(int=2)},
        {"expected_version": 2},
        {"expected_version": None},
        {"reason": None},
        {"reason": ""},
        {"rule": 1},
    ],
)
def test_another_wish_has_another_fingerprint(changes: dict[str, Any]) -> None:
    assert keyed().fingerprint != keyed(wish=replace(WISH, **changes)).fingerprint


def test_a_report_has_a_fingerprint_of_all_it_says() -> None:
    report = ReportActivity(activity_id=uuid.UUID(int=1), reason=ReportReason.OTHER, text="x", email="an@example.org")
    others = [replace(report, text="y"), replace(report, email=None), replace(report, reason=ReportReason.CANCELLED)]
    assert len({keyed(wish=wish).fingerprint for wish in [report, *others]}) == 4


def test_a_key_belongs_to_one_person_in_one_organisation() -> None:
    actors = [
        AN,
        replace(AN, person=Person(id="bo", name="An")),
        replace(AN, organisation=replace(ORGANISATION, id=uuid.UUID(int=8))),
        replace(AN, organisation=None),
        ANONYMOUS,
    ]
    assert len({keyed(actor).scope for actor in actors}) == len(actors)


def test_a_person_keeps_their_keys_under_another_name() -> None:
    assert keyed(replace(AN, person=Person(id="an", name="Anna"))) == keyed()


def test_what_is_no_command_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        keyed(wish={"activity_id": 1})


@pytest.mark.parametrize("name", [field.name for field in fields(SubmittedContent)])
def test_a_field_that_is_left_alone_is_none_that_says_so(name: str) -> None:
    alone = UpdateActivity(activity_id=uuid.UUID(int=1), changes=SubmittedContent())
    filled = replace(alone, changes=SubmittedContent(**{name: "unchanged"}))  # type: ignore[arg-type] # any field
    assert keyed(wish=alone).fingerprint != keyed(wish=filled).fingerprint
