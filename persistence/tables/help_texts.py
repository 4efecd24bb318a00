"""Help: where to turn, and the questions that are asked often."""

from sqlalchemy import Column, Integer, Table, Text

from persistence.tables.columns import metadata

# One row, number 1.
help_support = Table(
    "help_support",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("email", Text, nullable=False),
    Column("text", Text, nullable=False),
)

help_question = Table(
    "help_question",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("question", Text, nullable=False),
    Column("answer_html", Text, nullable=False),
)
