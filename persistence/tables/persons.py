"""People that the access management knows: by how they sign in, by their number in the national register, or both."""

from sqlalchemy import Column, String, Table, Text, Uuid

from persistence.tables.columns import SortText, metadata

person = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    # What the identity provider calls them; NULL until somebody who was added by number signs in.
    Column("subject", Text, unique=True),
    # Keyed hash; the number itself is kept nowhere.
    Column("number_digest", String(64), unique=True),
    Column("name", Text, nullable=False),
    Column("name_sort", SortText, nullable=False),
)
