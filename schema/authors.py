"""Who did something."""

import strawberry

from domain.activities import model
from domain.activities.model import ActorKind


@strawberry.type(
    description="Who did something: a person, an organisation or a system. A person who acted for an "
    "organisation is named only to that organisation; everybody else sees the organisation."
)
class Author:
    """Who did something, as far as the viewer may know."""

    kind: ActorKind = strawberry.field(description="Person, organisation or system.")
    name: str = strawberry.field(description="Name of that person, organisation or system.")

    @classmethod
    def of(cls, author: model.Author) -> "Author":
        """Show an author."""
        return cls(kind=author.kind, name=author.name)
