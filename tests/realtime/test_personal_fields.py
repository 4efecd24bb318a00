"""Whatever depends on the person who follows is known to, so that it is never shared with another.

Two persons with the same rights but other marks follow everything that can be selected, each alone: where their answers
differ, the field must be among those that keep streams apart.
"""

from collections.abc import Iterator

import orjson
import pytest
from graphql import (
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_object_type,
    is_required_argument,
)

from persistence.unit_of_work import units_of_work
from schema.root import build_schema
from schema.shapes import PERSONAL, shape_of
from tests.realtime.subscribers import Stage, open_stage
from tests.support.clock import Clock
from tests.support.factories import GENT, activity, store

DEPTH = 4
"""Fields below the Melding; deeper ones are reached through the same types."""
ARRIVED = "... on MeldingArrived { melding { %s } }"
SUBSCRIPTION = 'subscription Field { meldingen(nis: "44021") { %s } }'


def paths(schema: GraphQLSchema) -> list[str]:
    """Return a selection for every way from a Melding to a leaf, each type once a way, but other Meldingen too."""
    found = schema.get_type("Melding")
    assert isinstance(found, GraphQLObjectType)
    return list(_below(schema, found, ("Melding",)))


def _below(schema: GraphQLSchema, parent: GraphQLObjectType, way: tuple[str, ...]) -> Iterator[str]:
    for name, field in parent.fields.items():
        if any(is_required_argument(each) for each in field.args.values()):
            continue
        yield from (f"{name} {inner}".strip() for inner in _inside(schema, field, way))


def _inside(schema: GraphQLSchema, field: GraphQLField, way: tuple[str, ...]) -> Iterator[str]:
    found = get_named_type(field.type)
    for each in _objects(schema, found):
        if each is None:
            yield ""
        elif way.count(each.name) < (2 if each.name == "Melding" else 1) and len(way) <= DEPTH:
            for inner in _below(schema, each, (*way, each.name)):
                yield f"{{ ... on {each.name} {{ {inner} }} }}"


def _objects(schema: GraphQLSchema, found: GraphQLNamedType) -> list[GraphQLObjectType | None]:
    if is_abstract_type(found):
        return list(schema.get_possible_types(found))
    return [found] if isinstance(found, GraphQLObjectType) and is_object_type(found) else [None]


def personal(schema: GraphQLSchema, selection: str) -> bool:
    """Whether a selection is kept apart."""
    from graphql import parse

    shape = shape_of(parse(SUBSCRIPTION % (ARRIVED % selection)), None, schema)
    assert shape is not None
    return shape.personal


SCHEMA: GraphQLSchema = build_schema()._schema  # noqa: SLF001 - Strawberry has no other name for it


def test_every_field_that_is_named_exists() -> None:
    for parent, name in PERSONAL:
        found = SCHEMA.get_type(parent)
        assert isinstance(found, GraphQLObjectType)
        assert name in found.fields


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_what_is_shared_is_the_same_for_every_person(database_url: str, clock: Clock) -> None:
    shared = [each for each in paths(SCHEMA) if not personal(SCHEMA, each)]
    apart = [each for each in paths(SCHEMA) if personal(SCHEMA, each)]
    assert any("unreadMeldingen" in each for each in apart)
    async with open_stage(database_url, clock) as stage:
        answers = await _answers(stage, shared)
        assert [each for each, (first, second) in answers.items() if first != second] == []
        told_apart = await _answers(stage, ["territory { unreadMeldingen }"])
        assert all(first != second for first, second in told_apart.values())


async def _answers(stage: Stage, selections: list[str]) -> dict[str, tuple[bytes, bytes]]:
    """Return what two persons are told of one Melding, for each selection, when each follows alone."""
    about = activity()
    await store(stage.engine, [about])
    await stage.write(3)
    async with units_of_work(stage.engine, stage.bell, now=stage.clock.now)() as work:
        await work.meldingen.mark_read("b", await work.meldingen.head(GENT), at=stage.clock.now())
        await work.commit()
    people = [await stage.actor("a"), await stage.actor("b")]
    after = await stage.cursor((await stage.head()).sequence)
    await stage.write(activity_id=about.id, organisation_id=people[0].organisation_id)
    found: dict[str, tuple[bytes, bytes]] = {}
    for selection in selections:
        query = (SUBSCRIPTION % (ARRIVED % selection)).replace('"44021"', f'"44021", after: "{after}"')
        followers = [await stage.subscribe(person, query) for person in people]
        told = []
        for follower in followers:
            await follower.has(1)
            told.append(orjson.dumps(follower.answers[0]))
            await follower.leave()
        assert b'"data"' in told[0], told
        assert b'"errors"' not in told[0], (selection, told)
        found[selection] = (told[0], told[1])
    return found
