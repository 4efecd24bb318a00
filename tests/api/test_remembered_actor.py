"""Who sends a token is remembered for a moment: no longer, and never past the end of the token."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from auth import authenticator
from persistence.engine import WRITES
from persistence.tables.organisations import organisation
from tests.support.api import GENT_OVO, Api

MODERATES = '{ territory(nis: "44021") { name } }'
FOR_LONG = 3600.0


async def end_gent(engine: AsyncEngine) -> None:
    """Make the city of Gent an organisation of the past."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        ended = update(organisation).where(organisation.c.ovo == GENT_OVO).values(ended_on=date(2026, 11, 20))
        await connection.execute(ended)
        await connection.commit()


@pytest.mark.parametrize(("remembered", "territory"), [(FOR_LONG, {"name": "Gent"}), (0.0, None)])
async def test_who_acts_for_an_organisation_that_ended_is_turned_away_once_forgotten(
    api: Api, monkeypatch: pytest.MonkeyPatch, remembered: float, territory: object
) -> None:
    monkeypatch.setattr(authenticator, "REMEMBERED", remembered)
    moderator = api.moderator()
    assert (await moderator.send(MODERATES)).data == {"territory": {"name": "Gent"}}
    await end_gent(api.engine)
    assert (await moderator.send(MODERATES)).data == {"territory": territory}


async def test_a_token_that_ends_is_refused_although_its_sender_is_remembered(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authenticator, "REMEMBERED", FOR_LONG)
    moderator = api.moderator()
    assert (await moderator.send(MODERATES)).status == 200
    api.clock.advance(hours=9)
    assert (await moderator.send(MODERATES)).status == 401


async def test_another_token_is_somebody_else(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authenticator, "REMEMBERED", FOR_LONG)
    found = [(await each.send(MODERATES)).data["territory"] for each in (api.moderator(), api.other_moderator())]
    assert found == [{"name": "Gent"}, None]


async def test_no_more_senders_are_remembered_than_fit(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authenticator, "REMEMBERED", FOR_LONG)
    monkeypatch.setattr(authenticator, "MOST_REMEMBERED", 1)
    first, second = api.moderator("Een"), api.moderator("Twee")
    for each in (first, second):
        assert (await each.send(MODERATES)).data["territory"] is not None
    await end_gent(api.engine)
    found = [(await each.send(MODERATES)).data["territory"] for each in (second, first)]
    assert found == [{"name": "Gent"}, None]
