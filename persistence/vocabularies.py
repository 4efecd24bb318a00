"""The vocabularies, whole: they are short lists."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import Vocabulary
from persistence.tables.vocabularies import vocabulary_term


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One choice of a vocabulary."""

    vocabulary: Vocabulary
    code: str
    label: str
    description: str | None


class VocabularyReader:
    """Reading vocabularies; they are public."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def terms(self) -> list[Term]:
        """Return every term of every vocabulary, in the order in which people see them."""
        statement = select(vocabulary_term).order_by(
            vocabulary_term.c.vocabulary, vocabulary_term.c.position, vocabulary_term.c.code
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return [
            Term(vocabulary=Vocabulary(row.vocabulary), code=row.code, label=row.label, description=row.description)
            for row in rows
        ]
