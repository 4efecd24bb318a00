"""What is published, whole: the activities of a feed, read in a fixed number of statements."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select

from domain.activities.model import Activity, ActivityStatus, Vocabulary
from domain.actors import ANONYMOUS
from domain.viewpoints import Viewpoint
from persistence.activity_lists import NEXT_START
from persistence.activity_policy import visible
from persistence.activity_rows import activity_of
from persistence.rows import Rows
from persistence.tables.activities import activity, activity_term
from persistence.tables.organisations import organisation
from persistence.tables.territories import municipality
from persistence.tables.vocabularies import vocabulary_term
from plans.among import among

MOST_ACTIVITIES = 500
"""In one feed; the next to take place come first."""


class Subject(StrEnum):
    """What a feed can be about."""

    TERRITORY = "TERRITORY"
    ORGANISATION = "ORGANISATION"
    TOPIC = "TOPIC"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedTerm:
    """A term of an activity, as people see it."""

    vocabulary: Vocabulary
    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedActivity:
    """An activity that everybody may see, with its terms."""

    activity: Activity
    terms: tuple[CarriedTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was found, as it is stored: working it out takes longer than reading it."""

    name: str
    """Of what the activities have in common; of a single one, its title."""
    rows: Sequence[Sequence[Any]]
    terms: Sequence[Sequence[Any]]

    @property
    def digest(self) -> str:
        """Tell this state from any other."""
        known = hashlib.sha256(self.name.encode(errors="replace"))
        for row in sorted([str(row[_ID]), *(str(row[place]) for place in _STATE)] for row in self.rows):
            known.update(repr(row).encode())
        for term in self.terms:
            known.update(repr(tuple(map(str, term))).encode())
        return known.hexdigest()

    @property
    def changed_at(self) -> datetime | None:
        """When the last of these activities changed; None if there are none."""
        return max((row[_UPDATED] for row in self.rows), default=None)

    def activities(self) -> list[PublishedActivity]:
        """Work out the activities, in the order in which they were found."""
        terms: dict[UUID, list[CarriedTerm]] = {}
        for activity_id, vocabulary, code, label in self.terms:
            carried = CarriedTerm(vocabulary=Vocabulary(vocabulary), code=code, label=label)
            terms.setdefault(activity_id, []).append(carried)
        return [_published(row, tuple(terms.get(row[_ID], ()))) for row in self.rows]


class PublishedReader:
    """Reads what is published, as anybody may see it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    async def about(self, subject: Subject, key: object, *, now: datetime) -> Published | None:
        """Return the published activities about something; None if there is no such thing."""
        async with self._rows.seen_from(Viewpoint(ANONYMOUS, lambda: now)).on_one_connection() as seen:
            name = await seen.rows(_NAMES[subject], {"subject": key})
            if not name:
                return None
            rows = await seen.rows(_ABOUT[subject], {"subject": key, "list_now": now})
            terms = await seen.rows(_TERMS, {"carried_by": [row[_ID] for row in rows]}) if rows else []
        return Published(name=name[0][0], rows=rows, terms=terms)

    async def one(self, activity_id: UUID, *, now: datetime) -> Published | None:
        """Return one activity; None if it is not there or not published."""
        async with self._rows.seen_from(Viewpoint(ANONYMOUS, lambda: now)).on_one_connection() as seen:
            rows = await seen.rows(_ONE, {"subject": activity_id})
            if not rows:
                return None
            terms = await seen.rows(_TERMS, {"carried_by": [activity_id]})
        return Published(name=rows[0][_TITLE], rows=rows, terms=terms)


_COLUMNS = activity.c.keys()
_ID, _TITLE, _UPDATED = (_COLUMNS.index(name) for name in ("id", "title", "updated_at"))
# Every change counts the version up; the organisation of an organiser may be linked without.
_STATE = tuple(_COLUMNS.index(name) for name in ("version", "updated_at", "published_at", "organisation_id"))

_NAMES: Mapping[Subject, Select[Any]] = {
    Subject.TERRITORY: select(municipality.c.name).where(municipality.c.nis == bindparam("subject")),
    Subject.ORGANISATION: select(organisation.c.name).where(organisation.c.id == bindparam("subject", type_=Uuid())),
    Subject.TOPIC: select(vocabulary_term.c.label).where(
        vocabulary_term.c.vocabulary == Vocabulary.TOPIC, vocabulary_term.c.code == bindparam("subject")
    ),
}

_PUBLISHED = select(activity).where(visible(activity), activity.c.status == ActivityStatus.PUBLISHED)
_SOONEST = _PUBLISHED.order_by(NEXT_START.asc().nulls_last(), activity.c.id).limit(MOST_ACTIVITIES)
_ABOUT: Mapping[Subject, Select[Any]] = {
    Subject.TERRITORY: _SOONEST.where(activity.c.municipality == bindparam("subject")),
    Subject.ORGANISATION: _SOONEST.where(activity.c.organisation_id == bindparam("subject", type_=Uuid())),
    Subject.TOPIC: _SOONEST.where(
        select(activity_term.c.activity_id)
        .where(
            activity_term.c.activity_id == activity.c.id,
            activity_term.c.vocabulary == Vocabulary.TOPIC,
            activity_term.c.code == bindparam("subject"),
        )
        .exists()
    ),
}
_ONE = _PUBLISHED.where(activity.c.id == bindparam("subject", type_=Uuid()))

_TERMS = (
    select(
        activity_term.c.activity_id,
        activity_term.c.vocabulary,
        activity_term.c.code,
        # A term that is no longer in the list is its own label.
        func.coalesce(vocabulary_term.c.label, activity_term.c.code),
    )
    .outerjoin(
        vocabulary_term,
        (vocabulary_term.c.vocabulary == activity_term.c.vocabulary) & (vocabulary_term.c.code == activity_term.c.code),
    )
    .where(among(activity_term.c.activity_id, "carried_by"))
    .order_by(activity_term.c.activity_id, activity_term.c.vocabulary, activity_term.c.position)
)


def _published(row: Sequence[Any], terms: tuple[CarriedTerm, ...]) -> PublishedActivity:
    codes: dict[Vocabulary, list[str]] = {}
    for term in terms:
        codes.setdefault(term.vocabulary, []).append(term.code)
    return PublishedActivity(activity=activity_of(dict(zip(_COLUMNS, row, strict=True)), codes), terms=terms)
