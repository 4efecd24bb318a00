"""The texts and lists of the platform as a whole: read, written over, and put there where nothing is yet."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.activities.model import Vocabulary
from domain.platform_texts.model import HelpQuestion, PlatformTexts, RuleVersion, Support, Term, TermsOfUse
from persistence.help_texts import HELP_PAGE
from persistence.inspiration import StoredInspirations, carried_rows, inspiration_rows
from persistence.tables.help_texts import help_question, help_support
from persistence.tables.inspiration import inspiration, inspiration_term
from persistence.tables.publication_rules import publication_rule
from persistence.tables.terms_of_use import terms_of_use
from persistence.tables.vocabularies import vocabulary_term
from persistence.upsert import insert_into

_LOCK = 44022
"""Key of the advisory lock that lets one revision in at a time."""

Rows = list[dict[str, Any]]


class StoredTexts:
    """All texts, as a unit of work revises them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self) -> PlatformTexts:
        """Return them all and keep others from revising them until this unit of work ends."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        terms = [
            Term(**{**row, "vocabulary": Vocabulary(row["vocabulary"])})
            for row in await self._rows(vocabulary_term, vocabulary_term.c.position, without={"position"})
        ]
        rules = await self._rows(publication_rule, publication_rule.c.number, publication_rule.c.version)
        versions = await self._rows(terms_of_use, terms_of_use.c.in_force_from)
        supports = await self._rows(help_support, without={"id"})
        questions = await self._rows(help_question, help_question.c.position, without={"position"})
        return PlatformTexts(
            terms={each: tuple(term for term in terms if term.vocabulary is each) for each in Vocabulary},
            rules=tuple(RuleVersion(**row) for row in rules),
            terms_of_use=tuple(TermsOfUse(**row) for row in versions),
            support=Support(**supports[0]) if supports else None,
            questions=tuple(HelpQuestion(**row) for row in questions),
            inspiration=tuple(await StoredInspirations(self._connection).all()),
        )

    async def save(self, texts: PlatformTexts) -> None:
        """Write them; what is not among them is removed."""
        for table, rows in _tables(texts):
            keys = list(table.primary_key.columns)
            names = {key.name for key in keys}
            kept = [tuple(row[key.name] for key in keys) for row in rows]
            await self._connection.execute(delete(table).where(tuple_(*keys).not_in(kept)))
            if rows:
                statement = insert_into(self._connection, table)
                values = {name: statement.excluded[name] for name in rows[0] if name not in names}
                await self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values), rows)

    async def begin(self, texts: PlatformTexts) -> None:
        """Write the lists of which nothing is there yet; any other is the administrator's by now."""
        for table, rows in _tables(texts):
            found = (await self._connection.execute(select(func.count()).select_from(table))).scalar_one()
            if rows and not found:
                await self._connection.execute(insert(table), rows)

    async def _rows(self, table: Table, *order: Any, without: frozenset[str] | set[str] = frozenset()) -> Rows:  # noqa: ANN401 - columns
        columns = [column for column in table.c if column.name not in without]
        found = await self._connection.execute(select(*columns).order_by(*order))
        return [dict(row) for row in found.mappings()]


def _tables(texts: PlatformTexts) -> list[tuple[Table, Rows]]:
    """Return the rows of each table, in the order in which they can be written."""
    examples = texts.inspiration or ()
    return [
        (vocabulary_term, [row for terms in texts.terms.values() for row in _in_order(terms)]),
        (publication_rule, [asdict(rule) for rule in texts.rules or ()]),
        (terms_of_use, [asdict(version) for version in texts.terms_of_use or ()]),
        (help_support, [{"id": HELP_PAGE, **asdict(texts.support)}] if texts.support else []),
        (help_question, _in_order(texts.questions or ())),
        (inspiration, inspiration_rows(examples)),
        (inspiration_term, carried_rows(examples)),
    ]


def _in_order(things: Sequence[Term | HelpQuestion]) -> Rows:
    return [{"position": position, **asdict(each)} for position, each in enumerate(things, start=1)]
