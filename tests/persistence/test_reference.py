"""The reference data: all there, loaded again without a change, and what people edited left alone."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine
from stdnum.be import vat

from domain.activities.model import Vocabulary
from importers.reference import read_reference
from persistence.engine import WRITES
from persistence.organisations import OrganisationReader
from persistence.reference import load_reference
from persistence.rows import Rows
from persistence.tables import metadata
from persistence.tables.organisations import organisation
from persistence.tables.territories import former_municipality, municipality, municipality_postcode
from persistence.tables.vocabularies import vocabulary_term
from persistence.territories import TerritoryReader


async def dump(engine: AsyncEngine) -> dict[str, list[Any]]:
    async with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


async def test_every_municipality_government_and_former_code_is_there(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (municipality, municipality_postcode, former_municipality, organisation)
        ]
    assert counts == [304, 1210, 42, 653]


async def test_loading_again_changes_nothing(engine: AsyncEngine) -> None:
    before = await dump(engine)
    await load_reference(engine, read_reference())
    assert await dump(engine) == before


async def test_a_label_that_an_administrator_changed_survives(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(
            update(vocabulary_term).where(vocabulary_term.c.code == "WORKSHOP").values(label="Atelier")
        )
        await connection.commit()
    await load_reference(engine, read_reference())
    async with engine.connect() as connection:
        found = await connection.execute(select(vocabulary_term.c.code, vocabulary_term.c.label))
        labels = {row.code: row.label for row in found}
    assert labels["WORKSHOP"] == "Atelier"


async def test_codes_from_before_a_merger_lead_to_todays_municipality(engine: AsyncEngine) -> None:
    gazetteer = await TerritoryReader(engine).gazetteer()
    assert [gazetteer.today(code) for code in ("44021", "71022", "44043", "12345")] == ["44021", "71072", "44088", None]
    assert [gazetteer.at_postcode(code) for code in ("9050", " 3500 ", "0000")] == ["44021", "71072", None]


async def test_a_government_that_ended_acts_for_nobody(rows: Rows) -> None:
    reader = OrganisationReader(rows)
    gent = await reader.by_code("OVO002067")
    assert gent is not None
    assert (gent.name, gent.kbo, gent.municipality) == ("Stad Gent", "0207451227", "44021")
    ended = next(each for each in read_reference().governments if each.ended_on and each.ovo)
    assert ended.ovo is not None
    assert await reader.by_code(ended.ovo) is None


def test_every_enterprise_number_passes_its_check() -> None:
    numbers = [each.kbo for each in read_reference().governments if not each.kbo.startswith("2")]
    assert len(numbers) == 643
    assert [number for number in numbers if not vat.is_valid(number)] == []


def test_every_vocabulary_starts_with_terms() -> None:
    assert {term.vocabulary for term in read_reference().terms} == set(Vocabulary)
