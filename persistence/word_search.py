"""Finding by words: those of a search among those of all texts, and from there the rows that the texts belong to.

There are far fewer words than texts, so going through all words takes little, and an index leads from a word to rows.
"""

from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import Boolean, Column, ColumnElement, Text, and_, bindparam, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType

from persistence.similarity import beginning, error_patterns
from persistence.tables.search import Word, search_word
from persistence.text import MOST_WORDS, like_pattern
from plans.among import parameter


class _LikeOneOf(FunctionElement[bool]):
    name = "like_one_of"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Self:
        """Stand beside other conditions as it is, not compared with 1."""
        del against
        return self


@compiles(_LikeOneOf, "postgresql")
def _on_postgresql(element: _LikeOneOf, compiler: SQLCompiler, **options: object) -> str:
    column, patterns = element.clauses
    return f"{compiler.process(column, **options)} LIKE ANY ({compiler.process(patterns, **options)})"


@compiles(_LikeOneOf)
def _elsewhere(element: _LikeOneOf, compiler: SQLCompiler, **options: object) -> str:
    column, patterns = element.clauses
    each = f"SELECT 1 FROM json_each({compiler.process(patterns, **options)})"  # noqa: S608 - the compiler's own text
    return f"EXISTS ({each} WHERE {compiler.process(column, **options)} LIKE value)"


def _meant(number: int) -> ColumnElement[bool]:
    word = search_word.c.word
    similar = and_(
        word >= bindparam(f"word_from_{number}", type_=Word),
        word < bindparam(f"word_to_{number}", type_=Word),
        _LikeOneOf(word, parameter(word, f"word_errors_{number}")),
    )
    return or_(word.like(bindparam(f"word_{number}", type_=Text()), escape="\\"), similar)


MEANT = tuple(select(search_word.c.word).where(_meant(number)) for number in range(MOST_WORDS))
"""The words that can be meant by each word of a search."""


def word_conditions(key: ColumnElement[Any], words: Column[Any], of: Column[Any]) -> tuple[ColumnElement[bool], ...]:
    """Return for each word of a search that a row has it, be it misspelt; `words` and `of` are of its table of words.

    The parameters are those of `word_values`.
    """
    return tuple(key.in_(select(of).where(words.in_(meant))) for meant in MEANT)


def word_values(words: Sequence[str]) -> dict[str, Any]:
    """Return the values for the words of a search."""
    values: dict[str, Any] = {}
    for number, word in enumerate(words):
        first, last = beginning(word)
        values |= {
            f"word_{number}": like_pattern(word),
            f"word_from_{number}": first,
            f"word_to_{number}": last,
            f"word_errors_{number}": error_patterns(word),
        }
    return values
