"""The closed sets of the domain as GraphQL enums, one module a noun; importing this package describes them all."""

from schema.enums import (
    access_requests,
    activities,
    channels,
    grants,
    history,
    meldingen,
    organisations,
    publishing,
    refusals,
    reports,
    schedules,
    sorting,
    viewer,
)

__all__ = [
    "access_requests",
    "activities",
    "channels",
    "grants",
    "history",
    "meldingen",
    "organisations",
    "publishing",
    "refusals",
    "reports",
    "schedules",
    "sorting",
    "viewer",
]
