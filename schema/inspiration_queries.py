"""The root field about inspiration."""

import strawberry

from persistence.read_models.inspiration import INSPIRATION
from plans.requests import Listing
from resolvers.context import Context
from resolvers.inspiration import inspiration_listing
from resolvers.pages import page_request
from schema.arguments import After, Before, First, Last
from schema.connections import Connection
from schema.inspiration import Inspiration
from schema.reading import reads


@strawberry.type
class InspirationQueries:
    """Reading examples."""

    @reads(
        INSPIRATION,
        of=Connection[Inspiration],
        description="Page 'Inspiratie': examples of activities, in the order to show them.",
    )
    def inspiration(
        self,
        info: strawberry.Info[Context],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of examples."""
        del info
        return inspiration_listing(page_request(first, after, last, before))
