"""The audit log of a territory as a file: all of it, for its moderators alone, however long it is."""

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx2
import orjson
import pytest
from starlette.types import Message

from domain.actors import MODERATOR_RIGHT
from domain.audit import AuditAction
from domain.audit_export import BYTE_ORDER_MARK, COLUMNS
from ikdoemee.app import create_app
from ikdoemee.edge import exports, streams
from persistence import audit_lists
from resolvers.ids import NodeKind, encode_id
from tests.api.counting import Counting
from tests.api.stored import complain, entry, note
from tests.api.test_errors import break_it
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import GENT, HASSELT, activity, own, store

CSV, JSONL = "/export/audit/44021.csv", "/export/audit/44021.jsonl"


async def fetched(client: Client, path: str, *, method: str = "GET", **asked: Any) -> httpx2.Response:
    headers = {"authorization": f"Bearer {client.token}"} if client.token else {}
    return await client.http.request(method, path, headers=headers, params=asked or None)


def error_of(response: httpx2.Response) -> tuple[int, str, str]:
    (error,) = orjson.loads(response.content)["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


async def lines(client: Client, **asked: Any) -> list[dict[str, Any]]:
    response = await fetched(client, JSONL, **asked)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/x-ndjson; charset=utf-8")
    return [orjson.loads(line) for line in response.text.splitlines()]


async def reasons(client: Client, **asked: Any) -> list[str]:
    return [line["reason"] for line in await lines(client, **asked)]


async def test_a_moderator_gets_each_decision_as_a_line(api: Api) -> None:
    draft = own(OCMW_GENT_ID)
    await store(api.engine, [draft])
    publish = "mutation M($input: PublishActivityInput!) { publishActivity(input: $input) { __typename } }"
    given = {"activityId": activity_id(draft.id), "reason": "=2+2; voldoet\naan de regels"}
    await api.moderator().send(publish, {"input": given})
    expected = {
        "at": "2026-11-21T13:00:00+01:00",
        "action": "PUBLISHED",
        "activityId": activity_id(draft.id),
        "territory": "44021",
        "actorKind": "PERSON",
        "actorName": "Mo Derator",
        "actingAsId": encode_id(NodeKind.ORGANISATION, GENT_ID),
        "actingAsName": "Stad Gent",
        "reason": "=2+2; voldoet\naan de regels",
        "ruleNumber": None,
        "ruleVersion": None,
        "statusBefore": "DRAFT",
        "statusAfter": "PUBLISHED",
        "changes": [{"field": "status", "before": "DRAFT", "after": "PUBLISHED", "origin": "OWN"}],
    }
    assert await lines(api.moderator()) == [expected]

    response = await fetched(api.moderator(), CSV)
    assert response.content.startswith(BYTE_ORDER_MARK.encode())
    head, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert head == list(COLUMNS)
    told = dict(zip(head, row, strict=True))
    assert orjson.loads(told.pop("changes")) == expected.pop("changes")
    assert told == {**expected, "reason": f"'{expected['reason']}", "ruleNumber": "", "ruleVersion": ""}


@pytest.mark.parametrize(
    ("path", "name", "media_type"),
    [
        (CSV, "auditlog-44021.csv", "text/csv; charset=utf-8"),
        (JSONL, "auditlog-44021.jsonl", "application/x-ndjson; charset=utf-8"),
        (f"{CSV}?from=2026-11-01", "auditlog-44021-van-2026-11-01.csv", "text/csv; charset=utf-8"),
        (
            f"{CSV}?from=2026-11-01&to=2026-11-30",
            "auditlog-44021-van-2026-11-01-tot-2026-11-30.csv",
            "text/csv; charset=utf-8",
        ),
    ],
)
async def test_it_is_a_download_with_a_name(api: Api, path: str, name: str, media_type: str) -> None:
    answers = [
        await api.http.request(method, path, headers={"authorization": f"Bearer {api.moderator().token}"})
        for method in ("GET", "HEAD")
    ]
    for answer in answers:
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["cache-control"] == "no-store"
    assert answers[1].content == b""


async def test_a_log_without_entries_is_a_file_without_lines(api: Api) -> None:
    assert (await fetched(api.moderator(), CSV)).text == f"{BYTE_ORDER_MARK}{','.join(COLUMNS)}\r\n"
    assert (await fetched(api.moderator(), JSONL)).text == ""


@pytest.mark.parametrize("path", [CSV, JSONL, "/export/audit/x.csv", f"{CSV}?from=x"])
async def test_somebody_who_did_not_sign_in_is_asked_to(api: Api, path: str) -> None:
    response = await fetched(api.anonymous(), path)
    assert error_of(response) == (401, "UNAUTHENTICATED", "Meld je eerst aan.")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_bad_token_is_refused_as_everywhere(api: Api) -> None:
    bad = Client(http=api.http, token="x")
    assert error_of(await fetched(bad, CSV)) == (401, "UNAUTHENTICATED", "Dit is geen geldig token.")
    client = api.moderator()
    api.clock.advance(days=30)
    status, code, message = error_of(await fetched(client, CSV))
    assert (status, code, message) == (401, "TOKEN_EXPIRED", "Je token is verlopen. Meld je opnieuw aan.")


async def test_nobody_but_its_moderators_finds_it(api: Api) -> None:
    await store(api.engine, [about := own(OCMW_GENT_ID)])
    await note(api.engine, [entry(about)])
    others = [
        api.signed_in("Na Tuurlijk", None),
        api.signed_in("Na Tuurlijk", None, MODERATOR_RIGHT),
        api.signed_in("Mo zonder recht", GENT_OVO),
        api.organiser(),
        api.administrator(),
        api.other_moderator(),
    ]
    missing = (404, "NOT_FOUND", "Dit auditlog bestaat niet of je mag het niet zien.")
    for path in (CSV, JSONL):
        for query in ("", "?from=x"):
            assert [error_of(await fetched(client, path + query)) for client in others] == [missing] * len(others)


@pytest.mark.parametrize(
    "name", ["99999.csv", "71072.csv", "44021.xml", "44021", "44021.csv.jsonl", "4402.csv", "٤٤٠٢١.csv"]
)
async def test_what_is_not_there_looks_the_same_as_what_is_not_theirs(api: Api, name: str) -> None:
    response = await fetched(api.moderator(), f"/export/audit/{name}")
    assert error_of(response)[:2] == (404, "NOT_FOUND")


async def test_it_holds_what_was_done_on_the_territory_and_nothing_else(api: Api) -> None:
    here, there = activity(), activity(territory=HASSELT)
    entries = [
        entry(here, reason="hier"),
        entry(there, reason="daar"),
        entry(activity(territory=None), reason="nergens"),
        # What was done before it moved away stays where it was done.
        replace(entry(there, reason="toen nog hier"), territory=GENT),
    ]
    await note(api.engine, entries)
    assert await reasons(api.moderator()) == ["hier", "toen nog hier"]
    elsewhere = await fetched(api.other_moderator(), "/export/audit/71072.jsonl")
    assert [orjson.loads(line)["reason"] for line in elsewhere.text.splitlines()] == ["daar"]


async def test_persons_are_named_to_colleagues_only_and_their_ids_to_nobody(api: Api) -> None:
    about = own(OCMW_GENT_ID)
    await store(api.engine, [about])
    await complain(api.engine, about)
    await note(
        api.engine,
        [
            entry(about, actor_name="Mo Derator"),
            entry(about, actor_name="Or Ganisator", acting_as=OCMW_GENT_ID, acting_as_name="OCMW Gent"),
        ],
    )
    assert [line["actorName"] for line in await lines(api.moderator())] == ["Mo Derator", "OCMW Gent"]
    for path in (CSV, JSONL):
        text = (await fetched(api.moderator(), path)).text
        assert [word for word in ("Or Ganisator", "subject-of-a-person", "melder", "example.org") if word in text] == []


async def test_every_action_is_told(api: Api) -> None:
    await note(api.engine, [entry(activity(), action=action) for action in AuditAction])
    assert [line["action"] for line in await lines(api.moderator())] == [action.value for action in AuditAction]


@pytest.mark.parametrize(
    "asked", [{"from": "2026-06-02"}, {"to": "2026-06-02"}, {"from": "2026-06-02", "to": "2026-06-03"}]
)
async def test_days_are_those_of_brussels_both_included(api: Api, asked: dict[str, str]) -> None:
    moments = {
        "1 juni, laatste tel": datetime(2026, 6, 1, 21, 59, 59, tzinfo=UTC),
        "2 juni, eerste tel": datetime(2026, 6, 1, 22, tzinfo=UTC),
        "2 juni, laatste tel": datetime(2026, 6, 2, 21, 59, 59, tzinfo=UTC),
        "3 juni, laatste tel": datetime(2026, 6, 3, 21, 59, 59, tzinfo=UTC),
        "4 juni, eerste tel": datetime(2026, 6, 3, 22, tzinfo=UTC),
    }
    await note(api.engine, [entry(activity(), at=at, reason=reason) for reason, at in moments.items()])
    first, last = asked.get("from", ""), asked.get("to", "9")
    expected = [reason for reason in moments if first <= f"2026-06-0{reason[0]}" <= last]
    assert await reasons(api.moderator(), **asked) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        *(
            (f"{name}={value}", f"'{name}' moet één datum zijn die bestaat, zoals 2026-12-01.")
            for name in ("from", "to")
            for value in ("", "x", "2026-02-30", "01-02-2026", "2026-1-1", "20261201", "2026-W01-1", "2026-12-01T00:00")
        ),
        ("from=2026-01-01&from=2026-01-02", "'from' moet één datum zijn die bestaat, zoals 2026-12-01."),
        ("from=2026-01-02&to=2026-01-01", "'to' mag niet voor 'from' liggen."),
    ],
)
async def test_a_period_that_cannot_be_is_refused(api: Api, query: str, message: str) -> None:
    response = await fetched(api.moderator(), f"{CSV}?{query}")
    assert error_of(response) == (400, "BAD_VALUE", message)


async def test_the_outermost_days_of_the_calendar_are_days(api: Api) -> None:
    await note(api.engine, [entry(activity(), reason="ja")])
    assert await reasons(api.moderator(), **{"from": "0001-01-01", "to": "9999-12-31"}) == ["ja"]


async def test_a_long_log_is_read_in_batches_and_sent_whole(
    api: Api, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_SENT", 1000)
    count = 2 * audit_lists.BATCH
    await note(api.engine, [entry(activity(), reason=str(number)) for number in range(count)])
    client = api.moderator()
    await client.send("{ publicationRules { number } }")
    with counting() as statements:
        found = await reasons(client)
    assert found == [str(number) for number in range(count)]
    # Two full batches, and the one that says that there is no more.
    assert ([each.count("LIMIT") for each in statements], len(statements)) == ([1, 1, 1], 3)


Hook = Callable[[], Awaitable[None]]


async def sent_to(api: Api, client: Client, at_first_piece: Hook) -> tuple[str, bool]:
    """Download past HTTP, with something happening once the first piece is there; return all of it, and if it ended."""
    app, pieces, ended = create_app(api.settings, api.clock.tools()), list[str](), False

    async def send(message: Message) -> None:
        nonlocal ended
        if message["type"] != "http.response.body":
            return
        pieces.append(message.get("body", b"").decode())
        ended = not message.get("more_body", False)
        if len(pieces) == 1:
            await at_first_piece()

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": JSONL,
        "raw_path": JSONL.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"ikdoemee.test"), (b"authorization", f"Bearer {client.token}".encode())],
    }
    async with app.router.lifespan_context(app), asyncio.timeout(30):
        await app(scope, receive, send)
    return "".join(pieces), ended


async def test_a_client_is_waited_for_before_more_is_read(api: Api, counting: Counting) -> None:
    await note(api.engine, [entry(activity()) for _ in range(3 * audit_lists.BATCH)])
    read: list[int] = []
    with counting() as statements:

        async def look() -> None:
            read.append(sum("audit_entry" in each for each in statements))

        text, ended = await sent_to(api, api.moderator(), look)
    assert (read, len(text.splitlines()), ended) == ([1], 3 * audit_lists.BATCH, True)


async def test_a_log_that_grows_while_it_is_read_has_each_entry_once(api: Api) -> None:
    await note(api.engine, [entry(activity(), reason=str(number)) for number in range(audit_lists.BATCH)])

    async def grow() -> None:
        await note(api.engine, [entry(activity(), reason="later")])

    text, ended = await sent_to(api, api.moderator(), grow)
    found = [orjson.loads(line)["reason"] for line in text.splitlines()]
    assert (found, ended) == ([*(str(number) for number in range(audit_lists.BATCH)), "later"], True)


async def test_nothing_is_sent_once_the_token_has_ended(api: Api) -> None:
    await note(api.engine, [entry(activity()) for _ in range(2 * audit_lists.BATCH)])

    async def wait_long() -> None:
        api.clock.advance(days=30)

    text, ended = await sent_to(api, api.moderator(), wait_long)
    # Broken off: the client can tell that this is not all.
    assert (len(text.splitlines()), ended) == (audit_lists.BATCH, False)


async def test_a_client_that_takes_nothing_is_left(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "SEND_TIMEOUT", 0.05)
    await note(api.engine, [entry(activity()) for _ in range(2 * audit_lists.BATCH)])

    async def never() -> None:
        await asyncio.Event().wait()

    assert not (await sent_to(api, api.moderator(), never))[1]


async def test_what_goes_wrong_here_is_masked(api: Api) -> None:
    await break_it(api.engine, "audit_entry")
    response = await fetched(api.moderator(), CSV)
    status, code, message = error_of(response)
    assert (status, code, message.startswith("Er ging iets mis aan onze kant.")) == (500, "INTERNAL", True)
    assert "audit_entry" not in response.text


async def test_other_methods_are_not_for_it(api: Api) -> None:
    client = api.moderator()
    for method in ("PUT", "DELETE", "PATCH"):
        assert (await fetched(client, CSV, method=method)).status_code == httpx2.codes.METHOD_NOT_ALLOWED
