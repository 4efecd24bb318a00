"""Private feeds of open work."""

from datetime import datetime

import strawberry

from schema.connections import Node
from schema.municipalities import Municipality


@strawberry.type(
    description="A private calendar of what waits for the moderators of a territory, for the viewer's own calendar "
    "program. Its address was told once, when it was made; to lose access to it, revoke it."
)
class WorkFeed(Node):
    """A feed."""

    name: str = strawberry.field(description="Name that the viewer gave it, to tell it from others.")
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime = strawberry.field(description="When its address stops working, at the latest.")
    municipality: Municipality | None = strawberry.field(
        description="The municipality whose open work it shows; null if it no longer exists."
    )
