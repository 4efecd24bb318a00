"""The words that are searched, kept by triggers on the texts that they stand in: see `persistence.word_search`."""

from sqlalchemy import Column, ForeignKey, String, Table, Uuid

from persistence.tables.columns import metadata

Word = String(100).with_variant(String(100, collation="C"), "postgresql")
"""Of a longer word the beginning counts. Sorted by code point on both databases, so that a beginning is a range."""

# Each word that ever stood in a text. Writers who bring the same new word at the same time do not wait for each other,
# but each add it; and a word that left its last text may stay: it leads nowhere.
search_word = Table(
    "search_word",
    metadata,
    Column("word", Word, primary_key=True),
    Column("brought_by", Uuid, primary_key=True),
)

activity_word = Table(
    "activity_word",
    metadata,
    Column("word", Word, primary_key=True),
    Column("activity_id", ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True),
)

organisation_word = Table(
    "organisation_word",
    metadata,
    Column("word", Word, primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True),
)
