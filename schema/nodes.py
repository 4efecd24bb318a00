"""Finding anything by its global id."""

from uuid import UUID

from persistence.read_models.access_requests import ACCESS_REQUEST
from persistence.read_models.activities import ACTIVITY
from persistence.read_models.grants import GRANT
from persistence.read_models.inspiration import INSPIRATION
from persistence.read_models.meldingen import MELDING
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.persons import KNOWN_PERSON
from persistence.read_models.reports import REPORT
from persistence.read_models.territories import TERRITORY
from persistence.read_models.work_feeds import WORK_FEED
from persistence.read_models.work_relations import WORK_RELATION
from resolvers.context import Context
from resolvers.ids import NodeKind, decode_id
from schema.viewer import person_of

_BY_UUID = {
    NodeKind.ACCESS_REQUEST: ACCESS_REQUEST,
    NodeKind.WORK_RELATION: WORK_RELATION,
    NodeKind.ACTIVITY: ACTIVITY,
    NodeKind.GRANT: GRANT,
    NodeKind.INSPIRATION: INSPIRATION,
    NodeKind.MELDING: MELDING,
    NodeKind.ORGANISATION: ORGANISATION,
    NodeKind.PERSON: KNOWN_PERSON,
    NodeKind.REPORT: REPORT,
    NodeKind.WORK_FEED: WORK_FEED,
}
_BY_NIS = {NodeKind.MUNICIPALITY: MUNICIPALITY, NodeKind.TERRITORY: TERRITORY}


async def node_of(context: Context, global_id: str) -> object:
    """Return what a global id stands for, under the same rules as everywhere else."""
    decoded = decode_id(global_id)
    if decoded is None:
        return None
    kind, key = decoded
    if kind is NodeKind.PERSON:
        # Who only signed in is not kept anywhere.
        viewer = person_of(context.actor)
        if viewer is not None and viewer.id == global_id:
            return viewer
    if kind in _BY_NIS:
        return await context.reader.one(_BY_NIS[kind], key)
    try:
        return await context.reader.one(_BY_UUID[kind], UUID(key))
    except ValueError:
        return None
