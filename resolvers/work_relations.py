"""Fields and mutations about work relations."""

from domain.pages import PageRequest
from domain.refusals import Refusal
from domain.work_relations.establishing import (
    EstablishWorkRelation,
    WorkRelationEstablished,
    establish_work_relation,
)
from persistence import work_relation_lists
from plans.requests import Listing
from resolvers.acting import act
from resolvers.context import Context
from resolvers.pages import cursors_checked


def own_work_relations(page: PageRequest) -> Listing:
    """Ask for a page of the viewer's own work relations."""
    with cursors_checked():
        return work_relation_lists.own_work_relations(page)


async def establish(
    context: Context, command: EstablishWorkRelation, key: str | None
) -> WorkRelationEstablished | Refusal:
    """Establish a work relation."""
    return await act(context, "establishWorkRelation", key, command, establish_work_relation)
