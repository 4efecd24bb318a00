"""Whatever two moderators decide, take back and decide again: every change is counted, traced and can be told."""

import asyncio
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.acting import Acting
from domain.activities.bulk import (
    DecidedOnMany,
    DecideOnActivities,
    ErrorPolicy,
    Row,
    delete_activities,
    publish_activities,
    unpublish_activities,
)
from domain.activities.deciding import Decided, DecideOnActivity, delete_activity, publish_activity, unpublish_activity
from domain.activities.model import ActivityStatus
from domain.actors import MODERATOR_RIGHT, Actor, Person
from domain.organisations.model import Organisation, OrganisationKind
from domain.refusals import NotFound, Refusal, VersionConflict
from domain.undo.actions import UndoDecision, Undone, undo
from persistence.engine import WRITES, open_engine
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding, melding_log
from persistence.terms_of_use import StoredTermsOfUse
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.api import GENT_ID, TERMS
from tests.support.clock import START, Clock
from tests.support.databases import Templates
from tests.support.factories import GENT, activity, store

ACTIVITIES, EXAMPLES = 3, 60
CITY = Organisation(id=GENT_ID, name="Stad Gent", kind=OrganisationKind.MUNICIPALITY, municipality=GENT)
ONE = {"publish": publish_activity, "unpublish": unpublish_activity, "delete": delete_activity}
MANY = {"publish": publish_activities, "unpublish": unpublish_activities, "delete": delete_activities}

people = st.sampled_from(["an", "bo"])
numbers = st.integers(0, ACTIVITIES - 1)
behind = st.sampled_from([None, None, 0, 0, 0, 1])
"""How far behind the version is that somebody decides on; None for not saying."""
steps = st.one_of(
    st.tuples(st.just("one"), people, st.sampled_from(sorted(ONE)), numbers, behind),
    st.tuples(
        st.just("many"),
        people,
        st.sampled_from(sorted(MANY)),
        st.lists(st.tuples(numbers, behind), min_size=1, max_size=6),
        st.sampled_from(ErrorPolicy),
    ),
    st.tuples(st.just("undo"), people, st.integers(0, 2)),
    st.tuples(st.just("wait"), st.sampled_from([1, 6])),
)

STORY: list[tuple[Any, ...]] = [
    ("one", "an", "publish", 0, 0),
    ("one", "bo", "unpublish", 0, None),
    ("undo", "an", 1),
    ("undo", "an", 0),
    ("undo", "bo", 0),
    ("many", "bo", "delete", [(0, 0), (1, 0), (2, 1), (1, None)], ErrorPolicy.REJECT_FAILED_ROWS),
    ("undo", "bo", 0),
    ("many", "an", "publish", [(1, 0), (2, 0)], ErrorPolicy.REJECT_EVERYTHING),
    ("wait", 6),
    ("wait", 6),
    ("undo", "an", 0),
]
"""One in which a way back is taken, is too late, is another's, and leads through what somebody changed."""

Rows = dict[uuid.UUID, dict[str, Any]]


@dataclass(kw_only=True)
class Offer:
    """A way back: whose it is, and what the decision found and left of what it changed."""

    token: str
    expires_at: datetime
    whose: str
    found: Rows
    left: Rows
    used: bool = False


@dataclass
class World:
    """Activities, those who decide on them, and what they could take back."""

    engine: AsyncEngine
    clock: Clock
    ids: list[uuid.UUID]
    outcomes: Counter[str]
    offers: list[Offer] = field(default_factory=list[Offer])
    told: int = 0
    told_since: int = 0
    trail: int = 0

    async def rows(self) -> Rows:
        async with self.engine.connect() as connection:
            found = (await connection.execute(select(activity_table))).mappings().all()
        return {row["id"]: dict(row) for row in found}

    async def trace(self) -> Sequence[Any]:
        """Return the entries that the trail has more than before."""
        async with self.engine.connect() as connection:
            entries = (await connection.execute(select(audit_entry).order_by(audit_entry.c.number))).mappings().all()
            sequences = list(
                (await connection.execute(select(melding.c.sequence).order_by(melding.c.sequence))).scalars()
            )
            heads = select(melding_log.c.last_sequence).where(melding_log.c.territory == GENT)
            assert sequences == list(range(1, (await connection.execute(heads)).scalar_one() + 1))
        new, self.trail = entries[self.trail :], len(entries)
        self.told_since, self.told = len(sequences) - self.told, len(sequences)
        return new

    def acting(self, person: str) -> Acting:
        return Acting(
            actor=Actor(person=Person(id=person, name=person), organisation=CITY, rights=frozenset({MODERATOR_RIGHT})),
            request=None,
            open_unit_of_work=units_of_work(self.engine, Bell("memory://"), now=self.clock.now),
            tools=self.clock.tools(),
        )

    async def take(self, step: tuple[Any, ...]) -> None:
        """Do something, and check all that must hold of it."""
        before = await self.rows()
        match step:
            case ("wait", minutes):
                self.clock.advance(minutes=minutes)
                return
            case ("undo", person, number):
                await self.undo(person, number, before)
                return
            case ("one", person, kind, number, behind_by):
                row = before[self.ids[number]]
                version = None if behind_by is None else row["version"] - behind_by
                outcome: Decided | DecidedOnMany | Refusal = await ONE[kind](
                    DecideOnActivity(activity_id=row["id"], expected_version=version), self.acting(person)
                )
                done = {row["id"]} if isinstance(outcome, Decided) else set()
            case ("many", person, kind, chosen, policy):
                given_ = tuple(
                    Row(
                        activity_id=self.ids[number],
                        expected_version=None if by is None else before[self.ids[number]]["version"] - by,
                    )
                    for number, by in chosen
                )
                outcome = await MANY[kind](DecideOnActivities(rows=given_, error_policy=policy), self.acting(person))
                assert isinstance(outcome, DecidedOnMany)
                assert len(outcome.results) == len(given_)
                done = {each for each in outcome.results if isinstance(each, uuid.UUID)}
                if policy is ErrorPolicy.REJECT_EVERYTHING:
                    assert len(done) in {0, len(given_)}
        after = await self.changed(before, done, person)
        assert self.told_since == (len(done) if kind == "publish" else 0)
        offer = outcome.undo if isinstance(outcome, Decided | DecidedOnMany) else None
        assert (offer is not None) == bool(done)
        if offer is not None:
            found, left = ({key: rows[key] for key in done} for rows in (before, after))
            self.offers.append(
                Offer(token=offer.token, expires_at=offer.expires_at, whose=person, found=found, left=left)
            )

    async def undo(self, person: str, number: int, before: Rows) -> None:
        if number >= len(self.offers):
            return
        offer = self.offers[-1 - number]
        valid = person == offer.whose and self.clock.now() < offer.expires_at and not offer.used
        same = all(before[key]["version"] == row["version"] for key, row in offer.left.items())
        expected = (Undone if same else VersionConflict) if valid else NotFound
        outcome = await undo(UndoDecision(token=offer.token), self.acting(person))
        assert type(outcome) is expected
        self.outcomes[expected.__name__] += 1
        restored = set(offer.found) if isinstance(outcome, Undone) else set()
        after = await self.changed(before, restored, person)
        assert self.told_since == 0
        offer.used |= isinstance(outcome, Undone)
        for key in restored:
            counted = {"version": before[key]["version"] + 1, "updated_at": self.clock.now()}
            assert after[key] == {**offer.found[key], **counted, "updated_by": after[key]["updated_by"]}

    async def changed(self, before: Rows, done: set[uuid.UUID], person: str) -> Rows:
        """Check that this and nothing else was changed, counted and traced."""
        after = await self.rows()
        assert {key for key in after if after[key] != before[key]} == done
        entries = await self.trace()
        assert sorted(entry["activity_id"] for entry in entries) == sorted(done)
        for entry in entries:
            was, now = before[entry["activity_id"]], after[entry["activity_id"]]
            assert now["version"] == was["version"] + 1
            assert entry["changes"] == [{"field": "status", "before": was["status"], "after": now["status"]}]
            assert (entry["actor_id"], now["updated_by"]["name"]) == (person, person)
            assert (now["deleted_at"] is not None) == (now["status"] == ActivityStatus.DELETED)
        return after


async def live_through(database_url: str, story: Sequence[tuple[Any, ...]], outcomes: Counter[str]) -> None:
    engine, clock = open_engine(database_url, pool_size=2), Clock()
    try:
        made = [activity() for _ in range(ACTIVITIES)]
        await store(engine, made)
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            for person in ("an", "bo"):
                await StoredTermsOfUse(connection).accept(person, TERMS, at=START)
            await connection.commit()
        world = World(engine, clock, [each.id for each in made], outcomes)
        for step in story:
            await world.take(step)
    finally:
        await engine.dispose()


@pytest.mark.timeout(300)
def test_decisions_and_their_undoing_keep_count_property(templates: Templates, database_kind: str) -> None:
    examples = max(settings().max_examples, EXAMPLES) if database_kind == "sqlite" else EXAMPLES // 4

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(steps, min_size=6, max_size=14))
    @example(STORY)
    def run(story: list[tuple[Any, ...]]) -> None:
        address = templates.copy(database_kind)
        try:
            asyncio.run(live_through(address, story, outcomes))
        finally:
            templates.drop(address)

    outcomes: Counter[str] = Counter()
    run()
    assert set(outcomes) == {"NotFound", "Undone", "VersionConflict"}
