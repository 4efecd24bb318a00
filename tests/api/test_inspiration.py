"""Inspiration: examples in the order of the page, and whole for whoever copies one."""

import uuid
from datetime import time

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import ActivityContent
from domain.inspiration.model import Inspiration, inspiration_id
from domain.schedules.model import OpeningHours, Schedule, ScheduleKind, Weekday
from persistence.unit_of_work import units_of_work
from realtime.bell import Bell
from resolvers.ids import NodeKind, encode_id
from tests.support.api import Api
from tests.support.clock import Clock
from tests.support.texts import revise

PAGE = """
query Page($first: Int, $after: String, $last: Int, $before: String) {
  inspiration(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage endCursor startCursor }
    nodes { id title }
  }
}
"""

WHOLE = """
{
  inspiration(first: 1) {
    nodes {
      id title tip
      types { code label } topics { label } goals { label } languageLevels { code }
      description { text html }
      schedule { kind summary start end }
    }
  }
}
"""

WRITTEN = """
[[inspiration]]
code = "KAARTEN"
title = "Kaarten"
types = ["ONTMOETING"]
topics = ["TAAL", "SAMENLEVING"]
goals = ["MENSEN_ONTMOETEN"]
language_levels = ["A2", "B1"]
schedule = "WEEKLY"
weekly = [{ days = ["MONDAY"], opens = "14:00", closes = "16:00" }]
description = "Wie komt er kaarten?"
tip = "Zorg voor vier spelers aan een tafel."
"""


async def test_an_example_shows_all_that_can_be_copied(api: Api) -> None:
    await revise(api.engine, api.clock, WRITTEN)
    executed, planned = [(await api.anonymous().send(WHOLE)).data["inspiration"]["nodes"] for _ in range(2)]
    assert executed == [
        {
            "id": encode_id(NodeKind.INSPIRATION, inspiration_id("KAARTEN")),
            "title": "Kaarten",
            "tip": "Zorg voor vier spelers aan een tafel.",
            "types": [{"code": "ONTMOETING", "label": "Ontmoeting"}],
            "topics": [{"label": "Taal"}, {"label": "Samenleving"}],
            "goals": [{"label": "Mensen ontmoeten"}],
            "languageLevels": [{"code": "A2"}, {"code": "B1"}],
            "description": {"text": "Wie komt er kaarten?", "html": "<p>Wie komt er kaarten?</p>"},
            "schedule": {
                "kind": "WEEKLY",
                "summary": "elke maandag van 14.00 tot 16.00 uur",
                "start": None,
                "end": None,
            },
        }
    ]
    assert planned == executed


@pytest.mark.parametrize("size", [1, 3, 4, 10])
async def test_pages_of_any_size_give_each_example_once_in_order(api: Api, size: int) -> None:
    forwards, backwards = list[str](), list[str]()
    page = (await api.anonymous().send(PAGE, {"first": size})).data["inspiration"]
    forwards += [node["title"] for node in page["nodes"]]
    while page["pageInfo"]["hasNextPage"]:
        after = {"first": size, "after": page["pageInfo"]["endCursor"]}
        page = (await api.anonymous().send(PAGE, after)).data["inspiration"]
        forwards += [node["title"] for node in page["nodes"]]
    before: str | None = None
    while len(backwards) < page["totalCount"]:
        page = (await api.anonymous().send(PAGE, {"last": size, "before": before})).data["inspiration"]
        backwards = [node["title"] for node in page["nodes"]] + backwards
        before = page["pageInfo"]["startCursor"]
    assert (len(forwards), forwards[0]) == (10, "Conversatietafel: praten bij een kop koffie")
    assert forwards == backwards


async def test_a_cursor_of_another_list_is_refused(api: Api) -> None:
    other = await api.anonymous().send('{ municipalities(search: "gent") { pageInfo { endCursor } } }')
    cursor = other.data["municipalities"]["pageInfo"]["endCursor"]
    assert (await api.anonymous().send(PAGE, {"after": cursor})).error_codes == ["BAD_CURSOR"]
    assert (await api.anonymous().send(PAGE, {"first": 101})).error_codes == ["BAD_PAGE"]


async def test_who_copies_an_example_reads_its_content(engine: AsyncEngine, clock: Clock) -> None:
    await revise(engine, clock, WRITTEN)
    async with units_of_work(engine, Bell("memory://"), now=clock.now)() as work:
        found = await work.inspirations.get(inspiration_id("KAARTEN"))
        gone = await work.inspirations.get(inspiration_id("FOTOCLUB"))
        never = await work.inspirations.get(uuid.uuid4())
    hours = OpeningHours(days=(Weekday.MONDAY,), opens=time(14), closes=time(16))
    assert (found, gone, never) == (
        Inspiration(
            code="KAARTEN",
            content=ActivityContent(
                title="Kaarten",
                description_html="<p>Wie komt er kaarten?</p>",
                types=("ONTMOETING",),
                topics=("TAAL", "SAMENLEVING"),
                goals=("MENSEN_ONTMOETEN",),
                language_levels=("A2", "B1"),
                schedule=Schedule(kind=ScheduleKind.WEEKLY, weekly=(hours,)),
            ),
            tip="Zorg voor vier spelers aan een tafel.",
        ),
        None,
        None,
    )
