"""Never a different answer: whatever is asked, by whomever, a plan answers as the ordinary executor does."""

import asyncio
from collections.abc import Generator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.limits import excess
from schema.root import build_schema as build_product_schema
from tests.differential.documents import Document, documents, everything
from tests.differential.world import fill
from tests.support.api import Api, open_api
from tests.support.client import Client
from tests.support.clock import Clock
from tests.support.databases import Templates

DOCUMENTS = 1000
"""For each kind of database."""

SCHEMA: GraphQLSchema = build_schema(build_product_schema().as_str())
PLANNED = (
    "activities", "activity", "activityTypes", "goals", "help", "inspiration", "languageLevels", "municipalities",
    "organisation", "organisations", "publicationRules", "reportStatus", "territory", "topics",
)  # fmt: skip
OTHERS = ("node", "viewer")


@dataclass
class World:
    """A database with something of everything, its API, and what was asked of it so far."""

    runner: asyncio.Runner
    api: Api
    values: dict[str, list[Any]]
    people: dict[str, Client]
    answered: int = 0


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, templates: Templates) -> Generator[World]:
    address = templates.copy(request.param)
    with ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner())
        opened = open_api(address, Clock())
        api = runner.run(opened.__aenter__())
        stack.callback(lambda: runner.run(opened.__aexit__(None, None, None)))
        people = {
            "anonymous": api.anonymous(),
            "organiser": api.organiser(),
            "administrator": api.administrator(),
            "moderator": api.moderator(),
            "other moderator": api.other_moderator(),
        }
        yield World(runner, api, runner.run(fill(api)), people)
    templates.drop(address)


async def compared(world: World, person: str, document: Document) -> None:
    """Send a document twice: the first time it is executed, the second time it is planned."""
    client = world.people[person]
    executed = await client.send(document.text, document.variables)
    assert "INTERNAL" not in executed.error_codes, executed.body
    counts = world.api.planner.counts.copy()
    planned = await client.send(document.text, document.variables)
    assert planned == executed
    world.answered += world.api.planner.counts["planned"] - counts["planned"]


@pytest.mark.timeout(900)
def test_a_plan_answers_as_the_executor_does_property(world: World) -> None:
    @settings(
        max_examples=max(DOCUMENTS, settings().max_examples), suppress_health_check=list(HealthCheck), deadline=None
    )
    @given(st.sampled_from(sorted(world.people)), documents(SCHEMA, world.values, [*PLANNED * 3, *OTHERS]))
    def run(person: str, document: Document) -> None:
        world.runner.run(compared(world, person, document))

    run()
    assert world.answered >= DOCUMENTS / 2


@pytest.mark.parametrize("root", PLANNED)
@pytest.mark.parametrize("person", ["anonymous", "organiser", "administrator", "moderator", "other moderator"])
def test_a_plan_answers_everything_that_a_field_offers(world: World, root: str, person: str) -> None:
    planned = world.answered
    for document in everything(SCHEMA, root, world.values):
        world.runner.run(compared(world, person, document))
        # Some ask too much, and are refused either way.
        planned += excess(parse(document.text), document.variables) is None
    assert world.answered == planned
