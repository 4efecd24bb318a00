"""People."""

import strawberry

from schema.connections import Node


@strawberry.type(description="A person whom the access management knows.")
class Person(Node):
    """A person."""

    name: str = strawberry.field(description="Name of the person.")
