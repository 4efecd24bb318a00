"""A claim, as the moderators of a territory see it."""

from datetime import datetime

import strawberry

from schema.authors import Author


@strawberry.type(
    description="'Een collega bekijkt dit': somebody is looking at an activity. It keeps nobody from deciding."
)
class Claim:
    """A claim."""

    by: Author = strawberry.field(description="Who is looking at it.")
    until: datetime = strawberry.field(description="Until when the claim stands, unless they let go or go on.")
