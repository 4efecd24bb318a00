"""Who sent a report is told to nobody: not in any field that any role can select, not live, and not in the log.

What is asked is generated from the schema, so a new field is asked for as soon as it is there.
"""

from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx2
import pytest
import structlog
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from auth.development import subject_of
from domain.activities.model import Activity, ActivityStatus
from persistence.tables.meldingen import melding
from persistence.tables.reports import report, reporter
from resolvers.ids import NodeKind, encode_id
from schema.root import build_schema as build_product_schema
from tests.api.stored import cursor_at, rows
from tests.api.test_access_matrix import ROLES
from tests.differential.documents import ways_down
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id, report_id
from tests.support.factories import GENT, own, store
from tests.support.logged import everything_logged, served
from tests.support.sockets import line_to

SCHEMA: GraphQLSchema = build_schema(build_product_schema().as_str())

NAME = "Zeldzame Naam"
EMAIL = "zeldzaam.adres@example.net"
ADDRESS, BROWSER = "193.190.77.88", "Zeldzame browser 3.14"
WHO = (NAME, EMAIL, subject_of(NAME), ADDRESS, BROWSER)
"""By what a reporter could be known."""
TEXT = "Ik woon ernaast en hoor het elke week."
"""Written by the reporter; it may tell who they are, so organisers do not read it."""

REPORT = "mutation M($input: ReportActivityInput!) { it: reportActivity(input: $input) { __typename %s } }"

FEW = 7
"""Rows of a list; more of them, with lists below them, would ask more than one may."""
TOGETHER = 5
"""Ways down the schema that are asked in one query."""

on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])
"""What an answer is made of does not depend on the database; that it is the same is tested elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Reports in every state, sent by somebody who signed in and by somebody who did not."""

    activities: tuple[Activity, ...]
    reports: tuple[Any, ...]
    codes: tuple[str, ...]


async def report_everything(api: Api) -> Reported:
    """File reports through the API on activities of two organisations, and let moderators deal with some."""
    made = tuple(own(each, status=ActivityStatus.PUBLISHED) for each in (OCMW_GENT_ID, OCMW_GENT_ID, GENT_ID, GENT_ID))
    await store(api.engine, made)
    visitor = api.visitor(ADDRESS, BROWSER)
    signed_in = replace(visitor, token=api.signed_in(NAME, None).token)
    codes = []
    for each in made:
        for client in (visitor, signed_in):
            wish = {"activityId": activity_id(each.id), "reason": "INAPPROPRIATE", "text": TEXT, "email": EMAIL}
            sent = await client.send(REPORT % "... on ActivityReported { trackingCode }", {"input": wish})
            codes.append(sent.data["it"]["trackingCode"])
    assert len(await rows(api.engine, reporter)) == len(codes)
    by_activity = {
        each.id: [row["id"] for row in await rows(api.engine, report) if row["activity_id"] == each.id] for each in made
    }
    upheld, again, proposed, _ = (by_activity[each.id][0] for each in made)
    one, other = api.moderator("Een"), api.moderator("Twee")
    await decide(one, "resolveReport", upheld, outcome="UPHELD", explanation="Zo is het.", unpublish=True)
    await decide(one, "resolveReport", again, outcome="DISMISSED", explanation="Zo is het niet.")
    await decide(other, "reopenReport", again, reason="toch wel")
    await decide(one, "resolveReport", proposed, outcome="UPHELD", explanation="Zo is het hier ook.")
    return Reported(
        activities=made, reports=tuple(each for found in by_activity.values() for each in found), codes=tuple(codes)
    )


async def decide(client: Client, mutation: str, key: object, **more: Any) -> None:
    name = f"{mutation[0].upper()}{mutation[1:]}Input"
    answer = await client.send(
        f"mutation M($input: {name}!) {{ it: {mutation}(input: $input) {{ __typename }} }}",
        {"input": {"reportId": report_id(key), **more}},
    )
    assert answer.data["it"]["__typename"] in {"ReportResolved", "ReportReopened", "ReportDecisionProposed"}


def whole(of: GraphQLNamedType, depth: int = 2) -> str:
    """Return a selection of all leaves of a type, and of what lies below it as far as `depth`."""
    if isinstance(of, GraphQLInterfaceType | GraphQLUnionType):
        members = (f"... on {each.name} {whole(each, depth)}" for each in SCHEMA.get_possible_types(of))
        return f"{{ __typename {' '.join(members)} }}"
    assert isinstance(of, GraphQLObjectType)
    parts = ["__typename"]
    for name, field in of.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            parts.append(name)
        elif depth > 0:
            parts.append(f"{name} {whole(inner, depth - 1)}")
    return f"{{ {' '.join(parts)} }}"


def queries(values: dict[str, list[Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return queries for every field below every root, with each value that a required argument can have."""
    assert SCHEMA.query_type is not None
    for root, field in SCHEMA.query_type.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            continue
        selections = below(inner)
        required = {name: each.type for name, each in field.args.items() if is_required_argument(each)}
        head = ", ".join(f"${name}: {kind}" for name, kind in required.items())
        few = [f"first: {FEW}"] if "first" in field.args else []
        given = ", ".join([*(f"{name}: ${name}" for name in required), *few])
        for selection in selections:
            asked = f"{root}({given}) {selection}" if given else f"{root} {selection}"
            text = f"query Q({head}) {{ {asked} }}" if required else f"{{ {asked} }}"
            for variables in choices(required, values):
                yield text, variables


def below(of: GraphQLNamedType) -> list[str]:
    """Return selections that together hold every field below an object, each of a bounded size."""
    if isinstance(of, GraphQLInterfaceType | GraphQLUnionType):
        # What lies further below a node lies below other roots too.
        return [f"{{ ... on {each.name} {whole(each)} }}" for each in SCHEMA.get_possible_types(of)]
    assert isinstance(of, GraphQLObjectType)
    ways = [way.removeprefix("{").removesuffix("}") for way in ways_down(of, ())]
    return [f"{{ {' '.join(ways[start : start + TOGETHER])} }}" for start in range(0, len(ways), TOGETHER)]


def choices(required: dict[str, Any], values: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Return the values of required arguments: all that are known by name, or one of the type."""
    by_type = {"String": "gent", "NisCode": GENT, "Int": 5, "Boolean": True, "Date": "2026-12-01"}
    possible: dict[str, list[Any]] = {}
    for name, kind in required.items():
        inner = get_named_type(kind)
        one = next(iter(inner.values)) if isinstance(inner, GraphQLEnumType) else by_type.get(inner.name)
        possible[name] = values.get(name) or ([one] if one is not None else values["id"])
    for number in range(max(map(len, possible.values()), default=1)):
        yield {name: each[number % len(each)] for name, each in possible.items()}


def mutations(world: Reported) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return mutations about what was reported, each with all that it can answer."""
    for about in world.activities:
        of = {"activityId": activity_id(about.id)}
        yield "recordActivityView", of
        yield "unpublishActivity", of
        yield "publishActivity", of
        yield "reportActivity", {**of, "reason": "CANCELLED"}
    for key in world.reports:
        of = {"reportId": report_id(key)}
        yield "resolveReport", {**of, "expectedVersion": 99, "outcome": "UPHELD", "explanation": "x"}
        yield "resolveReport", {**of, "outcome": "UPHELD", "explanation": "x"}
        yield "reopenReport", {**of, "expectedVersion": 99, "reason": "x"}
        yield "reopenReport", {**of, "reason": "x"}


async def heard(api: Api, client: Client, world: Reported) -> AsyncGenerator[str]:
    """Give every answer that a client can get about what was reported, as it is sent."""
    told = [encode_id(NodeKind.MELDING, each["id"]) for each in await rows(api.engine, melding)]
    ids = [
        *(activity_id(each.id) for each in world.activities[::2]),
        *map(report_id, world.reports[::2]),
        told[0],
        encode_id(NodeKind.TERRITORY, GENT),
        encode_id(NodeKind.PERSON, subject_of(NAME)),
    ]
    values: dict[str, list[Any]] = {"id": ids, "trackingCode": list(world.codes), "nis": [GENT]}
    for text, variables in queries(values):
        answer = await client.send(text, variables)
        assert "errors" not in answer.body, (text, answer.body)
        yield str(answer.body)
    async for each in heard_live(api, client):
        yield each
    async for each in given_out(api, client, world):
        yield each
    assert SCHEMA.mutation_type is not None
    for name, wish in mutations(world):
        union = get_named_type(SCHEMA.mutation_type.fields[name].type)
        text = f"mutation M($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {whole(union)} }}"
        answer = await client.send(text, {"input": wish})
        assert "errors" not in answer.body, (text, answer.body)
        yield str(answer.body)


async def given_out(api: Api, client: Client, world: Reported) -> AsyncGenerator[str]:
    """Give every document that is had outside GraphQL: feeds, the audit log, and a calendar of open work."""
    organisations = [encode_id(NodeKind.ORGANISATION, each) for each in (GENT_ID, OCMW_GENT_ID)]
    paths = [
        *(f"/feeds/territories/{GENT}.{kind}" for kind in ("ics", "atom")),
        *(f"/feeds/organisations/{each}.{kind}" for each in organisations for kind in ("ics", "atom")),
        *(f"/activities/{activity_id(each.id)}.{kind}" for each in world.activities for kind in ("ics", "jsonld")),
        *(f"/export/audit/{GENT}.{kind}" for kind in ("csv", "jsonl")),
    ]
    made = await client.send(
        f'mutation {{ it: createWorkFeed(input: {{nis: "{GENT}"}}) {{ ... on WorkFeedCreated {{ path }} }} }}'
    )
    if path := made.data["it"].get("path"):
        paths.append(path)
    headers = {"authorization": f"Bearer {client.token}"} if client.token else {}
    for each in paths:
        response = await api.http.get(each, headers=headers)
        assert response.status_code in {200, 401, 404}, (each, response.status_code)
        yield response.text


async def heard_live(api: Api, client: Client) -> AsyncGenerator[str]:
    """Give what comes over a WebSocket: each Melding from the first on, or why there are none."""
    assert SCHEMA.subscription_type is not None
    event = get_named_type(SCHEMA.subscription_type.fields["meldingen"].type)
    after = await cursor_at(api.engine, 0)
    async with line_to(api.app, client.token) as line:
        query = f'subscription S {{ meldingen(nis: "{GENT}", after: "{after}") {whole(event, 3)} }}'
        line.send({"id": "1", "type": "subscribe", "payload": {"query": query}})
        while True:
            message = await line.message()
            yield str(message)
            if message["type"] != "next" or "MeldingenUpToDate" in str(message) or "errors" in message["payload"]:
                return


@on_sqlite
@pytest.mark.timeout(300)
@pytest.mark.parametrize("role", sorted(ROLES))
async def test_no_answer_to_anybody_says_who_sent_a_report(api: Api, role: str) -> None:
    world = await report_everything(api)
    client = ROLES[role](api)
    answers = [each async for each in heard(api, client, world)]
    assert [(who, each) for each in answers for who in WHO if who in each] == []
    # The moderators read what it says, and nobody else does: it could tell who wrote it.
    assert any(TEXT in each for each in answers) is (role == "moderator here")
    if role in {"moderator here", "its organiser"}:
        assert any("Zo is het." in each for each in answers)


@on_sqlite
async def test_a_conflict_does_not_say_who_sent_a_report(api: Api) -> None:
    world = await report_everything(api)
    wish = {"reportId": report_id(world.reports[1]), "expectedVersion": 9, "outcome": "UPHELD", "explanation": "x"}
    answer = await api.moderator().send(
        "mutation M($input: ResolveReportInput!) { it: resolveReport(input: $input) "
        "{ ... on VersionConflict { changedBy { name } } } }",
        {"input": wish},
    )
    assert answer.data["it"] == {"changedBy": {"name": "Een bezoeker"}}


# The log.


@pytest.mark.parametrize("production", [True, False])
async def test_no_line_of_the_log_says_who_sent_a_report(
    api: Api, production: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    published = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    wish = {"activityId": activity_id(published.id), "reason": "OTHER", "text": TEXT, "email": EMAIL}
    token = api.signed_in(NAME, None).token
    query = REPORT % "... on Refusal { message }"
    # Sent as it should be, with something wrong in it, and as no request at all.
    bodies: list[Callable[[], dict[str, Any]]] = [
        lambda: {"json": {"query": query, "variables": {"input": wish}}},
        lambda: {"json": {"query": query, "variables": {"input": {**wish, "email": f"{EMAIL},x"}}}},
        lambda: {"json": {"query": query, "variables": {"input": {**wish, "reason": EMAIL}}}},
        lambda: {"json": {"query": f'mutation {{ "{EMAIL}" }}'}},
        lambda: {"content": EMAIL, "headers": {"content-type": "application/json"}},
    ]
    with everything_logged(production=production) as collected:
        async with served(api) as address, httpx2.AsyncClient(base_url=address, timeout=10) as http:
            for signed_in in ({"authorization": f"Bearer {token}"}, {}):
                for body in bodies:
                    sent = body()
                    headers = {**signed_in, "user-agent": BROWSER, **sent.pop("headers", {})}
                    await http.post("/graphql", headers=headers, **sent)
            await (await http.post("/graphql", json={"query": "{ topics { code } }"})).aread()
        structlog.get_logger("test").warning("the log works")
    printed = capfd.readouterr()
    logged = "\n".join([*collected.lines, printed.out, printed.err])
    assert len(await rows(api.engine, reporter)) == 2
    assert "the log works" in logged
    assert [who for who in (*WHO, TEXT) if who in logged] == []
