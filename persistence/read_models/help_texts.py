"""Help: where to turn, the questions that are asked often, and the terms of use in force. All public."""

from sqlalchemy import FromClause, select

from domain.rich_text import plain_text
from persistence import viewers
from persistence.tables.help_texts import help_question, help_support
from persistence.tables.terms_of_use import terms_of_use
from plans.model import Column, Computed, Declared, Part, ReadModel, ToOne

_each = terms_of_use.alias("terms_by_day")

VERSION_IN_FORCE = (
    select(_each.c.version)
    .where(_each.c.in_force_from <= viewers.TODAY)
    .order_by(_each.c.in_force_from.desc(), _each.c.version.desc())
    .limit(1)
    .scalar_subquery()
)
"""The newest version of the terms of use whose day has come."""


def _help(table: FromClause) -> Declared:
    return Declared(
        {
            "support": Part(fields={"email": Column(of=table.c.email), "text": Column(of=table.c.text)}),
            "terms_of_use": ToOne(model=lambda: TERMS_OF_USE, key=VERSION_IN_FORCE),
        },
        table,
    )


def _question(table: FromClause) -> Declared:
    html = table.c.answer_html
    answer = Part(fields={"html": Column(of=html), "text": Computed(of=plain_text, inputs=(html,))})
    return Declared({"question": Column(of=table.c.question), "answer": answer}, table)


def _terms_of_use(table: FromClause) -> Declared:
    html = table.c.html
    text = Part(fields={"html": Column(of=html), "text": Computed(of=plain_text, inputs=(html,))})
    return Declared({"version": Column(of=table.c.version), "text": text}, table)


HELP = ReadModel("Help", help_support, "id", _help)
HELP_QUESTION = ReadModel("HelpQuestion", help_question, "position", _question)
TERMS_OF_USE = ReadModel("TermsOfUse", terms_of_use, "version", _terms_of_use)
