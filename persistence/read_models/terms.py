"""The terms of the vocabularies: whole lists, and those that an activity carries."""

from sqlalchemy import FromClause, and_, func

from domain.activities.model import Vocabulary
from persistence.tables.activities import activity_term
from persistence.tables.vocabularies import vocabulary_term
from plans.model import Column, Declared, ReadModel, ToMany


def _term(table: FromClause) -> Declared:
    return Declared({name: Column(of=table.c[name]) for name in ("code", "label", "description")}, table)


def _carried(table: FromClause) -> Declared:
    term = vocabulary_term.alias()
    same = and_(term.c.vocabulary == table.c.vocabulary, term.c.code == table.c.code)
    fields = {
        "code": Column(of=table.c.code),
        # A term that is no longer in the list is its own label.
        "label": Column(of=func.coalesce(term.c.label, table.c.code)),
        "description": Column(of=term.c.description),
    }
    return Declared(fields, table.outerjoin(term, same))


TERM = ReadModel("Term", vocabulary_term, "code", _term)
CARRIED_TERM = ReadModel("CarriedTerm", activity_term, "activity_id", _carried)


def carried(vocabulary: Vocabulary) -> ToMany:
    """Return the relation from an activity to its terms of one vocabulary, in the order in which they were given."""
    return ToMany(
        model=lambda: CARRIED_TERM,
        column=activity_term.c.activity_id,
        order=(activity_term.c.position,),
        kind=(activity_term.c.vocabulary, vocabulary.value),
    )


def all_carried() -> ToMany:
    """Return the relation from an activity to the codes of all its terms, as (vocabulary, code)."""
    return ToMany(
        model=lambda: CARRIED_TERM,
        column=activity_term.c.activity_id,
        order=(activity_term.c.vocabulary, activity_term.c.position),
        folded=(activity_term.c.vocabulary, activity_term.c.code),
    )
