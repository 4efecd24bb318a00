"""Requests for access, as the applicant and the local administrators see them."""

from datetime import date, datetime

import strawberry

from domain.access_requests.model import AccessOutcome, AccessRequestKind, AccessRequestStatus
from schema.access_rights import AccessRight, RightContext
from schema.authors import Author
from schema.connections import Node
from schema.organisations import Organisation
from schema.persons import Person


@strawberry.type(description="What was decided on a request for access.")
class AccessDecision:
    """A decision."""

    outcome: AccessOutcome = strawberry.field(description="Whether it was approved.")
    reason: str | None = strawberry.field(
        description="Why; null for the applicant unless who decided wants them to know."
    )
    by: Author = strawberry.field(description="Who decided.")
    at: datetime = strawberry.field(description="When it was decided.")
    by_sole_administrator: bool = strawberry.field(
        description="Whether the applicant decided, being the only local administrator of the organisation."
    )
    begin: date | None = strawberry.field(description="First day of what was granted; null if nothing was.")
    end: date | None = strawberry.field(description="Last day of what was granted; null if nothing was.")


@strawberry.type(description="Who asks for access, and how they are reached.")
class Applicant:
    """An applicant."""

    name: str = strawberry.field(description="Name, as they signed in.")
    email: str = strawberry.field(description="E-mail address at work.")
    phone: str = strawberry.field(description="Phone number at work, in E.164 format.")


@strawberry.type(
    description="A request for access to an application on behalf of an organisation. For the applicant, and for those "
    "who decide on the access of the organisation."
)
class AccessRequest(Node):
    """A request."""

    kind: AccessRequestKind = strawberry.field(description="What is asked for.")
    status: AccessRequestStatus = strawberry.field(description="Where it is in its life.")
    version: int = strawberry.field(description="Counts the changes, from 1. Pass it as `expectedVersion`.")
    requested_at: datetime = strawberry.field(description="When it was sent.")
    person: Person = strawberry.field(description="Who asks.")
    applicant: Applicant = strawberry.field(description="Who asks, and how they are reached.")
    organisation: Organisation = strawberry.field(description="For which organisation.")
    right: AccessRight | None = strawberry.field(description="The right; null if a work relation is asked for.")
    contexts: list[RightContext] = strawberry.field(description="What the right is to be limited to.")
    reason: str | None = strawberry.field(description="Why, in the applicant's words; null if they did not say.")
    decision: AccessDecision | None = strawberry.field(
        description="What was decided; null while an administrator has something to do, and if it was withdrawn."
    )
