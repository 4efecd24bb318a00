"""Rights that people were granted."""

from datetime import date, datetime

import strawberry

from domain.grants.model import GrantStatus
from schema.access_rights import AccessRight, RightContext
from schema.connections import Node
from schema.organisations import Organisation
from schema.persons import Person


@strawberry.type(
    description="That a person may use a right for an organisation, for a time. For that person, and for those who "
    "decide on the access of the organisation."
)
class Grant(Node):
    """A grant."""

    status: GrantStatus = strawberry.field(description="Where it is in its life, today in Brussels.")
    version: int = strawberry.field(description="Counts the changes, from 1. Pass it as `expectedVersion`.")
    begin: date = strawberry.field(description="First day.")
    end: date = strawberry.field(description="Last day.")
    external: bool = strawberry.field(
        description="Whether the person works for another organisation than this one, such as an intermunicipal one; "
        "the organisation looks after the grant all the same."
    )
    granted_at: datetime = strawberry.field(description="When it was granted.")
    revoked_at: datetime | None = strawberry.field(description="When somebody ended it; null unless it is REVOKED.")
    person: Person = strawberry.field(description="Who may use the right.")
    organisation: Organisation = strawberry.field(description="For which organisation.")
    right: AccessRight = strawberry.field(description="Which right.")
    contexts: list[RightContext] = strawberry.field(description="What it is limited to; empty if the right has none.")
