"""Where rights come from: what the provider says, what was granted here, or both; and when a grant counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.actors import RightsFrom
from auth.development import subject_of
from domain.actors import MODERATOR_RIGHT, Person
from ikdoemee.settings import Settings
from persistence.engine import WRITES
from persistence.granted_rights import GrantedRights
from persistence.persons import StoredPersons
from persistence.rows import Rows
from persistence.tables.channels import channel
from persistence.tables.grants import access_grant
from persistence.tables.persons import person
from tests.api.asking import ADMINISTRATOR, ask, mine
from tests.support.access import PREMIEZOEKER, TODAY, appoint, employ, entitle, use_channel
from tests.support.api import GENT_ID, GENT_OVO, HASSELT_ID, OCMW_GENT_ID, Api, open_api
from tests.support.clock import START, Clock

HOLDER = "Mo Derator"
LOKET = "ABB_LoketLB_LB_CompEnt_Gebruiker"
SUBJECT = subject_of(HOLDER)
MODERATES = '{ territory(nis: "44021") { name } }'


async def write(engine: AsyncEngine, statement: Any) -> None:
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(statement)
        await connection.commit()


async def moderates(api: Api, *rights: str) -> bool:
    """Whether somebody who signs in for Gent, with these rights in their token, moderates it."""
    answer = await api.signed_in(HOLDER, GENT_OVO, *rights).send(MODERATES)
    return answer.data["territory"] is not None


@pytest.mark.parametrize(
    ("rights_from", "granted_counts", "claimed_counts"),
    [(RightsFrom.BOTH, True, True), (RightsFrom.CLAIMS, False, True), (RightsFrom.GRANTS, True, False)],
)
async def test_rights_come_from_where_the_installation_says(
    database_url: str, rights_from: RightsFrom, granted_counts: bool, claimed_counts: bool
) -> None:
    settings = Settings(database_url=database_url, rights_from=rights_from, background_jobs=False)
    async with open_api(database_url, Clock(), settings) as api:
        await employ(api.engine, HOLDER, GENT_ID)
        assert not await moderates(api)
        assert await moderates(api, MODERATOR_RIGHT) == claimed_counts
    async with open_api(database_url, Clock(), settings) as api:
        await entitle(api.engine, HOLDER, GENT_ID, MODERATOR_RIGHT)
        assert await moderates(api) == granted_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A grant, where the person works, and whether the right counts."""

    counts: bool
    begin: int = -30
    end: int = 30
    organisation: UUID = GENT_ID
    employer: UUID | None = GENT_ID
    employed_from: int = -30
    employed_until: int | None = None
    revoked: bool = False


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Case(counts=True, begin=0), id="from today"),
        pytest.param(Case(counts=True, end=0), id="its last day"),
        pytest.param(Case(counts=False, begin=1), id="from tomorrow"),
        pytest.param(Case(counts=False, end=-1), id="until yesterday"),
        pytest.param(Case(counts=False, revoked=True), id="ended at once"),
        pytest.param(Case(counts=False, organisation=OCMW_GENT_ID), id="at another organisation"),
        pytest.param(Case(counts=False, employer=None), id="works nowhere"),
        pytest.param(Case(counts=False, employer=OCMW_GENT_ID), id="works elsewhere"),
        pytest.param(Case(counts=True, employed_until=0), id="last day at work"),
        pytest.param(Case(counts=False, employed_until=-1), id="left yesterday"),
        pytest.param(Case(counts=False, employed_from=1), id="begins to work tomorrow"),
    ],
)
async def test_a_grant_counts_while_it_holds_and_the_person_works_there(api: Api, case: Case) -> None:
    if case.employer is not None:
        until = None if case.employed_until is None else day(case.employed_until)
        await employ(api.engine, HOLDER, case.employer, begin=day(case.employed_from), end=until)
    grant = await entitle(
        api.engine, HOLDER, case.organisation, MODERATOR_RIGHT, begin=day(case.begin), end=day(case.end)
    )
    if case.revoked:
        await write(api.engine, update(access_grant).where(access_grant.c.id == grant.id).values(revoked_at=START))
    assert await moderates(api) == case.counts


async def test_a_right_in_a_channel_counts_while_the_organisation_uses_that_channel(engine: AsyncEngine) -> None:
    await employ(engine, HOLDER, GENT_ID)
    await entitle(engine, HOLDER, GENT_ID, LOKET)
    rows = Rows(engine)
    found = [await GrantedRights(rows).held(SUBJECT, GENT_ID, on=TODAY)]
    await use_channel(engine, HASSELT_ID, "LOKET")
    found.append(await GrantedRights(rows).held(SUBJECT, GENT_ID, on=TODAY))
    used = await use_channel(engine, GENT_ID, "LOKET")
    found.append(await GrantedRights(rows).held(SUBJECT, GENT_ID, on=TODAY))
    await write(engine, update(channel).where(channel.c.id == used.id).values(ended_at=START))
    found.append(await GrantedRights(rows).held(SUBJECT, GENT_ID, on=TODAY))
    await rows.close()
    assert [held and set(held.rights) for held in found] == [set(), set(), {LOKET}, set()]


async def test_who_was_never_heard_of_holds_nothing(engine: AsyncEngine) -> None:
    rows = Rows(engine)
    assert await GrantedRights(rows).held(SUBJECT, GENT_ID, on=TODAY) is None
    await rows.close()


async def test_somebody_who_was_added_by_number_keeps_their_identity_when_they_sign_in(api: Api) -> None:
    """Their key does not follow from the subject then: what they ask for has to end up with what they were granted."""
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        added = await StoredPersons(connection).with_number("digest", name="An", fresh=uuid4())
        await connection.execute(update(person).where(person.c.id == added.id).values(subject=SUBJECT))
        await connection.commit()
    grant = await entitle(api.engine, HOLDER, GENT_ID, MODERATOR_RIGHT)
    assert grant.person.id == added.id != Person(id=SUBJECT, name=HOLDER).key
    request_id = await ask(api.signed_in(HOLDER, None), right=PREMIEZOEKER)
    own = await mine(api.signed_in(HOLDER, None))
    assert [edge["node"]["id"] for edge in own["accessRequests"]["edges"]] == [request_id]
    assert [edge["node"]["right"]["code"] for edge in own["grants"]["edges"]] == [MODERATOR_RIGHT]


CREATE_FEED = 'mutation { createWorkFeed(input: {nis: "44021"}) { ... on WorkFeedCreated { path } } }'


async def work_feed(api: Api, *rights: str) -> str:
    """Make a private feed of open work and return its path."""
    answer = await api.signed_in(HOLDER, GENT_OVO, *rights).send(CREATE_FEED)
    path: str = answer.data["createWorkFeed"]["path"]
    return path


async def test_a_private_feed_ends_with_the_grant_by_which_it_was_made(api: Api) -> None:
    await employ(api.engine, HOLDER, GENT_ID)
    grant = await entitle(api.engine, HOLDER, GENT_ID, MODERATOR_RIGHT, end=day(1))
    path = await work_feed(api)
    found = [(await api.http.get(path)).status_code]
    api.clock.advance(days=2)
    found.append((await api.http.get(path)).status_code)
    await write(api.engine, update(access_grant).where(access_grant.c.id == grant.id).values(end=day(30)))
    found.append((await api.http.get(path)).status_code)
    await write(
        api.engine, update(access_grant).where(access_grant.c.id == grant.id).values(revoked_at=api.clock.now())
    )
    found.append((await api.http.get(path)).status_code)
    assert found == [200, 404, 200, 404]


async def test_a_private_feed_that_claims_gave_does_not_end_with_a_grant_of_the_past(api: Api) -> None:
    await employ(api.engine, HOLDER, GENT_ID)
    grant = await entitle(api.engine, HOLDER, GENT_ID, MODERATOR_RIGHT)
    await write(api.engine, update(access_grant).where(access_grant.c.id == grant.id).values(revoked_at=START))
    path = await work_feed(api, MODERATOR_RIGHT)
    assert (await api.http.get(path)).status_code == 200
