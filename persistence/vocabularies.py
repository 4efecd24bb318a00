"""The vocabularies, whole: they are short lists."""

from dataclasses import dataclass

from sqlalchemy import bindparam

from domain.activities.model import Vocabulary
from persistence.tables.vocabularies import vocabulary_term
from plans.requests import Some

_WHICH = vocabulary_term.c.vocabulary == bindparam("vocabulary")
_AS_SHOWN = (vocabulary_term.c.position, vocabulary_term.c.code)


def terms_in(vocabulary: Vocabulary) -> Some:
    """Return the request for every term of a vocabulary, in the order in which people see them."""
    return Some(where=(_WHICH,), values={"vocabulary": vocabulary}, order=_AS_SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One choice of a vocabulary."""

    vocabulary: Vocabulary
    code: str
    label: str
    description: str | None
