"""A closed set of the domain, as a GraphQL enum whose values are described."""

from collections.abc import Mapping
from enum import EnumMeta, StrEnum

import strawberry


def describe(members: EnumMeta, description: str, values: Mapping[StrEnum, str]) -> None:
    """Make an enum of the domain known to the schema; every value needs a description."""
    exposed = strawberry.enum(members, description=description)
    definition = exposed.__strawberry_definition__  # type: ignore[attr-defined] # set by strawberry.enum
    for value in definition.values:
        value.description = values[members[value.name]]
