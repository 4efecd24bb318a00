"""Finding the organisation that somebody acts for: remembered for a moment, and no longer."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence import organisations
from persistence.engine import WRITES
from persistence.organisations import OrganisationReader
from persistence.rows import Rows
from persistence.tables.organisations import organisation
from tests.support.api import GENT_OVO, HASSELT_OVO, OCMW_GENT_OVO

FOR_LONG = 3600.0


async def end(engine: AsyncEngine, *codes: str, last_day: date | None = date(2026, 11, 20)) -> None:
    """End organisations, or let them go on."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(update(organisation).where(organisation.c.ovo.in_(codes)).values(ended_on=last_day))
        await connection.commit()


async def name_of(reader: OrganisationReader, code: str) -> str | None:
    found = await reader.by_code(code)
    return found.name if found else None


async def test_an_organisation_that_ends_is_known_for_as_long_as_it_is_remembered(
    engine: AsyncEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisations, "REMEMBERED", FOR_LONG)
    reader = OrganisationReader(rows)
    before = await reader.by_code(GENT_OVO)
    await end(engine, GENT_OVO)
    assert before is not None
    assert (await reader.by_code(GENT_OVO), await OrganisationReader(rows).by_code(GENT_OVO)) == (before, None)


async def test_an_organisation_that_ended_is_turned_away_once_it_is_forgotten(
    engine: AsyncEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisations, "REMEMBERED", 0.0)
    reader = OrganisationReader(rows)
    assert await name_of(reader, GENT_OVO) == "Stad Gent"
    await end(engine, GENT_OVO)
    assert await name_of(reader, GENT_OVO) is None


async def test_that_there_is_no_organisation_is_not_remembered(
    engine: AsyncEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisations, "REMEMBERED", FOR_LONG)
    reader = OrganisationReader(rows)
    await end(engine, GENT_OVO)
    assert await name_of(reader, GENT_OVO) is None
    await end(engine, GENT_OVO, last_day=None)
    assert await name_of(reader, GENT_OVO) == "Stad Gent"


async def test_an_organisation_is_remembered_by_the_code_that_was_asked_for(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisations, "REMEMBERED", FOR_LONG)
    reader = OrganisationReader(rows)
    asked = [GENT_OVO, HASSELT_OVO, "0207451227", "niets", GENT_OVO]
    names = [await name_of(reader, code) for code in asked]
    assert names == ["Stad Gent", "Hasselt", "Stad Gent", None, "Stad Gent"]


async def test_the_oldest_organisation_is_forgotten_when_there_are_too_many(
    engine: AsyncEngine, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisations, "REMEMBERED", FOR_LONG)
    monkeypatch.setattr(organisations, "MOST_REMEMBERED", 2)
    reader = OrganisationReader(rows)
    codes = [GENT_OVO, HASSELT_OVO, OCMW_GENT_OVO]
    for code in codes:
        assert await reader.by_code(code) is not None
    await end(engine, *codes)
    assert [await name_of(reader, code) is not None for code in codes] == [False, True, True]
