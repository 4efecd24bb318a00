"""Invented activities: the same for the same seed and day, complete enough to be published."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from benchmarks import words
from domain.activities.model import (
    UIT_AUTHOR,
    Activity,
    ActivityContent,
    ActivityStatus,
    ActorKind,
    Address,
    Author,
    Contact,
    ContactKind,
    GeoPoint,
    Location,
    LocationKind,
    Organiser,
    Price,
    PriceKind,
    Registration,
    Source,
    SourceSystem,
)
from domain.schedules.model import Moment, OpeningHours, Schedule, ScheduleKind, Weekday
from domain.territories.model import Nis

STATUSES = {
    ActivityStatus.PUBLISHED: 55,
    ActivityStatus.DRAFT: 30,
    ActivityStatus.UNPUBLISHED: 8,
    ActivityStatus.EXPIRED: 7,
}
LEVELS, GOALS = ("A1", "A2", "B1", "B2"), ("NEDERLANDS_OEFENEN",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality and the organisations that have their address there."""

    nis: str
    name: str
    postcode: str
    latitude: float
    longitude: float
    organisations: Sequence[tuple[UUID, str]]


class Inventor:
    """Makes activities up."""

    def __init__(self, *, seed: int, today: datetime) -> None:
        # Chance that must repeat itself, not surprise anybody.
        self._random = random.Random(seed)  # noqa: S311
        self._today = today

    def activities(self, place: Place, count: int) -> Iterator[Activity]:
        """Return activities in one municipality."""
        for _ in range(count):
            yield self._activity(place)

    def _activity(self, place: Place) -> Activity:
        chance = self._random
        identity = UUID(int=chance.getrandbits(128), version=4)
        status = chance.choices(list(STATUSES), weights=list(STATUSES.values()))[0]
        created = self._today - timedelta(seconds=chance.randrange(30 * 86_400, 300 * 86_400))
        updated = created + timedelta(seconds=chance.randrange(86_400, 29 * 86_400))
        organiser = self._organiser(place)
        imported = chance.random() < 0.7  # noqa: PLR2004 - most come from UiTdatabank
        return Activity(
            id=identity,
            content=self._content(place, organiser, past=status is ActivityStatus.EXPIRED),
            status=status,
            version=chance.randrange(1, 9),
            source=Source(system=SourceSystem.UIT, external_id=str(identity), url=f"https://example.org/{identity}")
            if imported
            else Source(system=SourceSystem.OWN),
            created_at=created,
            updated_at=updated,
            updated_by=UIT_AUTHOR if imported else self._author(organiser),
            published_at=None if status is ActivityStatus.DRAFT else updated,
            views=chance.randrange(2000),
        )

    def _organiser(self, place: Place) -> Organiser:
        chance = self._random
        if place.organisations and chance.random() < 0.6:  # noqa: PLR2004 - the others are not known here
            organisation_id, name = chance.choice(place.organisations)
            return Organiser(name=name, organisation_id=organisation_id)
        return Organiser(name=f"{chance.choice(words.ORGANISERS)} {place.name}")

    def _author(self, organiser: Organiser) -> Author:
        if organiser.organisation_id is None:
            return Author(kind=ActorKind.ORGANISATION, name=organiser.name)
        return Author(
            kind=ActorKind.PERSON,
            name=f"Medewerker {self._random.randrange(1, 40)}",
            organisation_id=organiser.organisation_id,
            organisation_name=organiser.name,
        )

    def _content(self, place: Place, organiser: Organiser, *, past: bool) -> ActivityContent:
        chance = self._random
        kind, type_code = chance.choice(words.KINDS)
        sentences = chance.sample(words.SENTENCES, chance.randrange(2, 6))
        paid = chance.random() < 0.25  # noqa: PLR2004 - most are free
        return ActivityContent(
            title=f"{kind} {chance.choice(words.AUDIENCES)} {chance.choice(words.OCCASIONS)}",
            description_html="".join(f"<p>{sentence}</p>" for sentence in sentences),
            types=(type_code,),
            goals=GOALS,
            language_levels=tuple(sorted(chance.sample(LEVELS, 2))),
            schedule=self._schedule(past=past),
            location=self._location(place),
            organiser=organiser,
            contacts=(
                Contact(kind=ContactKind.EMAIL, value=f"info{chance.randrange(999)}@example.org"),
                Contact(kind=ContactKind.LANDLINE, value=f"+329{chance.randrange(2_000_000, 3_999_999)}"),
            ),
            registration=Registration(url=f"https://example.org/inschrijven/{chance.randrange(99_999)}"),
            price=Price(kind=PriceKind.PAID, amount=Decimal(chance.randrange(100, 2500)).scaleb(-2))
            if paid
            else Price(kind=PriceKind.FREE),
        )

    def _location(self, place: Place) -> Location:
        chance = self._random
        return Location(
            kind=LocationKind.ON_SITE,
            name=chance.choice(words.PLACES),
            municipality=Nis(place.nis),
            address=Address(
                street=f"{chance.choice(words.STREETS)} {chance.randrange(1, 200)}",
                postcode=place.postcode,
                locality=place.name,
            ),
            geo=GeoPoint(latitude=place.latitude, longitude=place.longitude),
        )

    def _schedule(self, *, past: bool) -> Schedule:
        chance = self._random
        kind = chance.choices(list(ScheduleKind), weights=[60, 20, 12, 8])[0]
        if past or kind is ScheduleKind.SINGLE_DAY:
            days = -chance.randrange(5, 29) if past else chance.randrange(7, 360)
            return Schedule(kind=ScheduleKind.SINGLE_DAY, moments=(self._moment(days),))
        if kind is ScheduleKind.SEVERAL_DAYS:
            days = chance.randrange(7, 300)
            return Schedule(kind=kind, moments=tuple(self._moment(days + 7 * week) for week in range(4)))
        if kind is ScheduleKind.WEEKLY:
            hours = OpeningHours(days=(chance.choice(list(Weekday)),), opens=time(19), closes=time(21))
            return Schedule(kind=kind, weekly=(hours,))
        return Schedule(kind=kind)

    def _moment(self, days: int) -> Moment:
        start = self._today + timedelta(days=days, hours=self._random.randrange(9, 20))
        return Moment(start=start, end=start + timedelta(hours=2))
