"""Loket or Religiopoint, never both: the database itself keeps an organisation from having two."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from persistence.activity_rows import author_to_json
from persistence.channels import StoredChannels
from persistence.engine import WRITES
from persistence.tables.channels import channel
from tests.support.access import PLATFORM, use_channel
from tests.support.api import GENT_ID, OCMW_GENT_ID
from tests.support.clock import START


async def insert_religiopoint(engine: AsyncEngine) -> None:
    """Insert a row as no code of the product would."""
    row = {
        "id": uuid4(),
        "organisation_id": GENT_ID,
        "application": "RELIGIOPOINT",
        "channel_group": "DIGITAL_CHANNEL",
        "since": START,
        "decided_by": author_to_json(PLATFORM),
        "decided_on": START.date(),
        "reason": "x",
    }
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(insert(channel).values(row))
        await connection.commit()


async def test_a_second_channel_does_not_get_in(engine: AsyncEngine) -> None:
    await use_channel(engine, GENT_ID, "LOKET")
    # What another organisation uses does not matter.
    await use_channel(engine, OCMW_GENT_ID, "RELIGIOPOINT")
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        await insert_religiopoint(engine)


async def test_after_the_first_has_ended_the_second_gets_in(engine: AsyncEngine) -> None:
    loket = await use_channel(engine, GENT_ID, "LOKET")
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await StoredChannels(connection).save(replace(loket, ended_at=START - timedelta(days=1)))
        await connection.commit()
    await insert_religiopoint(engine)
    async with engine.connect() as connection:
        current = await StoredChannels(connection).current(GENT_ID, "DIGITAL_CHANNEL")
    assert (current.application if current else None) == "RELIGIOPOINT"
