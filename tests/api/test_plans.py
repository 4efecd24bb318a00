"""Which reads are planned, from when on, and that a client can tell by nothing but the time it takes."""

import itertools
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx2
import orjson
import pytest
from graphql import OperationDefinitionNode, OperationType, parse
from sqlalchemy import update
from structlog.testing import capture_logs

from domain.activities.model import ActivityStatus
from ikdoemee.app import create_app
from ikdoemee.settings import Settings
from persistence.engine import WRITES
from persistence.tables.activities import activity as activity_table
from plans.operations import MOST_VARIANTS, Planner
from resolvers.ids import NodeKind, encode_id
from schema import contract
from tests.api.stored import file_reports, reported
from tests.api.test_contract import OFFERED
from tests.api.test_errors import break_it
from tests.realtime.conftest import PostgresDatabase
from tests.support.api import GENT_ID, Api
from tests.support.client import Answer, activity_id
from tests.support.clock import Clock
from tests.support.factories import GENT, activity, store
from tests.support.sockets import line_to

PUBLISHED = activity(status=ActivityStatus.PUBLISHED)
REPORTED = reported(PUBLISHED.id)

BY_PLAN = {
    "AccessTasks": {"ordinary": 1},
    "ActivityDetail": {"planned": 1},
    "ActivityHistory": {"planned": 1},
    "Catalogue": {"planned": 1},
    "ExplainAccessLink": {"ordinary": 1},
    "FindMunicipality": {"planned": 1},
    "FindOrganisation": {"planned": 1},
    "Help": {"planned": 1},
    "Meldingen": {"planned": 1},
    "MyAccess": {"ordinary": 1},
    "OrganisationAccess": {"planned": 1},
    "MyActivities": {"ordinary": 1},
    "TerritoryActivities": {"planned": 1},
    "TerritoryOrganisations": {"planned": 1},
    "TerritoryOverview": {"planned": 1},
    "TerritoryReports": {"planned": 1},
    "TrackReport": {"planned": 1},
    "Viewer": {"ordinary": 1},
    "Vocabularies": {"planned": 5},
}
"""How the root fields of each query of the contract are answered, once its document is known."""

VARIABLES: dict[str, dict[str, str]] = {
    "OrganisationAccess": {"id": encode_id(NodeKind.ORGANISATION, GENT_ID)},
    "ActivityDetail": {"id": activity_id(PUBLISHED.id)},
    "ActivityHistory": {"id": activity_id(PUBLISHED.id)},
    "ExplainAccessLink": {"url": "hallo"},
    "FindMunicipality": {"search": "gent"},
    "FindOrganisation": {"search": "gent"},
    "Meldingen": {"nis": GENT},
    "TerritoryActivities": {"nis": GENT},
    "TerritoryOrganisations": {"nis": GENT},
    "TerritoryOverview": {"nis": GENT},
    "TerritoryReports": {"nis": GENT},
    "TrackReport": {"trackingCode": REPORTED.tracking_code},
}


TOPICS = "{ topics { code } }"

MASKED = "{ viewer { notice } topics { code } }"

PARTLY = "{ publicationRules { number } levels: languageLevels { code } viewer { notice } __typename topics { code } }"

FIND = "query Q($search: String!) { municipalities(search: $search, first: 2) { totalCount nodes { name } } }"

PAGE = """
query Q($nis: NisCode!, $first: Int, $last: Int, $after: String, $inner: String) {
  topics { code }
  catalogue: activities(first: $first, last: $last, after: $after) { nodes { title } }
  territory(nis: $nis) { organisations(first: $first, after: $inner) { nodes { name } } }
}
"""

DEEP = """
query Q($n: Int!) {
  territory(nis: "44021") {
    meldingen(first: $n) { nodes { territory { meldingen(first: $n) { nodes { id text } } } } }
  }
}
"""

MANY_WAYS = """
query Q($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!, $e: Boolean! = true) {
  topics { code @include(if: $a) label @skip(if: $b) ...Described @include(if: $c) __typename }
  goals @skip(if: $d) { code @include(if: $e) __typename }
}
fragment Described on Topic { description }
"""


@contextmanager
def counted(planner: Planner) -> Generator[dict[str, int]]:
    """Give what holds, afterwards, how many root fields were answered in which way."""
    before, found = planner.counts.copy(), dict[str, int]()
    yield found
    found.update(planner.counts - before)


def without_numbers(answer: Answer) -> Answer:
    """Return an answer in which the numbers to quote are all the same."""
    text = orjson.dumps(answer.body).decode()
    for error in answer.body.get("errors", []):
        text = text.replace(error.get("extensions", {}).get("traceId", "\0"), "NUMBER")
    return Answer(status=answer.status, body=orjson.loads(text))


def queries_of_the_contract() -> set[str]:
    return {
        definition.name.value
        for name in OFFERED
        for definition in parse(contract.operations()[name]).definitions
        if isinstance(definition, OperationDefinitionNode)
        and definition.operation is OperationType.QUERY
        and definition.name is not None
    }


def test_every_query_of_the_contract_stands_in_the_table() -> None:
    assert queries_of_the_contract() == set(BY_PLAN)


@pytest.mark.parametrize(
    "name",
    sorted(BY_PLAN),
)
async def test_a_query_of_the_contract_is_planned_as_far_as_the_table_says(api: Api, name: str) -> None:
    await store(api.engine, [PUBLISHED])
    await file_reports(api.engine, [REPORTED])
    client, document, variables = api.moderator(), contract.operations()[name], VARIABLES.get(name)
    executed = await client.send(document, variables, name)
    with counted(api.planner) as counts:
        planned = await client.send(document, variables, name)
    assert (counts, planned) == (BY_PLAN[name], executed)
    assert None not in executed.data.values()


async def test_a_read_that_no_plan_answers_is_left_to_the_executor_alone(api: Api) -> None:
    await api.moderator().send(contract.operations()["Viewer"])
    with counted(api.planner) as counts:
        assert (await api.moderator().send(contract.operations()["Viewer"])).data["viewer"]["person"] is not None
    assert set(counts) == {"ordinary"}


async def test_a_document_is_executed_the_first_time_and_planned_from_then_on(api: Api) -> None:
    answers, how = [], []
    for _ in range(4):
        with counted(api.planner) as counts:
            answers.append(await api.anonymous().send(TOPICS))
        how.append(counts)
    assert how == [{}, {"planned": 1}, {"planned": 1}, {"planned": 1}]
    assert answers == [answers[0]] * 4
    assert answers[0].data["topics"][0] == {"code": "TAAL"}


async def test_another_text_is_another_document(api: Api) -> None:
    for _ in range(2):
        await api.anonymous().send(TOPICS)
    with counted(api.planner) as counts:
        await api.anonymous().send(f"{TOPICS} # other")
    assert counts == {}


async def test_a_planned_answer_is_the_viewer_s_own(api: Api) -> None:
    document = contract.operations()["TerritoryActivities"]
    people = [api.moderator(), api.other_moderator(), api.organiser(), api.anonymous(), api.moderator()]
    await api.moderator().send(document, {"nis": GENT})
    with counted(api.planner) as counts:
        found = [(await each.send(document, {"nis": GENT})).data["territory"] is not None for each in people]
    assert (found, counts) == ([True, False, False, False, True], {"planned": len(people)})


async def test_a_plan_shows_what_was_committed_since(api: Api) -> None:
    document = "{ activities { totalCount nodes { title } } }"
    for _ in range(2):
        await api.anonymous().send(document)
    await store(api.engine, [PUBLISHED])
    with counted(api.planner) as counts:
        answer = await api.anonymous().send(document)
    assert (counts, answer.data["activities"]["totalCount"]) == ({"planned": 1}, 1)


async def test_a_plan_that_fails_ends_in_the_error_of_the_executor(api: Api) -> None:
    for _ in range(2):
        await api.anonymous().send(MASKED)
    await break_it(api.engine, "vocabulary_term")
    with capture_logs() as logs:
        executed = await api.anonymous().send(f"{MASKED} # never seen")
        with counted(api.planner) as counts:
            planned = await api.anonymous().send(MASKED)
    assert without_numbers(planned) == without_numbers(executed)
    assert (planned.error_codes, planned.body["errors"][0]["path"]) == (["INTERNAL"], ["topics"])
    assert counts == {"failed": 1, "ordinary": 1}
    assert [line["event"] for line in logs] == ["operation.failed", "plan.failed", "operation.failed"]
    assert "vocabulary_term" not in str(planned.body)


async def test_what_fails_leaves_the_rest_of_the_answer_planned(api: Api) -> None:
    document = "query Q($id: ID!) { activity(id: $id) { types { code } } topics { code } viewer { notice } }"
    await store(api.engine, [PUBLISHED])
    for _ in range(2):
        await api.anonymous().send(document, {"id": activity_id(PUBLISHED.id)})
    await break_it(api.engine, "activity_term")
    with capture_logs(), counted(api.planner) as counts:
        answer = await api.anonymous().send(document, {"id": activity_id(PUBLISHED.id)})
    assert counts == {"failed": 1, "planned": 1, "ordinary": 1}
    assert (answer.error_codes, list(answer.body["data"])) == (["INTERNAL"], ["activity", "topics", "viewer"])
    assert (answer.body["data"]["activity"], answer.body["data"]["topics"][0]) == (None, {"code": "TAAL"})


async def test_a_plan_that_fails_is_carried_out_once(api: Api) -> None:
    for _ in range(2):
        await api.anonymous().send(TOPICS)
    await break_it(api.engine, "vocabulary_term")
    with capture_logs() as logs, counted(api.planner) as counts:
        answer = await api.anonymous().send(TOPICS)
    assert answer.error_codes == ["INTERNAL"]
    assert (counts, [line["event"] for line in logs]) == ({"failed": 1}, ["plan.failed", "operation.failed"])


async def test_what_may_not_be_null_is_not_null_in_a_planned_answer_either(api: Api) -> None:
    document = "query Q($id: ID!) { activity(id: $id) { location { address { street postcode } } } }"
    await store(api.engine, [PUBLISHED])
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        # Nothing of ours writes this; nothing in the database forbids it.
        await connection.execute(update(activity_table).values(street=None))
        await connection.commit()
    with capture_logs():
        executed = await api.anonymous().send(document, {"id": activity_id(PUBLISHED.id)})
        planned = await api.anonymous().send(document, {"id": activity_id(PUBLISHED.id)})
    assert executed.body["data"]["activity"]["location"] == {"address": None}
    assert without_numbers(planned) == without_numbers(executed)


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize("document", [TOPICS, MASKED], ids=["wholly", "partly"])
async def test_a_database_out_of_reach_is_masked_when_a_document_is_planned_too(
    api: Api, database_url: str, document: str
) -> None:
    for _ in range(2):
        await api.anonymous().send(document)
    database = PostgresDatabase(database_url)
    await database.lose()
    try:
        with capture_logs():
            executed = await api.anonymous().send(f"{document} # never seen")
            planned = await api.anonymous().send(document)
    finally:
        await database.restore()
    assert executed.error_codes == ["INTERNAL"]
    assert without_numbers(planned) == without_numbers(executed)
    assert (await api.anonymous().send(document)).data["topics"][0] == {"code": "TAAL"}


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"after": "niets"}, "BAD_CURSOR", ["catalogue"]),
        ({"inner": "niets"}, "BAD_CURSOR", ["territory", "organisations"]),
        ({"first": 0}, "BAD_PAGE", ["catalogue"]),
        ({"first": 101}, "BAD_PAGE", ["catalogue"]),
        ({"first": 1, "last": 1}, "BAD_PAGE", ["catalogue"]),
    ],
)
async def test_a_mistake_of_the_client_is_told_by_a_plan_as_by_the_executor(
    api: Api, given: dict[str, Any], code: str, path: list[str]
) -> None:
    client, variables = api.moderator(), {"nis": GENT, **given}
    with capture_logs() as logs:
        executed = await client.send(PAGE, variables)
        with counted(api.planner) as counts:
            planned = await client.send(PAGE, variables)
    assert planned == executed
    assert {key: counts[key] > 0 for key in counts} == {"planned": True, "failed": True}
    error = planned.body["errors"][0]
    assert (error["extensions"]["code"], error["path"], logs) == (code, path, [])


async def test_a_known_document_that_asks_too_much_is_refused_as_ever(api: Api) -> None:
    executed = await api.moderator().send(DEEP, {"n": 100})
    for _ in range(2):
        assert (await api.moderator().send(DEEP, {"n": 2})).data["territory"]["meldingen"] == {"nodes": []}
    assert executed.error_codes == ["QUERY_TOO_EXPENSIVE"]
    assert await api.moderator().send(DEEP, {"n": 100}) == executed


def expected_of(given: Mapping[str, bool]) -> list[str]:
    """Return the keys that MANY_WAYS leaves of a term, and those of a goal, by what the specification says."""
    wanted = {"code": given["a"], "label": not given["b"], "description": given["c"], "__typename": True}
    goals = [] if given["d"] else [key for key in ("code", "__typename") if given["e"] or key != "code"]
    return [key for key, there in wanted.items() if there] + goals


async def test_more_variants_than_are_kept_are_answered_all_the_same(api: Api) -> None:
    variants = [dict(zip("abcde", values, strict=True)) for values in itertools.product([True, False], repeat=5)]
    await api.anonymous().send(MANY_WAYS, variants[0])
    how = []
    for given in [*variants, *variants]:
        with counted(api.planner) as counts:
            data = (await api.anonymous().send(MANY_WAYS, given)).data
        how.append("planned" in counts)
        assert ("goals" in data) is not given["d"]
        assert [key for terms in data.values() for key in terms[0]] == expected_of(given)
    assert len(variants) > MOST_VARIANTS
    assert all(how)


async def test_a_variable_left_out_steers_by_its_default(api: Api) -> None:
    given = {"a": True, "b": True, "c": False, "d": False}
    for _ in range(2):
        assert (await api.anonymous().send(MANY_WAYS, given)).data["goals"][0].keys() == {"code", "__typename"}
    with counted(api.planner) as counts:
        data = (await api.anonymous().send(MANY_WAYS, {**given, "e": False})).data
    assert (data["goals"][0], counts) == ({"__typename": "Goal"}, {"planned": 2})


async def test_a_partly_planned_answer_has_its_fields_in_the_order_of_the_document(api: Api) -> None:
    executed = await api.moderator().send(PARTLY)
    with counted(api.planner) as counts:
        planned = await api.moderator().send(PARTLY)
    assert counts == {"planned": 3, "ordinary": 1}
    assert planned == executed
    assert list(planned.data) == ["publicationRules", "levels", "viewer", "__typename", "topics"]


async def test_a_document_with_several_operations_answers_the_one_that_is_named(api: Api) -> None:
    document = "query A { topics { code } } query B { goals { label } } query C { publicationRules { number } }"
    found = [list((await api.anonymous().send(document, operation=name)).data) for name in "ABCABC"]
    assert found == [["topics"], ["goals"], ["publicationRules"]] * 2
    executed = await api.anonymous().send(f"{document} # never seen")
    assert (await api.anonymous().send(document), executed.error_codes) == (executed, ["OPERATION_NAME_REQUIRED"])


async def test_names_that_a_document_does_not_hold_keep_nobody_from_its_plans(api: Api) -> None:
    document = "query Mine { topics { code } }"
    await api.anonymous().send(document)
    for number in range(MOST_VARIANTS):
        assert (await api.anonymous().send(document, operation=f"Other{number}")).status == httpx2.codes.BAD_REQUEST
    with counted(api.planner) as counts:
        assert (await api.anonymous().send(document, operation="Mine")).data["topics"][0] == {"code": "TAAL"}
    assert counts == {"planned": 1}


async def test_over_a_websocket_a_query_is_planned_too(database_url: str, clock: Clock) -> None:
    app = create_app(Settings(database_url=database_url), clock.tools())
    async with app.router.lifespan_context(app), line_to(app) as line:
        executed = await line.answer(PARTLY, "1")
        with counted(app.state.planner) as counts:
            planned = await line.answer(PARTLY, "2")
    assert counts == {"planned": 3, "ordinary": 1}
    assert planned == executed
    assert list(planned["data"]) == ["publicationRules", "levels", "viewer", "__typename", "topics"]


Asked = dict[str, Any]
"""What `httpx2` takes of a request."""


def posted(accept: str = "application/json", **body: object) -> Asked:
    asked = {"query": FIND, "variables": {"search": "gent"}, **body}
    return {"method": "POST", "json": asked, "headers": {"accept": accept}}


def fetched(**parameters: str) -> Asked:
    return {"method": "GET", "params": {"query": FIND, "variables": '{"search": "gent"}', **parameters}}


NO_OBJECTS: Sequence[object] = ([], 0, "", False, [1], 5, "x")
WRONG_VARIABLES: Sequence[object] = (None, {}, {"search": None}, {"search": 5}, {"search": ["x"]})
WRONG_NAMES: Sequence[object] = ("", "R", 5, 0, False, [], {"Q": 1})
WRONG_QUERIES: Sequence[object] = (None, "", 5, [FIND], {"query": FIND})


async def received(api: Api, asked: Asked) -> tuple[int, str | None, str]:
    response = await api.http.request(url="/graphql", **asked)
    return response.status_code, response.headers.get("content-type"), response.text


async def before_and_after(api: Api, asked: Asked) -> tuple[tuple[int, str | None, str], dict[str, int]]:
    """Send a request while its document is not known and while it is planned; return the answer to both."""
    before = await received(api, asked)
    for document in [posted(), posted(query=TOPICS, variables={})] * 2:
        await received(api, document)
    with counted(api.planner) as counts:
        assert await received(api, asked) == before
    return before, counts


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(posted(), id="post"),
        pytest.param(posted("application/graphql-response+json"), id="new media type"),
        pytest.param(posted("text/event-stream"), id="event stream"),
        pytest.param(posted("multipart/mixed"), id="multipart"),
        pytest.param(posted("*/*"), id="anything"),
        pytest.param(fetched(), id="get"),
        pytest.param({**fetched(), "headers": {"accept": "text/event-stream"}}, id="get an event stream"),
        pytest.param(posted(operationName="Q"), id="its name"),
        pytest.param(posted(operationName=None), id="no name"),
        pytest.param(posted(extensions={"persistedQuery": {"version": 1}}), id="extensions"),
        pytest.param(posted(extensions=None), id="no extensions"),
        pytest.param(posted(unknown=1), id="unknown key"),
        pytest.param(posted(variables={"search": "gent", "more": 1}), id="a variable that is not declared"),
    ],
)
async def test_what_can_be_answered_is_answered_alike_when_it_is_planned(api: Api, asked: Asked) -> None:
    (status, _, text), counts = await before_and_after(api, asked)
    assert (status, "Gent" in text, counts) == (httpx2.codes.OK, True, {"planned": 1})


@pytest.mark.parametrize(
    "asked",
    [
        *(
            pytest.param(posted(variables=given), id=f"variables {given!r}")
            for given in (*NO_OBJECTS, *WRONG_VARIABLES)
        ),
        *(pytest.param(posted(operationName=given), id=f"name {given!r}") for given in WRONG_NAMES),
        *(pytest.param(posted(query=given), id=f"query {given!r}") for given in WRONG_QUERIES),
        *(pytest.param(posted(extensions=given), id=f"extensions {given!r}") for given in NO_OBJECTS),
        *(
            pytest.param(
                posted(query=TOPICS, variables=given),
                id=f"no variables needed {given!r}",
            )
            for given in NO_OBJECTS
        ),
        pytest.param({**posted(), "json": [posted()["json"]]}, id="a batch"),
        pytest.param({**posted(), "json": None, "content": b"{"}, id="no JSON"),
        pytest.param({**posted(), "headers": {"content-type": "text/plain"}}, id="plain text"),
        pytest.param({**posted(), "headers": {"authorization": "Bearer x"}}, id="bad token"),
        pytest.param({**posted(), "headers": {"authorization": "Basic x"}}, id="other scheme"),
        pytest.param({**posted(), "headers": {"origin": "https://elders.example"}}, id="other origin"),
        pytest.param(fetched(variables="[]"), id="get with a list of variables"),
        pytest.param(fetched(extensions="5"), id="get with a number as extensions"),
        pytest.param({**posted(), "method": "PUT"}, id="put"),
    ],
)
async def test_what_is_refused_stays_refused_when_its_document_is_planned(api: Api, asked: Asked) -> None:
    (_, _, text), counts = await before_and_after(api, asked)
    assert ("errors" in text, counts) == (True, {})


@pytest.mark.parametrize("skipped", [True, False])
async def test_an_edge_of_which_nothing_is_left_is_an_edge_all_the_same(api: Api, skipped: bool) -> None:
    query = 'query Q($no: Boolean!) { municipalities(search: "gent") { edges { cursor @skip(if: $no) } } }'
    executed, planned = [await api.anonymous().send(query, {"no": skipped}) for _ in range(2)]
    assert executed.data["municipalities"]["edges"] != []
    assert planned == executed
