"""The tables, one module a noun; importing this package fills `metadata`."""

from persistence.tables import (
    activities,
    audit,
    meldingen,
    organisations,
    reports,
    requests,
    terms_of_use,
    territories,
    vocabularies,
)
from persistence.tables.columns import metadata

__all__ = [
    "activities",
    "audit",
    "meldingen",
    "metadata",
    "organisations",
    "reports",
    "requests",
    "terms_of_use",
    "territories",
    "vocabularies",
]
