"""Publication rules, version by version: public."""

from sqlalchemy import FromClause

from persistence.tables.publication_rules import publication_rule
from plans.model import Column, Declared, ReadModel


def _rule(table: FromClause) -> Declared:
    return Declared({name: Column(of=table.c[name]) for name in ("number", "version", "text")}, table)


PUBLICATION_RULE = ReadModel("PublicationRule", publication_rule, "number", _rule)
