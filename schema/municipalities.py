"""Municipalities."""

from datetime import date

import strawberry

from schema.connections import Node
from schema.scalars import NisCode


@strawberry.type(description="A municipality that merged into another or got a new NIS code.")
class FormerMunicipality:
    """A NIS code that no longer holds."""

    nis: NisCode = strawberry.field(description="NIS code at the time.")
    name: str = strawberry.field(description="Name at the time.")
    until: date = strawberry.field(description="First day on which the code no longer held.")


@strawberry.type(description="A municipality of Flanders or Brussels, as it is today.")
class Municipality(Node):
    """A municipality."""

    nis: NisCode = strawberry.field(description="NIS code: the key of a municipality.")
    name: str = strawberry.field(description="Dutch name.")
    postcodes: list[str] = strawberry.field(description="Postcodes that lie in it, in ascending order.")
    province: str | None = strawberry.field(description="Province, by its Dutch name; null in Brussels.")
    formerly: list[FormerMunicipality] = strawberry.field(
        description="What it was before a merger or a change of code, oldest first; may be empty."
    )
