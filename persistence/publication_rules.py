"""The publication rules in force: as a list, for those who decide, and beside every activity that is checked."""

from datetime import datetime
from functools import lru_cache

import orjson
from sqlalchemy import ColumnElement, FromClause, Text, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from domain.activities.rules import PublicationRule, Rules
from domain.schedules.local_time import day_of
from persistence import viewers
from persistence.tables.publication_rules import publication_rule
from plans.requests import Some


def _in_force(table: FromClause) -> ColumnElement[bool]:
    ends_later = or_(table.c.until.is_(None), table.c.until > viewers.TODAY)
    return and_(table.c.in_force_from <= viewers.TODAY, ends_later)


_IN_FORCE = _in_force(publication_rule)


def rules_in_force() -> Some:
    """Return the request for the rules in force, by number."""
    return Some(where=(_IN_FORCE,), values={}, order=(publication_rule.c.number,))


class _Gathered(FunctionElement[str]):
    """Rows as one text: a JSON array of arrays."""

    name = "gathered"
    type = Text()
    inherit_cache = True


@compiles(_Gathered, "postgresql")
def _on_postgresql(element: _Gathered, compiler: SQLCompiler, **options: object) -> str:
    return f"CAST(jsonb_agg(jsonb_build_array({compiler.process(element.clauses, **options)})) AS TEXT)"


@compiles(_Gathered)
def _elsewhere(element: _Gathered, compiler: SQLCompiler, **options: object) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


_rule = publication_rule.alias("rule_in_force")

RULES_IN_FORCE = (
    select(_Gathered(_rule.c.number, _rule.c.version, _rule.c.text)).where(_in_force(_rule)).scalar_subquery()
)
"""The rules in force as one value. A statement that names it has it worked out once, however many rows it finds, and
it is as new as they are: nothing is remembered between requests, so all processes cite the same."""


@lru_cache(maxsize=16)
def rules_of(gathered: str | None) -> Rules:
    """Return the rules that were gathered."""
    rows = orjson.loads(gathered) if gathered else []
    return {number: PublicationRule(number=number, version=version, text=text) for number, version, text in rows}


class StoredRules:
    """The publication rules as a unit of work finds them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def in_force(self, at: datetime) -> Rules:
        """Return the rules in force at a moment, by number."""
        statement = select(RULES_IN_FORCE)
        given = {viewers.TODAY.key: day_of(at)}
        return rules_of((await self._connection.execute(statement, given)).scalar_one())
