"""The words of activities and organisations, kept in step with their texts by triggers.

Triggers, because whoever writes a text (an importer, a decision, a benchmark) then cannot forget them.
"""

# ruff: noqa: S608 (every name in the statements is this file's own)

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORD = sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql")

TEXTS = (("activity", "search_text"), ("organisation", "name_sort"))
"""Tables with the column of each that is searched."""

BETWEEN_WORDS = "-/.,:;!?()\"'&+’“”–"  # noqa: RUF001 - people write them
"""A word is also found by its parts: `co-housing` by `housing`. SQLite's parser takes 23 of these, not more."""


def upgrade() -> None:
    op.create_table(
        "search_word",
        sa.Column("word", WORD, nullable=False),
        sa.Column("brought_by", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("word", "brought_by", name=op.f("pk_search_word")),
    )
    for table, _ in TEXTS:
        key = f"{table}_id"
        op.create_table(
            f"{table}_word",
            sa.Column("word", WORD, nullable=False),
            sa.Column(key, sa.Uuid(), nullable=False),
            sa.ForeignKeyConstraint([key], [f"{table}.id"], name=op.f(f"fk_{table}_word_{key}"), ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("word", key, name=op.f(f"pk_{table}_word")),
        )
        op.create_index(op.f(f"ix_{table}_word_{key}"), f"{table}_word", [key], unique=False)
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, column in TEXTS:
        for statement in (_postgresql if on_postgresql else _sqlite)(table, column):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, _ in TEXTS:
        for event in ("insert", "update"):
            op.execute(f"DROP TRIGGER {table}_words_{event}" + (f" ON {table}" if on_postgresql else ""))
        if on_postgresql:
            op.execute(f"DROP FUNCTION {table}_words()")
        op.drop_table(f"{table}_word")
    op.drop_table("search_word")


def _postgresql(table: str, column: str) -> list[str]:
    return [
        f"""
        CREATE FUNCTION {table}_words() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM {table}_word WHERE {table}_id = NEW.id;
            {_words(table, "NEW.id", _split_on_postgresql(f"NEW.{column}"))};
            {_new_words(table, "NEW.id")};
            RETURN NULL;
        END $$
        """,
        f"""
        CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_words()
        """,
        f"""
        CREATE TRIGGER {table}_words_update AFTER UPDATE OF {column} ON {table}
        FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column}) EXECUTE FUNCTION {table}_words()
        """,
        *_those_that_are_there(table, _split_on_postgresql(column)),
    ]


def _sqlite(table: str, column: str) -> list[str]:
    words = f"{_words(table, 'new.id', _split_on_sqlite(f'new.{column}'))}; {_new_words(table, 'new.id')};"
    return [
        f"CREATE TRIGGER {table}_words_insert AFTER INSERT ON {table} BEGIN {words} END",
        f"""
        CREATE TRIGGER {table}_words_update AFTER UPDATE OF {column} ON {table} WHEN old.{column} IS NOT new.{column}
        BEGIN DELETE FROM {table}_word WHERE {table}_id = new.id; {words} END
        """,
        *_those_that_are_there(table, _split_on_sqlite(column)),
    ]


def _words(table: str, key: str, split: str) -> str:
    return f"""
        INSERT INTO {table}_word (word, {table}_id)
        SELECT DISTINCT substr(part.value, 1, 100), {key} FROM {split} WHERE part.value <> ''
    """


def _new_words(table: str, key: str) -> str:
    return f"""
        INSERT INTO search_word (word, brought_by) SELECT word, {table}_id FROM {table}_word
        WHERE {table}_id = {key} AND NOT EXISTS (SELECT 1 FROM search_word known WHERE known.word = {table}_word.word)
    """


def _those_that_are_there(table: str, split: str) -> list[str]:
    return [
        f"""
        INSERT INTO {table}_word (word, {table}_id)
        SELECT DISTINCT substr(part.value, 1, 100), {table}.id FROM {table}, {split} WHERE part.value <> ''
        """,
        f"""
        INSERT INTO search_word (word, brought_by) SELECT word, {table}_id FROM {table}_word
        WHERE NOT EXISTS (SELECT 1 FROM search_word known WHERE known.word = {table}_word.word)
        AND NOT EXISTS (
            SELECT 1 FROM {table}_word other
            WHERE other.word = {table}_word.word AND other.{table}_id < {table}_word.{table}_id
        )
        """,
    ]


def _split_on_postgresql(text: str) -> str:
    parts = f"translate({text}, {_quoted(BETWEEN_WORDS)}, {_quoted(' ' * len(BETWEEN_WORDS))})"
    return f"unnest(string_to_array({text} || ' ' || {parts}, ' ')) AS part (value)"


def _split_on_sqlite(text: str) -> str:
    parts = text
    for character in BETWEEN_WORDS:
        parts = f"replace({parts}, {_quoted(character)}, ' ')"
    return f"""json_each('[' || replace(json_quote({text} || ' ' || {parts}), ' ', '","') || ']') AS part"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
