"""The vocabularies, whole: they are short lists."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import Vocabulary
from persistence.tables.vocabularies import vocabulary_term
from plans.requests import Some

_WHICH = vocabulary_term.c.vocabulary == bindparam("vocabulary")
_OFFERED = vocabulary_term.c.retired.is_(False)
_AS_SHOWN = (vocabulary_term.c.position, vocabulary_term.c.code)


def terms_in(vocabulary: Vocabulary) -> Some:
    """Return the request for every term that a vocabulary offers, in the order in which people see them."""
    return Some(where=(_WHICH, _OFFERED), values={"vocabulary": vocabulary}, order=_AS_SHOWN)


class StoredVocabularies:
    """What can be chosen, within a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def offered(self) -> Mapping[Vocabulary, frozenset[str]]:
        """Return the codes that can be chosen."""
        found: dict[Vocabulary, set[str]] = {vocabulary: set() for vocabulary in Vocabulary}
        statement = select(vocabulary_term.c.vocabulary, vocabulary_term.c.code).where(_OFFERED)
        for vocabulary, code in (await self._connection.execute(statement)).all():
            found[Vocabulary(vocabulary)].add(code)
        return {vocabulary: frozenset(codes) for vocabulary, codes in found.items()}
