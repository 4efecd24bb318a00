"""The terms of the vocabularies: whole lists, and those that an activity carries."""

from sqlalchemy import FromClause, and_, func

from domain.activities.model import Vocabulary
from persistence.tables.activities import activity_term
from persistence.tables.vocabularies import vocabulary_term
from plans.model import Column, Declared, ReadModel, ToMany


def _term(table: FromClause) -> Declared:
    return Declared({name: Column(of=table.c[name]) for name in ("code", "label", "description")}, table)


def labelled(table: FromClause) -> Declared:
    """Declare the terms that rows of a table carry by code, retired ones too."""
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
CARRIED_TERM = ReadModel("CarriedTerm", activity_term, "activity_id", labelled)


def carried(vocabulary: Vocabulary, *, by: ReadModel = CARRIED_TERM) -> ToMany:
    """Return the relation from an activity to its terms of one vocabulary, in the order in which they were given."""
    carrying = by.table.c
    return ToMany(
        model=lambda: by,
        column=by.key_column,
        order=(carrying.position,),
        kind=(carrying.vocabulary, vocabulary.value),
    )


def all_carried() -> ToMany:
    """Return the relation from an activity to the codes of all its terms, as (vocabulary, code)."""
    return ToMany(
        model=lambda: CARRIED_TERM,
        column=activity_term.c.activity_id,
        order=(activity_term.c.vocabulary, activity_term.c.position),
        folded=(activity_term.c.vocabulary, activity_term.c.code),
    )
