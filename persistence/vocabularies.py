"""The vocabularies, whole: they are short lists."""

from dataclasses import dataclass

from domain.activities.model import Vocabulary
from persistence.tables.vocabularies import vocabulary_term
from plans.requests import Some


def terms_in(vocabulary: Vocabulary) -> Some:
    """Return the request for every term of a vocabulary, in the order in which people see them."""
    return Some(
        where=(vocabulary_term.c.vocabulary == vocabulary,),
        order=(vocabulary_term.c.position, vocabulary_term.c.code),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One choice of a vocabulary."""

    vocabulary: Vocabulary
    code: str
    label: str
    description: str | None
