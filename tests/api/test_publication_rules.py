"""Publication rules are data: what is in force changes from a day on, and decisions keep what they cited."""

from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from ikdoemee.app import create_app
from ikdoemee.settings import Settings
from persistence.tables.audit import audit_entry
from tests.api.stored import rows
from tests.api.test_publishing import publish, unpublish
from tests.support.api import Api, open_api
from tests.support.client import Client, activity_id
from tests.support.clock import Clock
from tests.support.factories import activity, content, store
from tests.support.sockets import line_to
from tests.support.texts import revise

RULES = "{ publicationRules { number version text } }"

CHECK = """
query Check($id: ID!) {
  activity(id: $id) { publicationCheck { problems { code rule { number version text } } } }
}
"""

FIRST = """
[[rule]]
number = 1
version = 1
in_force_from = 2023-01-01
text = "vinden plaats in een Nederlandstalige context. Ze bieden kansen om Nederlands te oefenen."
"""

# The clock of the tests stands at 21 November 2026, 13:00 in Brussels.
FROM_TODAY = """
[[rule]]
number = 1
version = 2
in_force_from = 2026-11-21
text = "vinden plaats in het Nederlands."

[[rule]]
number = 2
version = 1
in_force_from = 2026-11-21
text = "staan open voor iedereen."
"""

FROM_TOMORROW = FROM_TODAY.replace("2026-11-21", "2026-11-22")

NOW = [
    {"number": 1, "version": 2, "text": "vinden plaats in het Nederlands."},
    {"number": 2, "version": 1, "text": "staan open voor iedereen."},
]
BEFORE = [
    {
        "number": 1,
        "version": 1,
        "text": "vinden plaats in een Nederlandstalige context. Ze bieden kansen om Nederlands te oefenen.",
    }
]


async def rules(client: Client) -> Any:
    return (await client.send(RULES)).data["publicationRules"]


async def cited(client: Client, key: object) -> Any:
    """Return the rules that the check of an activity cites."""
    found = (await client.send(CHECK, {"id": activity_id(key)})).data["activity"]["publicationCheck"]["problems"]
    return [each["rule"] for each in found if each["code"] == "NOT_IN_DUTCH"]


async def test_a_new_version_and_a_new_rule_are_in_force_in_a_running_server(api: Api) -> None:
    # Twice: the first time a document is executed, from then on it is planned.
    assert [await rules(api.anonymous()) for _ in range(2)] == [BEFORE] * 2
    assert await revise(api.engine, api.clock, FIRST + FROM_TODAY) == [
        "changed rule 1 version 1",
        "added rule 1 version 2",
        "added rule 2 version 1",
    ]
    before = api.planner.counts["planned"]
    assert await rules(api.anonymous()) == NOW
    assert api.planner.counts["planned"] == before + 1


async def test_two_servers_on_one_database_show_the_same_after_a_change(api: Api, database_url: str) -> None:
    french = activity(content_=content(language="fr"), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [french])
    async with open_api(database_url, api.clock) as other:
        servers = (api.anonymous(), other.anonymous())
        for client in servers:
            assert [await cited(client, french.id) for _ in range(2)] == [BEFORE] * 2
        await revise(api.engine, api.clock, FIRST + FROM_TODAY)
        for client in servers:
            assert (await rules(client), await cited(client, french.id)) == (NOW, NOW[:1])
            executed = await client.send(f"{CHECK} # never seen", {"id": activity_id(french.id)})
            assert executed == await client.send(CHECK, {"id": activity_id(french.id)})


async def test_a_version_of_tomorrow_is_in_force_when_the_day_begins_in_brussels(api: Api) -> None:
    await revise(api.engine, api.clock, FIRST + FROM_TOMORROW)
    api.clock.advance(hours=10, minutes=59, seconds=59)
    assert await rules(api.anonymous()) == BEFORE
    api.clock.advance(seconds=1)
    assert await rules(api.anonymous()) == NOW


async def test_who_stays_connected_sees_the_rules_of_the_day(api: Api, database_url: str, clock: Clock) -> None:
    await revise(api.engine, clock, FIRST + FROM_TOMORROW)
    app = create_app(Settings(database_url=database_url), clock.tools())
    async with app.router.lifespan_context(app), line_to(app) as line:
        # Once executed and once planned, on either day.
        found = [await line.answer(RULES, name) for name in ("a", "b")]
        clock.advance(days=1)
        found += [await line.answer(f"{RULES} # never seen", "c"), await line.answer(RULES, "d")]
    assert [each["data"]["publicationRules"] for each in found] == [BEFORE, BEFORE, NOW, NOW]


async def test_a_refusal_cites_the_rule_as_it_reads_today(api: Api) -> None:
    draft = activity(content_=content(language="fr"))
    await store(api.engine, [draft])
    await revise(api.engine, api.clock, FIRST + FROM_TODAY)
    answer = await api.moderator().send(
        """mutation M($input: PublishActivityInput!) {
          publishActivity(input: $input) { ... on ActivityIncomplete { problems { rule { number version text } } } }
        }""",
        {"input": {"activityId": activity_id(draft.id)}},
    )
    assert answer.data["publishActivity"] == {"problems": [{"rule": NOW[0]}]}


async def test_a_gap_that_no_rule_in_force_asks_for_cites_none(api: Api) -> None:
    draft = activity(content_=content(language="fr"))
    await store(api.engine, [draft])
    ended = FIRST.replace("text =", "until = 2026-11-21\ntext =")
    await revise(api.engine, api.clock, ended)
    decision = await publish(api.moderator(), draft.id)
    assert [(gap["code"], gap["rule"]) for gap in decision["problems"]] == [("NOT_IN_DUTCH", None)]
    assert ([await cited(api.moderator(), draft.id) for _ in range(2)], await rules(api.anonymous())) == (
        [[None]] * 2,
        [],
    )


async def test_a_decision_keeps_the_version_that_it_cited(api: Api) -> None:
    first, second = (activity(status=ActivityStatus.PUBLISHED) for _ in range(2))
    await store(api.engine, [first, second])
    await unpublish(api.moderator(), first.id, rule=1)
    await revise(api.engine, api.clock, FIRST + FROM_TODAY)
    await unpublish(api.moderator(), second.id, rule=1)
    entries = await rows(api.engine, audit_entry)
    assert [(entry["rule_number"], entry["rule_version"]) for entry in entries] == [(1, 1), (1, 2)]


@pytest.mark.parametrize("number", [1, 2])
async def test_only_a_rule_in_force_can_be_cited(api: Api, number: int) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    # One that ended today, and one that begins tomorrow.
    ended = FIRST.replace("text =", "until = 2026-11-21\ntext =")
    await revise(api.engine, api.clock, ended + FROM_TOMORROW.replace("version = 2", "version = 3"))
    refused = await unpublish(api.moderator(), published.id, rule=number)
    message = f"Er is geen publicatieregel met nummer {number}."
    assert (refused["__typename"], refused["fields"]) == ("InvalidInput", [{"path": "rule", "message": message}])


async def test_a_repeated_decision_is_answered_though_its_rule_has_ended(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    wish = {"rule": 1, "idempotencyKey": "k"}
    first = await unpublish(api.moderator(), published.id, **wish)
    await revise(api.engine, api.clock, FIRST.replace("text =", "until = 2026-11-21\ntext ="))
    assert await unpublish(api.moderator(), published.id, **wish) == first
    assert first["__typename"] == "ActivityUnpublished"
