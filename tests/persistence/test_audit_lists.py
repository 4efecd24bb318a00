"""The audit log read back: for the moderators of its territory, whoever asks for it in whatever way."""

from sqlalchemy.ext.asyncio import AsyncEngine

from domain.actors import ANONYMOUS, MODERATOR_RIGHT, Actor, Person
from domain.organisations.model import Organisation, OrganisationKind
from domain.territories.model import Nis
from domain.viewpoints import Viewpoint
from persistence.audit_lists import BATCH, Period, log_of
from persistence.rows import Rows
from tests.api.stored import entry, note
from tests.support.api import GENT_ID
from tests.support.clock import Clock
from tests.support.factories import GENT, HASSELT, activity


def acting_for(nis: Nis, *rights: str) -> Actor:
    place = Organisation(id=GENT_ID, name="Stad", kind=OrganisationKind.MUNICIPALITY, municipality=nis)
    return Actor(person=Person(id="p", name="Mo"), organisation=place, rights=frozenset(rights))


async def read(rows: Rows, actor: Actor, territory: Nis = GENT) -> list[int]:
    """Return the lengths of the batches."""
    seen = rows.seen_from(Viewpoint(actor, Clock().now))
    return [len(batch) async for batch in log_of(territory, Period(), seen)]


async def test_the_statement_itself_gives_a_log_to_its_moderators_only(engine: AsyncEngine, rows: Rows) -> None:
    await note(engine, [entry(activity()), entry(activity(territory=HASSELT))])
    moderator = acting_for(GENT, MODERATOR_RIGHT)
    assert await read(rows, moderator) == [1]
    assert [await read(rows, each) for each in (ANONYMOUS, acting_for(GENT), acting_for(HASSELT, MODERATOR_RIGHT))] == [
        [], [], [],
    ]  # fmt: skip
    assert await read(rows, moderator, HASSELT) == []


async def test_batches_are_bounded_and_none_is_empty(engine: AsyncEngine, rows: Rows) -> None:
    moderator = acting_for(GENT, MODERATOR_RIGHT)
    assert await read(rows, moderator) == []
    await note(engine, [entry(activity()) for _ in range(2 * BATCH)])
    assert await read(rows, moderator) == [BATCH, BATCH]


async def test_the_id_of_a_person_is_not_read(engine: AsyncEngine, rows: Rows) -> None:
    await note(engine, [entry(activity())])
    seen = rows.seen_from(Viewpoint(acting_for(GENT, MODERATOR_RIGHT), Clock().now))
    assert [each.actor_id async for batch in log_of(GENT, Period(), seen) for each in batch] == [None]
