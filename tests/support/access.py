"""People with work relations and grants, put into the database as if they had been there for a while."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.development import subject_of
from domain.activities.model import ActorKind, Author
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, Person
from domain.channels.model import Channel
from domain.grants.model import Grant
from domain.work_relations.model import WorkRelation, WorkRelationKind
from persistence.channels import StoredChannels
from persistence.engine import WRITES
from persistence.grants import StoredGrants
from persistence.persons import StoredPersons
from persistence.tables.delegations import delegation
from persistence.work_relations import StoredWorkRelations
from tests.support.clock import START

TODAY = START.date()
PREMIEZOEKER = "Premiezoeker_LB_Gebruiker"
"""Code of a right without contexts."""
LOKET = "ABB_LoketLB_LB_CompEnt_Gebruiker"
"""Code of a right in an application that organisations use in the place of another one."""
PLATFORM = Author(kind=ActorKind.SYSTEM, name="Gebruikersbeheer")


def work_email(name: str) -> str:
    """Return the address at which a made-up person is reached at work."""
    return f"{name.lower().replace(' ', '.')}@bestuur.test"


async def employ(
    engine: AsyncEngine,
    name: str,
    organisation_id: UUID,
    *,
    begin: date = TODAY - timedelta(days=30),
    end: date | None = None,
) -> WorkRelation:
    """Let somebody work for an organisation."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        person = await StoredPersons(connection).signed_in(Person(id=subject_of(name), name=name))
        relation = WorkRelation(
            id=uuid4(),
            person=person,
            organisation_id=organisation_id,
            kind=WorkRelationKind.PERMANENT,
            email=work_email(name),
            phone=None,
            begin=begin,
            end=end,
            established_at=START,
        )
        await StoredWorkRelations(connection).add(relation)
        await connection.commit()
    return relation


async def entitle(
    engine: AsyncEngine,
    name: str,
    organisation_id: UUID,
    right: str,
    *,
    begin: date = TODAY - timedelta(days=30),
    end: date = TODAY + timedelta(days=300),
) -> Grant:
    """Grant somebody a right."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        person = await StoredPersons(connection).signed_in(Person(id=subject_of(name), name=name))
        grant = Grant(
            id=uuid4(),
            version=1,
            person=person,
            organisation_id=organisation_id,
            right=right,
            contexts=(),
            begin=begin,
            end=end,
            external=False,
            granted_at=START,
            changed_by=PLATFORM,
            changed_at=START,
        )
        await StoredGrants(connection).add(grant)
        await connection.commit()
    return grant


async def appoint(
    engine: AsyncEngine, name: str, organisation_id: UUID, *, right: str = LOCAL_ADMINISTRATOR_RIGHT
) -> Grant:
    """Make somebody a local administrator with an e-mail address."""
    await employ(engine, name, organisation_id)
    return await entitle(engine, name, organisation_id, right)


async def delegate(engine: AsyncEngine, organisation_id: UUID, *, to: UUID) -> None:
    """Let another organisation manage the access of an organisation."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(
            insert(delegation).values(id=uuid4(), manager_id=to, organisation_id=organisation_id, since=START)
        )
        await connection.commit()


async def use_channel(
    engine: AsyncEngine, organisation_id: UUID, application: str, *, days_ago: int = 400, ended: bool = False
) -> Channel:
    """Let an organisation use Loket or Religiopoint; if it ended that, a day later."""
    since = START - timedelta(days=days_ago)
    channel = Channel(
        id=uuid4(),
        organisation_id=organisation_id,
        application=application,
        group="DIGITAL_CHANNEL",
        since=since,
        decided_by=PLATFORM,
        decided_on=since.date(),
        reason="zo gekozen",
        ended_at=since + timedelta(days=1) if ended else None,
    )
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await StoredChannels(connection).add(channel)
        await connection.commit()
    return channel
