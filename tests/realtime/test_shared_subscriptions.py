"""Subscriptions that ask the same with the same rights are executed once, and nobody can tell."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT, Actor
from domain.meldingen.model import LogPosition, MeldingKind
from persistence.meldingen import MeldingReader
from persistence.unit_of_work import units_of_work
from realtime import stream
from schema.contract import operations
from schema.sharing import SharedResult
from tests.realtime.subscribers import CURSORS, SOON, Stage, Subscriber, open_stage, payload, short
from tests.support.clock import Clock
from tests.support.factories import GENT, activity, store

ONE_LOOK = 3
"""Statements for one look at the log."""

LIVE = operations()["LiveMeldingen"]
UNREAD = """
subscription Unread($after: String) {
  meldingen(nis: "44021", after: $after) { ... on MeldingArrived { melding { ...About } } }
}
fragment About on Melding { territory { ... on Node { ...Counted } } }
fragment Counted on Territory { unreadMeldingen }
"""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing come from a look at intervals."""
    monkeypatch.setattr(stream, "LOOK_AGAIN", 60.0)
    monkeypatch.setattr(stream, "LOOK_AGAIN_SOON", 60.0)


@pytest.fixture
async def stage(database_url: str, clock: Clock) -> AsyncGenerator[Stage]:
    """Give a stage on a fresh database."""
    async with open_stage(database_url, clock) as opened:
        yield opened


@contextmanager
def statements() -> Generator[list[str]]:
    """Note every statement that is sent, by whomever."""
    noted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        noted.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield noted
    event.remove(Engine, "before_cursor_execute", note)


def shared(subscriber: Subscriber) -> list[bool]:
    return [isinstance(result, SharedResult) for result in subscriber.results]


async def test_what_is_shared_is_what_each_would_have_had_alone(stage: Stage) -> None:
    about = activity()
    await store(stage.engine, [about])
    moderator = await stage.actor()
    first = await stage.subscribe(moderator, LIVE, nis=GENT)
    await first.has(1)
    second = await stage.subscribe(await stage.actor("b"), LIVE, nis=GENT)
    await second.has(1)
    # The literal cursor stands in the document: it is followed alone.
    cursor = await stage.cursor(0)
    literal = LIVE.replace("after: $after", f'after: "{cursor}"').replace(", $after: String", "")
    alone = await stage.subscribe(moderator, literal, nis=GENT)
    await alone.has(1)
    await stage.write(activity_id=about.id, organisation_id=moderator.organisation_id)
    await stage.write(kind=MeldingKind.ACTIVITY_REPORTED)
    for each in (first, second, alone):
        await each.has(3)
    assert first.answers == second.answers == alone.answers
    assert [shared(each) for each in (first, second, alone)] == [[False, True, True], [True] * 3, [False] * 3]
    assert first.results[1] is second.results[1]
    assert first.answers[1]["data"]["meldingen"]["melding"]["activity"]["title"] == about.content.title


async def told_one(stage: Stage, subscribers: list[Subscriber], count: int) -> None:
    for each in subscribers:
        await each.has(count - 1)
    await stage.write()
    for each in subscribers:
        await each.has(count)


async def test_an_event_costs_as_many_statements_for_many_as_for_one(stage: Stage) -> None:
    counts = []
    for people in (1, 20):
        subscribers = [await stage.subscribe(await stage.actor(f"p{number}")) for number in range(people)]
        # The first finds a group that is still beginning.
        await told_one(stage, subscribers, 2)
        with statements() as noted:
            await told_one(stage, subscribers, 3)
        counts.append(len(noted))
        for each in subscribers:
            await each.leave()
    # Nineteen more would each have looked; the ring, which goes through the broker too, may have come once more.
    assert abs(counts[0] - counts[1]) <= ONE_LOOK


@pytest.mark.parametrize("comes_back", [False, True])
async def test_who_begins_where_the_others_are_joins_at_once_and_touches_no_database(
    stage: Stage, comes_back: bool
) -> None:
    first = await stage.subscribe(await stage.actor())
    await first.has(1)
    await stage.write(2)
    await first.has(3)
    others = [(await stage.actor(f"p{number}")) for number in range(20)]
    variables = {"after": await stage.cursor(2)} if comes_back else {}
    with statements() as noted:
        joined = [await stage.subscribe(each, **variables) for each in others]
        assert [await each.has(1) for each in joined] == [["up to date at 2"]] * 20
    # The group itself may have looked.
    assert len(noted) <= ONE_LOOK
    assert len({id(each.results[0]) for each in joined}) == 1


async def test_what_happens_between_being_up_to_date_and_joining_is_not_missed(stage: Stage) -> None:
    first = await stage.subscribe(await stage.actor())
    await first.has(1)
    await stage.write(2)
    await first.has(3)
    results = await stage.stream(await stage.actor("b"), after=await stage.cursor(1))
    assert [short(payload(await anext(results))) for _ in range(2)] == ["2", "up to date at 2"]
    # One who is slow to come back for more: meanwhile the others go on.
    await stage.write(3)
    await first.has(6)
    assert [short(payload(await anext(results))) for _ in range(3)] == ["3", "4", "5"]
    await stage.write()
    assert short(payload(await anext(results))) == "6"
    await results.aclose()


async def test_who_comes_back_from_further_gets_what_was_missed_and_what_was_read(stage: Stage) -> None:
    await stage.write(4)
    first = await stage.subscribe(await stage.actor())
    await first.has(1)
    async with units_of_work(stage.engine, stage.bell, now=stage.clock.now)() as work:
        place = replace(await work.meldingen.head(GENT), sequence=3)
        await work.meldingen.mark_read("b", place, at=stage.clock.now())
        await work.commit()
    second = await stage.subscribe(await stage.actor("b"), after=await stage.cursor(1))
    assert await second.has(4) == ["2", "3", "4", "up to date at 4"]
    await stage.write()
    assert (await second.has(5), await first.has(2)) == (
        ["2", "3", "4", "up to date at 4", "5"],
        ["up to date at 4", "5"],
    )
    assert [each["data"]["meldingen"]["melding"]["read"] for each in second.answers[:3]] == [True, True, False]
    assert stage.groups == 1


async def test_other_rights_another_organisation_or_other_variables_do_not_share(stage: Stage) -> None:
    moderator = await stage.actor()
    both = replace(moderator, rights=frozenset({MODERATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT}))
    assert moderator.organisation
    renamed = replace(moderator, organisation=replace(moderator.organisation, name="x"))
    different: list[tuple[Actor, dict[str, Any]]] = [
        (moderator, {}),
        (both, {}),
        (renamed, {}),
        (moderator, {"kinds": ["ACTIVITY_PUBLISHED"]}),
    ]
    for who, variables in different:
        subscriber = await stage.subscribe(who, **variables)
        await subscriber.has(1)
    assert stage.groups == 4
    await stage.write()
    answers = [(await each.has(2)) and each.results[1] for each in stage.subscribers]
    assert len({id(each) for each in answers}) == 4


async def test_who_may_not_follow_cannot_join_those_who_may(stage: Stage) -> None:
    moderator = await stage.subscribe(await stage.actor())
    await moderator.has(1)
    actor = await stage.actor("c")
    assert actor.organisation
    for who in (
        await stage.actor("b", "Hasselt"),
        replace(actor, rights=frozenset()),
        replace(actor, person=None, organisation=None, rights=frozenset()),
    ):
        assert await (await stage.subscribe(who)).end() == ["NOT_FOUND"]
    assert stage.groups == 1


async def test_what_depends_on_the_person_is_not_shared_with_another(stage: Stage) -> None:
    await stage.write(3)
    async with units_of_work(stage.engine, stage.bell, now=stage.clock.now)() as work:
        await work.meldingen.mark_read("b", await work.meldingen.head(GENT), at=stage.clock.now())
        await work.commit()
    people = [await stage.actor("a"), await stage.actor("b"), await stage.actor("b")]
    subscribers = []
    for who in people:
        subscribers.append(await stage.subscribe(who, UNREAD))
        await subscribers[-1].has(1)
    assert stage.groups == 2
    await stage.write()
    for each in subscribers:
        await each.has(2)
    territories = [each.answers[1]["data"]["meldingen"]["melding"]["territory"] for each in subscribers]
    assert territories == [{"unreadMeldingen": 4}, {"unreadMeldingen": 1}, {"unreadMeldingen": 1}]
    assert subscribers[1].results[1] is subscribers[2].results[1]


@pytest.mark.parametrize(
    "query",
    [
        CURSORS.replace("after: $after", "after: null").replace(", $after: String", ""),
        CURSORS.replace("$after: String", "$after: String!"),
        CURSORS.replace("$after: String", '$after: String = "x"'),
        CURSORS.replace("nis: $nis,", "nis: $nis, ")
        .replace("__typename", "__typename @skip(if: $skip)")
        .replace("$after: String", "$after: String, $skip: Boolean!"),
    ],
)
async def test_a_subscription_of_any_shape_is_followed(stage: Stage, query: str) -> None:
    await stage.write()
    variables: dict[str, Any] = {"after": await stage.cursor(0), "skip": False}
    wanted = {name: value for name, value in variables.items() if f"${name}:" in query}
    subscribers = [await stage.subscribe(await stage.actor(person), query, **wanted) for person in ("a", "b")]
    begin = ["1", "up to date at 1"] if "after" in wanted else ["up to date at 1"]
    for each in subscribers:
        assert await each.has(len(begin)) == begin
    await stage.write()
    for each in subscribers:
        assert await each.has(len(begin) + 1) == [*begin, "2"]


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        (CURSORS, {"after": "geen cursor"}, "BAD_CURSOR"),
        (CURSORS, {"nis": "99999"}, "NOT_FOUND"),
        (CURSORS + "query Other { __typename }", {}, "OPERATION_NAME_REQUIRED"),
    ],
)
async def test_a_mistake_is_told_as_ever_while_others_share(
    stage: Stage, query: str, variables: dict[str, Any], code: str
) -> None:
    first = await stage.subscribe(await stage.actor())
    await first.has(1)
    for _ in range(2):
        assert await (await stage.subscribe(await stage.actor("b"), query, **variables)).end() == [code]
    assert stage.groups == 1


async def test_a_query_beside_a_subscription_is_answered(stage: Stage) -> None:
    both = CURSORS + "query Other { __typename }"
    for _ in range(2):
        asked = await stage.subscribe(await stage.actor(), both, "Other")
        await asked.has(1)
        assert asked.answers == [{"data": {"__typename": "Query"}}]
    follower = await stage.subscribe(await stage.actor(), both, "Cursors")
    assert await follower.has(1) == ["up to date at 0"]


async def test_a_required_cursor_that_is_left_out_is_refused_while_others_give_it(stage: Stage) -> None:
    query = CURSORS.replace("$after: String", "$after: String!")
    first = await stage.subscribe(await stage.actor(), query, after=await stage.cursor(0))
    await first.has(1)
    second = await stage.subscribe(await stage.actor(), query)
    async with asyncio.timeout(SOON):
        await second.has(1)
    assert "$after" in second.answers[0]["errors"][0]["message"]


async def test_a_cursor_of_another_database_is_a_gap_for_one_alone(stage: Stage) -> None:
    first = await stage.subscribe(await stage.actor())
    await first.has(1)
    assert await (await stage.subscribe(await stage.actor("b"), after=await stage.cursor(9))).end() == ["gap"]
    await stage.write()
    assert await first.has(2) == ["up to date at 0", "1"]


async def test_whose_token_ended_is_told_so_and_nothing_more(stage: Stage) -> None:
    long = await stage.subscribe(await stage.actor())
    brief = await stage.subscribe(await stage.actor("b", minutes=5))
    await asyncio.gather(long.has(1), brief.has(1))
    await stage.write()
    await asyncio.gather(long.has(2), brief.has(2))
    assert stage.groups == 1
    stage.clock.time += timedelta(minutes=5)
    await stage.write()
    assert await brief.end() == ["up to date at 0", "1", "TOKEN_EXPIRED"]
    assert await long.has(3) == ["up to date at 0", "1", "2"]
    assert await (await stage.subscribe(await stage.actor("b", minutes=0))).end() == ["TOKEN_EXPIRED"]


async def test_whose_rights_change_goes_on_among_equals_or_not_at_all(stage: Stage) -> None:
    connections = [stage.context(await stage.actor(person)) for person in ("a", "b", "c")]
    subscribers = [await stage.subscribe(each) for each in connections]
    for each in subscribers:
        await each.has(1)
    promoted = await stage.actor("b", "Gent", MODERATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT)
    connections[1].act_as(promoted)
    connections[2].act_as(replace(connections[2].actor, rights=frozenset()))
    await stage.write()
    assert await subscribers[0].has(2) == ["up to date at 0", "1"]
    assert await subscribers[1].has(3) == ["up to date at 0", "1", "up to date at 1"]
    assert await subscribers[2].end() == ["up to date at 0", "NOT_FOUND"]
    assert stage.groups == 2
    await stage.write()
    assert (await subscribers[0].has(3))[2:] == (await subscribers[1].has(4))[3:] == ["2"]
    assert shared(subscribers[1])[-1]


async def test_a_failure_reaches_all_as_it_would_have_reached_each(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribers = [await stage.subscribe(await stage.actor(person)) for person in ("a", "b", "c")]
    for each in subscribers:
        await each.has(1)

    async def fail(*_: object, **__: object) -> tuple[list[Any], LogPosition]:
        raise OSError("the database is gone")

    with monkeypatch.context() as broken:
        broken.setattr(MeldingReader, "after", fail)
        await stage.write()
        assert [await each.end() for each in subscribers] == [["up to date at 0", "INTERNAL"]] * 3
    answers = [each.answers[1] for each in subscribers]
    assert answers[0]["data"] is None
    assert "the database" not in str(answers)
    assert stage.groups == 0
    again = await stage.subscribe(await stage.actor(), after=await stage.cursor(0))
    assert await again.has(2) == ["1", "up to date at 1"]


async def test_the_last_to_leave_ends_the_group(stage: Stage) -> None:
    subscribers = [await stage.subscribe(await stage.actor(person)) for person in ("a", "b")]
    for each in subscribers:
        await each.has(1)
    await subscribers[0].leave()
    assert stage.groups == 1
    await subscribers[1].leave()
    assert stage.groups == 0


async def test_when_the_server_stops_all_streams_end(stage: Stage) -> None:
    subscribers = [await stage.subscribe(await stage.actor(person)) for person in ("a", "b")]
    for each in subscribers:
        await each.has(1)
    await asyncio.wait_for(stage.bell.stop(), SOON)
    assert [await each.end() for each in subscribers] == [["up to date at 0"]] * 2


async def test_signs_of_life_are_shared(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.2)
    subscribers = [await stage.subscribe(await stage.actor(person)) for person in ("a", "b")]
    for each in subscribers:
        assert (await each.has(3))[:3] == ["up to date at 0"] * 3
    assert all(payload(each.results[-1])["data"] for each in subscribers)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(1, 3)),
        st.tuples(st.just("join"), st.none() | st.integers(0, 12)),
        st.tuples(st.just("leave"), st.integers(0, 5)),
        st.tuples(st.just("let others run"), st.integers(1, 40)),
        st.tuples(st.just("wait for"), st.integers(0, 5)),
    ),
    min_size=3,
    max_size=14,
)


# The fixture is one database for all examples: each goes on where the one before stopped.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
@given(steps=STEPS)
def test_everybody_gets_everything_from_their_place_on_once_and_in_order_property(
    database_url: str, steps: list[tuple[str, int | None]]
) -> None:
    asyncio.run(_play(database_url, steps))


async def _play(database_url: str, steps: list[tuple[str, int | None]]) -> None:
    async with open_stage(database_url, Clock()) as stage:
        begins = [begin async for begin in _steps(stage, steps)]
        await stage.write()
        staying = [each for each in stage.subscribers if not each.ended]
        for each in staying:
            # Who just came without a cursor begins here or after.
            await each.has(1)
        await stage.write()
        head = (await MeldingReader(stage.engine).head(GENT)).sequence
        for each in staying:
            await each.has_heard(f"{head}")
        for each, begin in zip(stage.subscribers, begins, strict=True):
            _in_order(each.told, begin, head if each in staying else None)


async def _steps(stage: Stage, steps: list[tuple[str, int | None]]) -> AsyncGenerator[int | None]:
    """Take the steps, and give the place from where each subscriber follows."""
    head = (await MeldingReader(stage.engine).head(GENT)).sequence
    actors = [await stage.actor(person) for person in ("a", "b", "c")]
    for number, (what, how) in enumerate(steps):
        present = [each for each in stage.subscribers if not each.ended]
        if what == "join":
            begin = None if how is None else max(head - how, 0)
            after = {} if begin is None else {"after": await stage.cursor(begin)}
            await stage.subscribe(actors[number % 3], **after)
            yield begin
        elif what == "write":
            await stage.write(how or 0)
            head += how or 0
        elif what == "let others run":
            for _ in range(how or 0):
                await asyncio.sleep(0)
        elif present:
            chosen = present[(how or 0) % len(present)]
            await (chosen.leave() if what == "leave" else chosen.has(1))


def _in_order(told: list[str], begin: int | None, end: int | None) -> None:
    """Check what one was told: all from its place on, once, with signs that say no more than is true."""
    reached = begin
    for each in told:
        sign = each.removeprefix("up to date at ")
        if sign != each:
            assert reached in {None, int(sign)}, told
            reached = int(sign)
        else:
            # Without a cursor one begins now, be that a moment before or after it was written.
            assert reached in {None, int(each) - 1}, told
            reached = int(each)
    if end is not None:
        assert reached == end, told
