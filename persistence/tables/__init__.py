"""The tables, one module a noun; importing this package fills `metadata`."""

from persistence.tables import (
    activities,
    audit,
    claims,
    help_texts,
    inspiration,
    meldingen,
    organisations,
    publication_rules,
    reports,
    requests,
    search,
    terms_of_use,
    territories,
    undo,
    views,
    vocabularies,
    work_feeds,
)
from persistence.tables.columns import metadata

__all__ = [
    "activities",
    "audit",
    "claims",
    "help_texts",
    "inspiration",
    "meldingen",
    "metadata",
    "organisations",
    "publication_rules",
    "reports",
    "requests",
    "search",
    "terms_of_use",
    "territories",
    "undo",
    "views",
    "vocabularies",
    "work_feeds",
]
