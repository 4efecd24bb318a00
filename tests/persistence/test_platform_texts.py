"""The texts of the platform in the database: kept as they were written, revised by one at a time."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import Vocabulary
from domain.platform_texts.actions import (
    ReviseTexts,
    TextsChangedMeanwhile,
    TextsRefused,
    TextsRevised,
    revise_texts,
)
from domain.platform_texts.model import PlatformTexts, Support
from domain.ports import OpenUnitOfWork
from importers.reference import read_reference
from persistence.reference import load_reference
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from tests.support.clock import Clock
from tests.unit.platform_texts.written import EXAMPLE, QUESTION


@pytest.fixture
def open_unit_of_work(engine: AsyncEngine, clock: Clock) -> OpenUnitOfWork:
    """Give the function that opens a unit of work."""
    return units_of_work(engine, Bell("memory://"), now=clock.now)


async def standing(open_unit_of_work: OpenUnitOfWork) -> PlatformTexts:
    async with open_unit_of_work() as work:
        return await work.texts.get()


async def test_a_new_database_has_what_the_project_brings(open_unit_of_work: OpenUnitOfWork) -> None:
    reference = read_reference()
    terms = {each: tuple(term for term in reference.terms if term.vocabulary is each) for each in Vocabulary}
    assert await standing(open_unit_of_work) == replace(reference.texts, terms=terms)


async def test_texts_are_kept_as_they_were_written_and_loading_reference_data_leaves_them(
    engine: AsyncEngine, open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    before = await standing(open_unit_of_work)
    topics = before.terms[Vocabulary.TOPIC]
    wanted = PlatformTexts(
        terms={Vocabulary.TOPIC: (replace(topics[0], label="Taal en spel"), *topics[:0:-1])},
        support=Support(email="ander@ikdoemee.be", text="Mail ons."),
        questions=(QUESTION,),
        inspiration=(EXAMPLE,),
    )
    outcome = await revise_texts(ReviseTexts(texts=wanted), open_unit_of_work=open_unit_of_work, tools=clock.tools())
    assert isinstance(outcome, TextsRevised)
    after = replace(
        before,
        terms={**before.terms, **wanted.terms},
        support=wanted.support,
        questions=wanted.questions,
        inspiration=wanted.inspiration,
    )
    assert await standing(open_unit_of_work) == after
    await load_reference(engine, read_reference())
    assert await standing(open_unit_of_work) == after


async def test_a_dry_run_tells_and_changes_nothing(open_unit_of_work: OpenUnitOfWork, clock: Clock) -> None:
    before = await standing(open_unit_of_work)
    command = ReviseTexts(texts=PlatformTexts(questions=(QUESTION,)), dry_run=True)
    dry = await revise_texts(command, open_unit_of_work=open_unit_of_work, tools=clock.tools())
    assert await standing(open_unit_of_work) == before
    done = await revise_texts(replace(command, dry_run=False), open_unit_of_work=open_unit_of_work, tools=clock.tools())
    assert isinstance(dry, TextsRevised)
    assert (dry, len(dry.changes)) == (done, 6)
    assert await standing(open_unit_of_work) == replace(before, questions=(QUESTION,))


async def test_one_fault_keeps_everything_as_it_was(open_unit_of_work: OpenUnitOfWork, clock: Clock) -> None:
    before = await standing(open_unit_of_work)
    faulty = PlatformTexts(questions=(QUESTION,), rules=(), support=Support(email="x", text="y"))
    outcome = await revise_texts(ReviseTexts(texts=faulty), open_unit_of_work=open_unit_of_work, tools=clock.tools())
    assert outcome == TextsRefused(
        faults=(
            "rules: a list may not become empty",
            "support: 'x' is not an e-mail address",
            "rule 1 version 1: was in force and cannot be removed; give it an `until`",
        )
    )
    assert await standing(open_unit_of_work) == before


async def test_of_two_who_change_the_same_texts_at_once_the_second_is_told(
    open_unit_of_work: OpenUnitOfWork, clock: Clock
) -> None:
    state = (await standing(open_unit_of_work)).state
    commands = [
        ReviseTexts(texts=PlatformTexts(support=Support(email=f"{name}@ikdoemee.be", text="Mail ons.")), based_on=state)
        for name in ("een", "twee", "drie")
    ]
    async with asyncio.timeout(20):
        outcomes = await asyncio.gather(
            *(revise_texts(each, open_unit_of_work=open_unit_of_work, tools=clock.tools()) for each in commands)
        )
    kinds = sorted(type(each).__name__ for each in outcomes)
    assert kinds == [TextsChangedMeanwhile.__name__] * 2 + [TextsRevised.__name__]
    (winner,) = (
        command for command, outcome in zip(commands, outcomes, strict=True) if isinstance(outcome, TextsRevised)
    )
    assert (await standing(open_unit_of_work)).support == winner.texts.support
