"""The texts of Meldingen, letter by letter as the platform shows them."""

import uuid

import pytest

from domain.meldingen.model import LogPosition, Melding, MeldingKind
from tests.support.clock import START
from tests.support.factories import GENT

TEXTS = {
    MeldingKind.ACTIVITY_PUBLISHED: "Een activiteit werd gepubliceerd",
    MeldingKind.RECURRING_ACTIVITY_INACTIVE: "Een herhalende activiteit is al even inactief",
    MeldingKind.ACTIVITY_EXPIRED: "Een activiteit is verlopen",
    MeldingKind.ACTIVITY_REPORTED: "Een activiteit werd gerapporteerd",
    MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT: "Een nieuwe activiteit is geïmporteerd uit UiT.",
    MeldingKind.ORGANISATION_REGISTERED: "Een nieuwe organisatie is geregistreerd op je grondgebied.",
    MeldingKind.ACTIVITY_REGISTERED: "Een nieuwe activiteit is geregistreerd op je grondgebied.",
}


def melding(kind: MeldingKind, count: int = 1) -> Melding:
    return Melding(
        id=uuid.UUID(int=1),
        territory=GENT,
        sequence=7,
        epoch="abc",
        kind=kind,
        at=START,
        count=count,
        read=False,
        activity_id=None,
        organisation_id=None,
    )


def test_there_are_seven_kinds() -> None:
    assert set(TEXTS) == set(MeldingKind)


@pytest.mark.parametrize("kind", list(MeldingKind))
def test_a_melding_says_what_its_kind_says(kind: MeldingKind) -> None:
    assert (kind.label, melding(kind).text) == (TEXTS[kind], TEXTS[kind])


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "Een nieuwe activiteit is geïmporteerd uit UiT."),
        (2, "2 nieuwe activiteiten zijn geïmporteerd uit UiT."),
        (5, "5 nieuwe activiteiten zijn geïmporteerd uit UiT."),
        (1234, "1234 nieuwe activiteiten zijn geïmporteerd uit UiT."),
    ],
)
def test_an_import_counts_its_activities(count: int, text: str) -> None:
    assert melding(MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT, count).text == text


@pytest.mark.parametrize("kind", [kind for kind in MeldingKind if kind is not MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT])
def test_other_kinds_do_not_count(kind: MeldingKind) -> None:
    assert melding(kind, 3).text == TEXTS[kind]


def test_a_melding_knows_its_place() -> None:
    place = LogPosition(territory=GENT, epoch="abc", sequence=7)
    assert melding(MeldingKind.ACTIVITY_EXPIRED).position == place
