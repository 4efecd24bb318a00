"""Texts of the platform as an administrator writes them, put into a database that servers run on."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncEngine

from domain.platform_texts.actions import ReviseTexts, TextsRevised, revise_texts
from importers.platform_texts.reading import read_texts
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.clock import Clock


async def revise(engine: AsyncEngine, clock: Clock, text: str) -> Sequence[str]:
    """Import a file, and return what changed."""
    opened = units_of_work(engine, Bell("memory://"), now=clock.now)
    command = ReviseTexts(texts=read_texts(text).texts)
    outcome = await revise_texts(command, open_unit_of_work=opened, tools=clock.tools())
    assert isinstance(outcome, TextsRevised), outcome
    return [f"{each.kind} {each.what}" for each in outcome.changes]
