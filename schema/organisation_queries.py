"""The root fields about organisations."""

from typing import Annotated

import strawberry

from persistence.read_models.organisations import ORGANISATION
from plans.requests import Listing, One
from resolvers import organisations
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from resolvers.pages import page_request
from schema.arguments import After, Before, First, GlobalId, Last, about
from schema.connections import Connection
from schema.organisations import Organisation
from schema.reading import reads


@strawberry.type
class OrganisationQueries:
    """Finding organisations."""

    @reads(ORGANISATION, of=Organisation | None, description="One organisation; null if it does not exist.")
    def organisation(self, info: strawberry.Info[Context], id: GlobalId) -> One:
        """Return an organisation."""
        del info
        return One(key=uuid_or_unknown(id, NodeKind.ORGANISATION))

    @reads(
        ORGANISATION,
        of=Connection[Organisation],
        description="Find organisations by words of their name, of which every one must match, or by KBO number or OVO "
        "code, however it is spaced; sorted by name. A search of less than two characters finds nothing, and "
        "organisations that ended are not found. For whoever wants to ask for access: `canReceiveAccessRequests`.",
    )
    def organisations(
        self,
        info: strawberry.Info[Context],
        search: Annotated[str, about("Words, a KBO number or an OVO code.")],
        target_group: Annotated[
            str | None, about("Code of a target group, such as LB: only organisations in it. BAD_VALUE for any other.")
        ] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Find organisations."""
        del info
        return organisations.search(search, target_group, page_request(first, after, last, before))
