"""Work relations."""

from datetime import date

import strawberry

from domain.work_relations.model import WorkRelationKind
from schema.connections import Node
from schema.organisations import Organisation
from schema.persons import Person


@strawberry.type(
    description="That a person works for an organisation. For that person, and for those who decide on the access of "
    "the organisation."
)
class WorkRelation(Node):
    """A work relation."""

    kind: WorkRelationKind = strawberry.field(description="How the person works there.")
    email: str = strawberry.field(description="E-mail address at work.")
    phone: str | None = strawberry.field(description="Phone number at work, in E.164 format; null if unknown.")
    begin: date = strawberry.field(description="First day.")
    end: date | None = strawberry.field(description="Last day; null as long as none is known.")
    person: Person = strawberry.field(description="Who works there.")
    organisation: Organisation = strawberry.field(description="For which organisation.")
