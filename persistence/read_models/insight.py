"""What a territory offers newcomers: published activities by topic, goal and level of Dutch, small numbers left out."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, true

from domain.activities.model import ActivityStatus, Vocabulary
from domain.territories.insight import Insight, TermCount, told
from persistence.tables.activities import activity, activity_term
from persistence.tables.territories import municipality
from persistence.tables.vocabularies import vocabulary_term
from plans.among import among
from plans.model import Computed, Declared, ReadModel, ToMany
from plans.statements import KEYS

_terms = (
    select(
        municipality.c.nis,
        vocabulary_term.c.vocabulary,
        vocabulary_term.c.code,
        vocabulary_term.c.label,
        vocabulary_term.c.position,
    )
    .join_from(municipality, vocabulary_term, true())
    .subquery("territory_terms")
)
"""Every term for every territory, also those that nothing there carries."""

_carried = (
    select(
        activity.c.municipality.label("nis"),
        activity_term.c.vocabulary,
        activity_term.c.code,
        func.count().label("number"),
    )
    .join(activity_term, activity_term.c.activity_id == activity.c.id)
    # Which territories are meant, said where their activities are: SQLite counts all of them otherwise.
    # The status is hidden from its index, which would lead SQLite past everything that is published anywhere.
    .where(among(activity.c.municipality, KEYS), activity.c.status + "" == ActivityStatus.PUBLISHED)
    .group_by(activity.c.municipality, activity_term.c.vocabulary, activity_term.c.code)
    .subquery("territory_terms_carried")
)

_TERM = ReadModel("TerritoryTerm", _terms, "nis", lambda table: Declared({}, table))
_CARRIED = ReadModel("TerritoryTermCarried", _carried, "nis", lambda table: Declared({}, table))


_INPUTS = (
    ToMany(
        model=lambda: _TERM,
        column=_terms.c.nis,
        order=(_terms.c.position, _terms.c.code),
        folded=(_terms.c.vocabulary, _terms.c.code, _terms.c.label),
    ),
    ToMany(
        model=lambda: _CARRIED,
        column=_carried.c.nis,
        folded=(_carried.c.vocabulary, _carried.c.code, _carried.c.number),
    ),
)


def territory_insight() -> Computed:
    """Return the insight into a territory."""
    return Computed(of=_insight, inputs=_INPUTS)


def _insight(terms: Sequence[Sequence[str]], carried: Sequence[Sequence[Any]]) -> Insight:
    numbers = {(vocabulary, code): number for vocabulary, code, number in carried}

    def of(vocabulary: Vocabulary) -> tuple[TermCount, ...]:
        listed = [(code, label) for each, code, label in terms if each == vocabulary]
        counts = told([numbers.get((vocabulary, code), 0) for code, _ in listed])
        return tuple(
            TermCount(code=code, label=label, count=count) for (code, label), count in zip(listed, counts, strict=True)
        )

    return Insight(
        topics=of(Vocabulary.TOPIC), goals=of(Vocabulary.GOAL), language_levels=of(Vocabulary.LANGUAGE_LEVEL)
    )
