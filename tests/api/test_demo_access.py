"""The demo's local administrator has something to decide on; starting the demo again leaves alone what she decided."""

from domain.actors import MODERATOR_RIGHT
from ikdoemee.demo_access import prepare_access
from tests.api.asking import administrator, reject, tasks
from tests.support.api import GENT_OVO, Api


async def test_she_finds_a_request_and_it_does_not_come_back(api: Api) -> None:
    await prepare_access(api.settings, GENT_OVO)
    (edge,) = (await tasks(administrator(api)))["edges"]
    assert (edge["node"]["right"]["code"], edge["node"]["applicant"]["name"]) == (MODERATOR_RIGHT, "Aan Vrager")
    await prepare_access(api.settings, GENT_OVO)
    assert (await tasks(administrator(api)))["totalCount"] == 1
    assert (await reject(administrator(api), edge["node"]["id"]))["__typename"] == "AccessRequestRejected"
    await prepare_access(api.settings, GENT_OVO)
    assert (await tasks(administrator(api)))["totalCount"] == 0
