"""Who did something."""

import strawberry

from domain.activities import model
from domain.activities.model import ActorKind


@strawberry.type(description="Wie iets deed: een persoon, een organisatie of een systeem.")
class Author:
    """Who did something, as far as the viewer may know."""

    kind: ActorKind = strawberry.field(description="Persoon, organisatie of systeem.")
    name: str = strawberry.field(description="Naam.")

    @classmethod
    def of(cls, author: model.Author) -> "Author":
        """Show an author."""
        return cls(kind=author.kind, name=author.name)
