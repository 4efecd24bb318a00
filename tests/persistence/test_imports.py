"""Taking over from a source: known by its id there, told of once, whatever cuts a run off."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import ActivityStatus, SourceSystem
from domain.activities.publishing import with_status
from domain.actors import Actor, Person
from domain.imports.actions import announce_imports, take_over
from domain.imports.model import ImportedActivity, ImportOutcome, Skipped, SkipReason
from domain.meldingen.model import MeldingKind
from domain.ports import KnownImport, OpenUnitOfWork, Tools
from domain.territories.model import Nis
from persistence.meldingen import MeldingReader
from persistence.tables.activities import activity as activity_table
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.clock import Clock
from tests.support.factories import GENT, HASSELT, activity, content, on_site, store

MODERATOR = Actor(person=Person(id="p", name="Mo"))


class CutOffError(Exception):
    """The run ends here."""


@pytest.fixture
def open_unit_of_work(engine: AsyncEngine, clock: Clock) -> OpenUnitOfWork:
    """Give the function that opens a unit of work."""
    return units_of_work(engine, Bell("memory://"), now=clock.now)


def offered(
    external_id: str, *, nis: Nis = GENT, title: str = "Praattafel", withdrawn: bool = False
) -> ImportedActivity:
    return ImportedActivity(
        system=SourceSystem.UIT,
        external_id=external_id,
        content=content(title=title, location=on_site(nis)),
        withdrawn=withdrawn,
    )


async def known(open_unit_of_work: OpenUnitOfWork, *external_ids: str) -> dict[str, KnownImport]:
    async with open_unit_of_work() as work:
        return dict(await work.imported.known(SourceSystem.UIT, external_ids))


async def told(engine: AsyncEngine, territory: Nis) -> list[tuple[MeldingKind, int]]:
    reader = MeldingReader(engine)
    head = await reader.head(territory)
    found, _ = await reader.after(replace(head, sequence=0), reader=None, kinds=frozenset(), limit=100)
    return [(melding.kind, melding.count) for melding in found]


IMPORTED = MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT


async def test_what_was_taken_over_is_known_by_its_id_at_the_source(
    open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    await take_over([offered("a"), offered("b")], open_unit_of_work=open_unit_of_work, tools=clock.tools())
    found = await known(open_unit_of_work, "a", "b", "c")
    assert {key: each.activity.source.external_id for key, each in found.items()} == {"a": "a", "b": "b"}
    assert found["a"].activity.status is ActivityStatus.DRAFT
    assert found["a"].digest == found["b"].digest


async def test_the_same_id_at_another_source_is_another_activity(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork
) -> None:
    made = activity()
    await store(engine, [replace(made, source=replace(made.source, system=SourceSystem.OWN, external_id="a"))])
    assert await known(open_unit_of_work, "a") == {}


async def test_taking_over_twice_changes_nothing(open_unit_of_work: OpenUnitOfWork, clock: Clock) -> None:
    async def again() -> list[ImportOutcome | Skipped]:
        return await take_over([offered("a")], open_unit_of_work=open_unit_of_work, tools=clock.tools())

    assert await again() == [ImportOutcome.CREATED]
    before = await known(open_unit_of_work, "a")
    clock.advance(hours=1)
    assert await again() == [ImportOutcome.UNCHANGED]
    assert await known(open_unit_of_work, "a") == before


async def test_a_change_at_the_source_replaces_the_content_and_keeps_what_people_decided(
    open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    await take_over([offered("a")], open_unit_of_work=open_unit_of_work, tools=tools)
    before = (await known(open_unit_of_work, "a"))["a"].activity
    async with open_unit_of_work() as work:
        stored = await work.activities.get(before.id)
        assert stored is not None
        await work.activities.save_all([replace(stored, status=ActivityStatus.PUBLISHED, version=2)])
        await work.commit()
    clock.advance(hours=1)
    changed = offered("a", title="Spreektafel")
    assert await take_over([changed], open_unit_of_work=open_unit_of_work, tools=tools) == [ImportOutcome.UPDATED]
    after = (await known(open_unit_of_work, "a"))["a"].activity
    assert after == replace(
        before, content=changed.content, status=ActivityStatus.PUBLISHED, version=3, updated_at=clock.now()
    )


async def test_what_people_corrected_here_is_not_set_back_by_the_source(
    open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    await take_over([offered("a")], open_unit_of_work=open_unit_of_work, tools=tools)
    before = (await known(open_unit_of_work, "a"))["a"].activity
    corrected = replace(
        before,
        content=replace(before.content, title="Babbeltafel", types=("WORKSHOP",)),
        kept_fields=frozenset({"title", "types"}),
    )
    async with open_unit_of_work() as work:
        await work.activities.rewrite(corrected)
        await work.commit()
    changed = offered("a", title="Spreektafel", nis=HASSELT)
    assert await take_over([changed], open_unit_of_work=open_unit_of_work, tools=tools) == [ImportOutcome.UPDATED]
    after = (await known(open_unit_of_work, "a"))["a"].activity
    assert after.content == replace(corrected.content, location=on_site(HASSELT))
    assert after.kept_fields == {"title", "types"}


async def test_each_draft_is_told_of_once_and_for_each_territory_together(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    first = [offered("a"), offered("b"), offered("c", nis=HASSELT)]
    await take_over(first, open_unit_of_work=open_unit_of_work, tools=tools)
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 3
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 0
    await take_over([offered("b"), offered("d")], open_unit_of_work=open_unit_of_work, tools=tools)
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 1
    assert await told(engine, GENT) == [(IMPORTED, 2), (IMPORTED, 1)]
    assert await told(engine, HASSELT) == [(IMPORTED, 1)]


async def test_drafts_of_a_run_that_was_cut_off_are_told_of_by_the_next(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    await take_over([offered("a"), offered("b")], open_unit_of_work=open_unit_of_work, tools=tools)
    # Here the process was killed: nothing was announced. The next run finds the same, and something new.
    outcomes = await take_over([offered("a"), offered("c")], open_unit_of_work=open_unit_of_work, tools=tools)
    assert outcomes == [ImportOutcome.UNCHANGED, ImportOutcome.CREATED]
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 3
    assert await told(engine, GENT) == [(IMPORTED, 3)]


def cut_off_after(count: int, tools: Tools) -> Callable[[], uuid.UUID]:
    """Return a source of ids that fails after so many."""
    left = [count]

    def new_id() -> uuid.UUID:
        if not left[0]:
            raise CutOffError
        left[0] -= 1
        return tools.new_id()

    return new_id


async def test_announcing_that_was_cut_off_halfway_forgets_none_and_tells_none_twice(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    batch = [offered("a"), offered("b"), offered("c", nis=HASSELT)]
    await take_over(batch, open_unit_of_work=open_unit_of_work, tools=tools)
    with pytest.raises(CutOffError):
        await announce_imports(
            open_unit_of_work=open_unit_of_work, tools=replace(tools, new_id=cut_off_after(1, tools))
        )
    assert (await told(engine, GENT), await told(engine, HASSELT)) == ([(IMPORTED, 2)], [])
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 1
    assert (await told(engine, GENT), await told(engine, HASSELT)) == ([(IMPORTED, 2)], [(IMPORTED, 1)])


async def test_a_batch_that_was_cut_off_leaves_nothing(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    with pytest.raises(CutOffError):
        await take_over(
            [offered("a"), offered("b"), offered("c")],
            open_unit_of_work=open_unit_of_work,
            tools=replace(tools, new_id=cut_off_after(4, tools)),
        )
    assert await known(open_unit_of_work, "a", "b", "c") == {}
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 0
    assert await told(engine, GENT) == []


async def test_a_withdrawn_draft_goes_and_comes_back_when_it_is_offered_again(
    open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()

    async def take(item: ImportedActivity) -> ImportOutcome | Skipped:
        (outcome,) = await take_over([item], open_unit_of_work=open_unit_of_work, tools=tools)
        return outcome

    assert await take(offered("a", withdrawn=True)) == Skipped(document="a", reason=SkipReason.NOT_OFFERED)
    assert await take(offered("a")) is ImportOutcome.CREATED
    assert await take(offered("a", withdrawn=True)) is ImportOutcome.WITHDRAWN
    withdrawn = (await known(open_unit_of_work, "a"))["a"].activity
    assert (withdrawn.status, withdrawn.source.withdrawn_at) == (ActivityStatus.DELETED, clock.now())
    assert await take(offered("a", withdrawn=True)) is ImportOutcome.UNCHANGED
    assert await take(offered("a")) is ImportOutcome.UPDATED
    back = (await known(open_unit_of_work, "a"))["a"].activity
    assert (back.status, back.source.withdrawn_at) == (ActivityStatus.DRAFT, None)


async def decide_as_people_do(open_unit_of_work: OpenUnitOfWork, clock: Clock, status: ActivityStatus) -> None:
    """Bring what was taken over as "a" into a status, as a moderator does."""
    async with open_unit_of_work() as work:
        (present,) = (await work.imported.known(SourceSystem.UIT, ["a"])).values()
        await work.activities.save_all([with_status(present.activity, status, by=MODERATOR, at=clock.now()).activity])
        await work.commit()


@pytest.mark.parametrize(
    "story",
    [
        # Deleted; then the source says something else.
        ["delete", "offer"],
        # Deleted; then withdrawn, and offered again.
        ["delete", "withdraw", "offer"],
        ["publish", "delete", "withdraw", "offer"],
        # Withdrawn while it was online, where it stays for people to decide; they delete it; offered again.
        ["publish", "withdraw", "delete", "offer"],
    ],
)
async def test_what_people_deleted_stays_deleted_whatever_its_source_does(
    open_unit_of_work: OpenUnitOfWork, clock: Clock, story: list[str]
) -> None:
    tools = clock.tools()
    await take_over([offered("a")], open_unit_of_work=open_unit_of_work, tools=tools)
    for number, step in enumerate(story):
        clock.advance(minutes=1)
        if step in {"delete", "publish"}:
            status = ActivityStatus.DELETED if step == "delete" else ActivityStatus.PUBLISHED
            await decide_as_people_do(open_unit_of_work, clock, status)
            continue
        item = offered("a", title=f"Titel {number}", withdrawn=step == "withdraw")
        (outcome,) = await take_over([item], open_unit_of_work=open_unit_of_work, tools=tools)
        assert outcome in {ImportOutcome.UPDATED, ImportOutcome.WITHDRAWN}
    after = (await known(open_unit_of_work, "a"))["a"].activity
    assert (after.status, after.deleted_at is None) == (ActivityStatus.DELETED, False)
    # It follows its source all the same: whoever brings it back finds it as it is now.
    assert after.content.title == f"Titel {len(story) - 1}"
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 0


async def test_a_draft_that_was_withdrawn_before_anybody_was_told_is_not_told_of(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    await take_over([offered("a"), offered("b")], open_unit_of_work=open_unit_of_work, tools=tools)
    await take_over([offered("a", withdrawn=True)], open_unit_of_work=open_unit_of_work, tools=tools)
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 1
    assert await told(engine, GENT) == [(IMPORTED, 1)]


async def test_a_draft_that_moved_before_anybody_was_told_is_told_of_where_it_is_now(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    await take_over([offered("a")], open_unit_of_work=open_unit_of_work, tools=tools)
    await take_over([offered("a", nis=HASSELT)], open_unit_of_work=open_unit_of_work, tools=tools)
    assert await announce_imports(open_unit_of_work=open_unit_of_work, tools=tools) == 1
    assert (await told(engine, GENT), await told(engine, HASSELT)) == ([], [(IMPORTED, 1)])


async def test_an_update_counts_no_views_away(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    tools = clock.tools()
    await take_over([offered("a")], open_unit_of_work=open_unit_of_work, tools=tools)
    async with engine.begin() as connection:
        await connection.execute(activity_table.update().values(views=7))
    await take_over([offered("a", title="Spreektafel")], open_unit_of_work=open_unit_of_work, tools=tools)
    async with engine.connect() as connection:
        assert (await connection.execute(select(activity_table.c.views))).scalars().all() == [7]
