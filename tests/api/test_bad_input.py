"""Whatever comes in, the answer says what is wrong with it, nothing breaks and nothing changes."""

import base64
from collections.abc import AsyncGenerator, Iterable, Mapping
from typing import Any

import httpx2
import orjson
import pytest
from structlog.testing import capture_logs

from domain.actors import MODERATOR_RIGHT
from resolvers.ids import NodeKind, encode_id
from tests.api.stored import cursor_at, everything, file_reports, reported
from tests.support.api import GENT_ID, GENT_OVO, Api
from tests.support.client import Answer, activity_id
from tests.support.factories import activity, own, store

ACTIVITIES = """
query Activities(
  $filter: ActivityFilter, $orderBy: ActivityOrder, $first: Int, $after: String, $last: Int, $before: String
) {
  activities(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { title } }
  }
}
"""

TERRITORY = "query Territory($nis: NisCode!) { territory(nis: $nis) { id } }"

LISTS = """
query Lists(
  $page: Int, $activities: String, $organisations: String, $meldingen: String, $reports: String, $municipalities: String
) {
  territory(nis: "44021") {
    activities(first: $page, after: $activities) { edges { cursor } }
    organisations(first: $page, after: $organisations) { edges { cursor } }
    meldingen(first: $page, after: $meldingen) { edges { cursor } }
    reports(first: $page, after: $reports) { edges { cursor } }
  }
  municipalities(search: "", first: $page, after: $municipalities) { edges { cursor } }
}
"""

PUBLISH = """
mutation Publish($input: PublishActivityInput!) {
  publishActivity(input: $input) { __typename ... on Refusal { code message } }
}
"""

REPORT = """
mutation Report($input: ReportActivityInput!) {
  reportActivity(input: $input) { __typename ... on Refusal { code message } }
}
"""

NOBODY_SAYS = b'{"query":"{ __typename }"}'

BAD_CURSOR = "Deze cursor hoort niet bij deze lijst. Begin opnieuw zonder cursor."


@pytest.fixture(autouse=True)
async def _nothing_breaks_and_nothing_changes(api: Api) -> AsyncGenerator[None]:
    draft = activity()
    await store(api.engine, [draft, own(GENT_ID)])
    await file_reports(api.engine, [reported(draft.id)])
    before = await everything(api.engine)
    with capture_logs():
        yield
    assert await everything(api.engine) == before


def shown(response: httpx2.Response) -> tuple[int, str | None, str]:
    """Return the status, and the code and message of the one error."""
    (error,) = orjson.loads(response.content)["errors"]
    return response.status_code, error.get("extensions", {}).get("code"), error["message"]


async def post(api: Api, body: bytes, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await api.http.post("/graphql", content=body, headers={"content-type": "application/json", **named})


async def ask(api: Api, query: str, variables: Mapping[str, Any] | None = None) -> Answer:
    return await api.moderator().send(query, variables)


def cursor_of(*parts: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


async def outcomes(api: Api, query: str, each: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return what comes of an operation with each of these variables: the codes of its errors, or its data."""
    found: list[Any] = []
    for variables in each:
        answer = await ask(api, query, variables)
        assert answer.status == 200
        found.append(answer.error_codes if "errors" in answer.body else answer.data)
    return found


# Who is asking.

NO_TOKEN = "Dit is geen geldig token."
NO_BEARER = "Stuur je token als 'Bearer <token>'."


async def test_what_is_no_token_is_refused_not_taken_for_a_visitor(api: Api) -> None:
    nested = base64.urlsafe_b64encode(b'{"alg":' + b"[" * 5000).decode().rstrip("=")
    expected = {
        "Bearer x": NO_TOKEN,
        "Bearer a.b.c": NO_TOKEN,
        "bearer " + "x" * 9000: NO_TOKEN,
        f"Bearer {nested}.e30.eA": NO_TOKEN,
        "Bearer": NO_BEARER,
        "Bearer ": NO_BEARER,
        "Basic eDp5": NO_BEARER,
        "x": NO_BEARER,
    }
    responses = {given: await post(api, NOBODY_SAYS, authorization=given) for given in expected}
    assert {given: shown(response) for given, response in responses.items()} == {
        given: (401, "UNAUTHENTICATED", message) for given, message in expected.items()
    }
    assert {response.headers["www-authenticate"] for response in responses.values()} == {"Bearer"}


async def test_an_expired_token_says_that_a_fresh_one_would_do(api: Api) -> None:
    token = api.signed_in("Mo Derator", GENT_OVO, MODERATOR_RIGHT).token
    api.clock.advance(hours=9)
    response = await post(api, NOBODY_SAYS, authorization=f"Bearer {token}")
    assert shown(response) == (401, "TOKEN_EXPIRED", "Je token is verlopen. Meld je opnieuw aan.")


async def test_a_token_with_a_changed_claim_is_refused(api: Api) -> None:
    header, _, signature = (api.organiser().token or "").split(".")
    claims = base64.urlsafe_b64encode(b'{"iss":"ikdoemee-development","sub":"x"}').decode().rstrip("=")
    response = await post(api, NOBODY_SAYS, authorization=f"Bearer {header}.{claims}.{signature}")
    assert shown(response) == (401, "UNAUTHENTICATED", NO_TOKEN)


async def test_an_empty_authorization_is_a_visitor(api: Api) -> None:
    response = await post(api, NOBODY_SAYS, authorization="")
    assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})


# Which page.


async def test_a_page_has_bounds(api: Api) -> None:
    expected = [
        ({"first": 100_000}, "'first' moet tussen 1 en 100 liggen, niet 100000."),
        ({"first": 101}, "'first' moet tussen 1 en 100 liggen, niet 101."),
        ({"first": 0}, "'first' moet tussen 1 en 100 liggen, niet 0."),
        ({"first": -1}, "'first' moet tussen 1 en 100 liggen, niet -1."),
        ({"last": 0}, "'last' moet tussen 1 en 100 liggen, niet 0."),
        ({"last": 2_147_483_647}, "'last' moet tussen 1 en 100 liggen, niet 2147483647."),
        ({"first": 1, "last": 1}, "Vraag ofwel 'first' ofwel 'last', niet allebei."),
    ]
    found = []
    for page, _ in expected:
        answer = await ask(api, ACTIVITIES, page)
        found.append((page, answer.status, answer.error_codes, answer.body["errors"][0]["message"]))
    assert found == [(page, 200, ["BAD_PAGE"], message) for page, message in expected]


BROKEN_CURSORS = [
    "",
    "x",
    "é",
    "====",
    "x" * 100_000,
    cursor_of(),
    cursor_of("activities TITLE up"),
    cursor_of("activities TITLE up", "s", "x", "u", "geen uuid"),
    cursor_of("activities TITLE up", "x", "x", "u", str(GENT_ID)),
    cursor_of("activities TITLE down", "s", "x", "u", str(GENT_ID)),
    cursor_of("activities VIEWS up", "i", 1, "u", str(GENT_ID)),
    cursor_of("organisations", "s", "x", "u", str(GENT_ID)),
    base64.urlsafe_b64encode(b"[" * 3000).decode(),
    base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    base64.urlsafe_b64encode(b'{"a":1}').decode(),
    base64.urlsafe_b64encode(b"7").decode(),
]


@pytest.mark.parametrize("where", ["after", "before"])
async def test_a_cursor_that_this_list_did_not_give_is_refused(api: Api, where: str) -> None:
    order = {"field": "TITLE", "direction": "ASC"}
    found = await outcomes(api, ACTIVITIES, [{where: cursor, "orderBy": order} for cursor in BROKEN_CURSORS])
    assert found == [["BAD_CURSOR"]] * len(found)


async def test_a_forged_cursor_is_refused_or_is_a_place(api: Api) -> None:
    forged: list[tuple[str, tuple[object, ...]]] = [
        ("TITLE", ("t", "2026-01-01T00:00:00+00:00", "u", str(GENT_ID))),
        ("TITLE", ("s", "x", "s", "x")),
        ("TITLE", ("s", "\0", "u", str(GENT_ID))),
        ("VIEWS", ("s", "x", "u", str(GENT_ID))),
        ("VIEWS", ("i", 2**40, "u", str(GENT_ID))),
        ("VIEWS", ("i", 2**63, "u", str(GENT_ID))),
        ("VIEWS", ("i", True, "u", str(GENT_ID))),
        ("CREATED_AT", ("t", "2026-01-01T00:00:00", "u", str(GENT_ID))),
        ("CREATED_AT", ("t", "0001-01-01T00:00:00+14:00", "u", str(GENT_ID))),
        ("CREATED_AT", ("u", str(GENT_ID), "u", str(GENT_ID))),
    ]
    found = {}
    for field, place in forged:
        variables = {
            "orderBy": {"field": field, "direction": "ASC"},
            "after": cursor_of(f"activities {field} up", *place),
        }
        found[field, place] = (await ask(api, ACTIVITIES, variables)).error_codes
    assert {case: codes for case, codes in found.items() if codes not in ([], ["BAD_CURSOR"])} == {}


async def test_no_list_takes_the_cursor_of_another(api: Api) -> None:
    found = (await ask(api, LISTS, {"page": 1})).data
    lists = {**found["territory"], "municipalities": found["municipalities"]}
    lists["meldingen"] = {"edges": [{"cursor": await cursor_at(api.engine, 0)}]}
    cursors = {name: edges["edges"][0]["cursor"] for name, edges in lists.items()}
    codes = {
        (taker, giver): (await ask(api, LISTS, {"page": 1, taker: cursors[giver]})).error_codes
        for taker in cursors
        for giver in cursors
        if taker != giver
    }
    assert {case: found for case, found in codes.items() if found != ["BAD_CURSOR"]} == {}


# Which thing.


async def test_an_unknown_or_foreign_id_is_no_activity(api: Api) -> None:
    ids = [
        "x",
        "",
        "é",
        encode_id(NodeKind.ACTIVITY, "x"),
        encode_id(NodeKind.ACTIVITY, GENT_ID),
        encode_id(NodeKind.ORGANISATION, GENT_ID),
        encode_id(NodeKind.TERRITORY, "44021"),
    ]
    found = await outcomes(api, "query One($id: ID!) { activity(id: $id) { id } }", [{"id": each} for each in ids])
    assert found == [{"activity": None}] * len(found)


async def test_a_territory_that_is_not_there_or_not_yours_is_null(api: Api) -> None:
    found = await outcomes(api, TERRITORY, [{"nis": nis} for nis in ("99999", "71072", "00000")])
    assert found == [{"territory": None}] * len(found)


MALFORMED_NIS = ["", "4402", "440211", "Gent", " 44021", "44021\n", "٤٤٠٢١", 44021, 44021.5, True, [], {}]


@pytest.mark.parametrize("given", ["as a variable", "in the document"])
async def test_what_is_no_nis_code_is_the_client_s_mistake(api: Api, given: str) -> None:
    found = {}
    for nis in MALFORMED_NIS:
        if given == "as a variable":
            answer = await ask(api, TERRITORY, {"nis": nis})
        else:
            answer = await ask(api, f"{{ territory(nis: {orjson.dumps(nis).decode()}) {{ id }} }}")
        message = answer.body.get("errors", [{"message": ""}])[0]["message"]
        explained = 'Een NIS-code is een tekst van vijf cijfers, zoals "44021".' in message
        found[repr(nis)] = (answer.status, explained, "INTERNAL" in answer.error_codes)
    assert found == dict.fromkeys(found, (200, True, False))


@pytest.mark.parametrize("given", ["as a variable", "in the document"])
async def test_what_is_no_date_is_the_client_s_mistake(api: Api, given: str) -> None:
    found = {}
    for day in ("2026-13-01", "2026-02-30", "morgen", "", "2026-12-01T00:00:00Z"):
        if given == "as a variable":
            answer = await ask(api, ACTIVITIES, {"filter": {"from": day}})
        else:
            answer = await ask(api, f'{{ activities(filter: {{ from: "{day}" }}) {{ totalCount }} }}')
        found[day] = (answer.status, answer.body.get("data"), "INTERNAL" in answer.error_codes)
    assert found == dict.fromkeys(found, (200, None, False))


async def test_the_first_and_last_day_of_all_are_days(api: Api) -> None:
    days = [{"from": "0001-01-01"}, {"to": "0001-01-01"}, {"from": "9999-12-31"}, {"to": "9999-12-31"}]
    found = await outcomes(api, ACTIVITIES, [{"filter": each} for each in days])
    assert found == [{"activities": {"edges": []}}] * len(found)


async def test_occurrences_can_be_asked_between_any_days(api: Api) -> None:
    windows = [
        'from: "0001-01-01"',
        'to: "0001-01-01"',
        'from: "0001-01-01", to: "9999-12-31"',
        'from: "9999-12-31"',
        'from: "2026-12-02", to: "2026-12-01"',
    ]
    found = {}
    for window in windows:
        selection = f"activities(first: 1) {{ nodes {{ occurrences({window}) {{ end }} }} }}"
        territory = (await ask(api, f'{{ territory(nis: "44021") {{ {selection} }} }}')).data["territory"]
        (node,) = territory["activities"]["nodes"]
        found[window] = len(node["occurrences"])
    assert list(found.values()) == [0, 0, 1, 0, 0]


async def test_a_character_that_no_text_holds_finds_nothing(api: Api) -> None:
    chosen = [{"search": "a\0"}, {"types": ["a\0"]}, {"topics": ["\0"]}]
    found = await outcomes(api, ACTIVITIES, [{"filter": each} for each in chosen])
    assert found == [{"activities": {"edges": []}}] * len(found)


async def test_no_search_stumbles_over_a_character_that_no_text_holds(api: Api) -> None:
    queries = [
        '{ it: municipalities(search: "a\\u0000") { totalCount } }',
        '{ it: territory(nis: "44021") { organisations(search: "\\u0000") { totalCount } } }',
    ]
    assert [(await ask(api, query)).error_codes for query in queries] == [[], []]


async def test_a_character_that_no_text_holds_cannot_be_written(api: Api) -> None:
    seen = (await ask(api, '{ territory(nis: "44021") { activities { nodes { id } } } }')).data["territory"]
    wish = {"activityId": seen["activities"]["nodes"][0]["id"], "reason": "CANCELLED"}
    written = [{"text": "a\0"}, {"email": "a\0@example.org"}, {"idempotencyKey": "\0"}]
    found = await outcomes(api, REPORT, [{"input": wish | each} for each in written])
    named = [outcome["reportActivity"]["__typename"] if isinstance(outcome, dict) else outcome for outcome in found]
    assert named == ["InvalidInput"] * 3


async def test_a_version_that_is_no_number_of_ours_is_the_client_s_mistake(api: Api) -> None:
    versions = [2**31, -(2**31) - 1, 1.5, "1", True]
    wishes = [{"input": {"activityId": activity_id(GENT_ID), "expectedVersion": version}} for version in versions]
    found = await outcomes(api, PUBLISH, wishes)
    assert found == [[None]] * 5


# What shape.


async def all_shown(api: Api, bodies: Iterable[bytes]) -> dict[str, tuple[int, str | None, str]]:
    return {repr(body)[:80]: shown(await post(api, body)) for body in bodies}


async def test_json_that_is_no_object_is_no_request(api: Api) -> None:
    bodies = [b"[]", b"1", b'"{ __typename }"', b"null", b"true", b'[{"query":"{ __typename }"}]']
    found = await all_shown(api, bodies)
    assert found == dict.fromkeys(found, (400, "BAD_REQUEST", "Stuur één vraag als JSON-object."))


async def test_what_is_no_json_is_no_request(api: Api) -> None:
    bodies = [
        b"",
        b"{",
        b"{ __typename }",
        b'{"query":"\xff"}',
        b'{"query":"\\ud800"}',
        b"NaN",
        b"\xef\xbb\xbf{}",
        b'{"query":"{ __typename }","variables":{"a":' + b"[" * 2000 + b"]" * 2000 + b"}}",
    ]
    found = await all_shown(api, bodies)
    assert {body: answer[:2] for body, answer in found.items()} == dict.fromkeys(found, (400, "BAD_REQUEST"))


async def test_a_request_of_the_wrong_shape_is_refused(api: Api) -> None:
    query = "{ __typename }"
    requests: list[dict[str, Any]] = [
        {},
        {"query": None},
        {"query": ""},
        {"query": 1},
        {"query": [query]},
        {"query": query, "variables": []},
        {"query": query, "variables": "x"},
        {"query": query, "variables": 1},
        {"query": query, "operationName": 1},
        {"query": query, "operationName": {}},
        {"query": query, "operationName": "Nergens"},
        {"query": query, "extensions": "x"},
    ]
    found = await all_shown(api, [orjson.dumps(each) for each in requests])
    assert {body: answer[:2] for body, answer in found.items()} == dict.fromkeys(found, (400, "BAD_REQUEST"))


async def test_a_document_that_cannot_be_run_is_the_client_s_mistake(api: Api) -> None:
    documents = [
        "{",
        "}",
        "query",
        "{ a( }",
        "{ __typename } x",
        "\0",
        "é",
        "fragment F on Query { __typename }",
        *(opening * 600 for opening in ("{a", "{a(b:[", "query($a:[", "{a(b:{c:")),
        "{ " + "__typename " * 2000 + "}",
        "{ viewer { ...F } } fragment F on Viewer { ...G } fragment G on Viewer { ...F }",
    ]
    found = {}
    for document in documents:
        answer = await ask(api, document)
        found[document[:40]] = (answer.status in {200, 400}, answer.body.get("data"), "INTERNAL" in answer.error_codes)
    assert found == dict.fromkeys(found, (True, None, False))


async def test_which_of_two_operations_is_meant_must_be_said(api: Api) -> None:
    answer = await ask(api, "query A { __typename } query B { __typename }")
    assert (answer.body.get("data"), len(answer.body.get("errors", []))) == (None, 1)


async def test_variables_of_great_depth_are_refused(api: Api) -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    answer = await ask(api, ACTIVITIES, {"filter": {"types": deep}})
    assert (answer.status, answer.body["data"], answer.error_codes) == (200, None, [None])


TOO_MUCH = {
    "te veel aliassen": "{ " + " ".join(f"a{number}: __typename" for number in range(31)) + " }",
    "te veel directieven": "{ __typename " + "@skip(if: false) " * 51 + "}",
    "te diep": "{a " * 21 + "}" * 21,
    "te zwaar": "{ a(first: 100) { nodes { b(first: 100) { nodes { c d } } } } }",
}


async def test_what_asks_too_much_is_refused_before_it_costs_anything(api: Api) -> None:
    found = {}
    for what, query in TOO_MUCH.items():
        answer = await ask(api, query)
        said = answer.body["errors"][0]["message"].startswith(f"Deze vraag is {what}: ")
        found[what] = (answer.body.get("data"), answer.error_codes, said)
    assert found == dict.fromkeys(TOO_MUCH, (None, ["QUERY_TOO_EXPENSIVE"], True))


# How it came in.


async def test_only_json_that_says_so_is_read(api: Api) -> None:
    types = [
        "text/plain",
        "text/plain,application/json",
        "text/plain; application/json",
        "application/json,text/plain",
        "application/jsonx",
        "application/graphql",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
    ]
    found = {each: shown(await post(api, NOBODY_SAYS, content_type=each)) for each in types}
    assert found == dict.fromkeys(types, (415, "UNSUPPORTED_MEDIA_TYPE", "Stuur je vraag als application/json."))


async def test_json_may_say_so_in_any_case_and_with_parameters(api: Api) -> None:
    types = ["application/json", "application/json; charset=utf-8", " application/json ;x=y", "Application/JSON"]
    found = {each: (await post(api, NOBODY_SAYS, content_type=each)).status_code for each in types}
    assert found == dict.fromkeys(types, 200)


async def test_nothing_is_changed_over_get(api: Api) -> None:
    mutation = 'mutation { publishActivity(input: {activityId: "x"}) { __typename } }'
    for accept in ("application/json", "application/graphql-response+json", "*/*"):
        headers = {"accept": accept, "authorization": f"Bearer {api.moderator().token}"}
        response = await api.http.get("/graphql", params={"query": mutation}, headers=headers)
        status, _, message = shown(response)
        assert (accept, status in {400, 405}, "GET" in message) == (accept, True, True)


async def test_other_methods_are_refused(api: Api) -> None:
    methods = ["PUT", "PATCH", "DELETE"]
    found = {each: (await api.http.request(each, "/graphql", content=NOBODY_SAYS)).status_code for each in methods}
    assert found == dict.fromkeys(methods, 405)


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_pages_of_others_are_turned_away(api: Api, method: str) -> None:
    origins = [
        "https://evil.example",
        "null",
        "http://ikdoemee.test.evil.example",
        "http://ikdoemee.test:81",
        "x",
    ]
    found = {}
    for origin in origins:
        response = await api.http.request(
            method,
            "/graphql",
            params={} if method == "POST" else {"query": "{ __typename }"},
            content=NOBODY_SAYS if method == "POST" else None,
            headers={"content-type": "application/json", "origin": origin},
        )
        found[origin] = (*shown(response), "access-control-allow-origin" in response.headers)
    message = "Pagina's van deze herkomst mogen de API niet gebruiken."
    assert found == dict.fromkeys(origins, (403, "ORIGIN_NOT_ALLOWED", message, False))


async def test_our_own_pages_are_let_in(api: Api) -> None:
    assert (await post(api, NOBODY_SAYS, origin="http://ikdoemee.test")).status_code == 200


async def test_a_body_has_a_bound_whatever_its_announced_length(api: Api) -> None:
    async def pieces() -> AsyncGenerator[bytes]:
        for _ in range(5):
            yield b" " * 60_000

    announced = await post(api, b" " * 262_145)
    piecemeal = await api.http.post("/graphql", content=pieces(), headers={"content-type": "application/json"})
    expected = (413, "BODY_TOO_LARGE", "Je vraag is te groot: hoogstens 262144 bytes.")
    assert (shown(announced), shown(piecemeal)) == (expected, expected)


async def test_an_unknown_path_says_where_the_api_is(api: Api) -> None:
    response = await api.http.post("/grafql", content=NOBODY_SAYS, headers={"content-type": "application/json"})
    assert shown(response) == (404, "NOT_FOUND", "Hier is niets. De API staat op /graphql.")


async def test_a_subscription_that_is_sent_as_a_question_is_told_how_to_follow(api: Api) -> None:
    answer = await api.moderator().send('subscription { meldingen(nis: "44021") { __typename } }')
    assert answer.body == {
        "errors": [
            {
                "message": "Een subscription volg je over WebSocket (graphql-transport-ws) of met "
                "'Accept: text/event-stream'.",
                "extensions": {"code": "STREAM_REQUIRED"},
            }
        ]
    }
