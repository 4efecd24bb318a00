"""Finding anything by its global id."""

from uuid import UUID

from resolvers import activities, meldingen, organisations
from resolvers.context import Context
from resolvers.ids import NodeKind, decode_id
from schema.activities import Activity
from schema.connections import Node
from schema.meldingen import Melding
from schema.municipalities import Municipality
from schema.organisations import Organisation
from schema.territories import territory_of
from schema.viewer import person_of


async def node_of(context: Context, global_id: str) -> Node | None:
    """Return what a global id stands for, under the same rules as everywhere else."""
    decoded = decode_id(global_id)
    if decoded is None:
        return None
    kind, key = decoded
    match kind:
        case NodeKind.ACTIVITY:
            activity = await activities.activity(context, global_id)
            return Activity.of(activity) if activity else None
        case NodeKind.ORGANISATION:
            organisation = await organisations.organisation(context, _uuid(key))
            return Organisation.of(organisation) if organisation else None
        case NodeKind.MUNICIPALITY:
            municipality = await context.loaders.municipality.load(key)
            return Municipality.of(municipality) if municipality else None
        case NodeKind.TERRITORY:
            return await territory_of(context, key)
        case NodeKind.MELDING:
            melding_id = _uuid(key)
            melding = await meldingen.melding(context, melding_id) if melding_id else None
            return Melding.of(melding) if melding else None
        case NodeKind.PERSON:
            person = person_of(context.actor)
            return person if person is not None and person.id == global_id else None


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None
