"""Municipalities, their postcodes, and the codes they had before mergers."""

from sqlalchemy import Column, Date, Float, ForeignKey, String, Table, Text

from persistence.tables.columns import SortText, metadata

municipality = Table(
    "municipality",
    metadata,
    Column("nis", String(5), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_sort", SortText, nullable=False),
    Column("province", Text),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
)

municipality_postcode = Table(
    "municipality_postcode",
    metadata,
    Column("postcode", String(4), primary_key=True),
    Column("locality", Text, primary_key=True),
    Column("locality_sort", SortText, nullable=False),
    Column("nis", ForeignKey("municipality.nis"), nullable=False, index=True),
)

former_municipality = Table(
    "former_municipality",
    metadata,
    Column("nis", String(5), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_sort", SortText, nullable=False),
    Column("until", Date, nullable=False),
    Column("successor", ForeignKey("municipality.nis"), nullable=False, index=True),
)
