"""The clients that others use, `graphql-ws` and `graphql-sse`, against a started server."""

from collections.abc import Callable

import pytest

from tests.e2e.line import Line, line_to
from tests.e2e.node import follower
from tests.e2e.operations import LIVE_MELDINGEN, MELDINGEN, publish_next, send
from tests.e2e.servers import GENT, Server

OTHER = {"ws": "sse", "sse": "ws"}

pytestmark = pytest.mark.xdist_group("npm-clients")


def following(server: Server, line: Line, transport: str, after: str | None = None) -> dict[str, object]:
    return {
        "transport": transport,
        "url": f"{line.url}/graphql",
        "token": server.token(),
        "query": LIVE_MELDINGEN,
        "variables": {"nis": GENT} | ({"after": after} if after else {}),
    }


@pytest.mark.parametrize("transport", ["ws", "sse"])
async def test_a_client_has_a_melding_within_a_second(
    each_server: Server, transport: str, record_property: Callable[[str, object], None]
) -> None:
    async with (
        line_to(each_server.url) as line,
        follower(following(each_server, line, transport)) as client,
    ):
        await client.up_to_date()
        published = await publish_next(each_server)
        said = await client.arrived()
    assert said.melding_event["melding"]["activity"]["id"] == published.activity_id
    since_answer, since_request = said.at - published.answered_at, said.at - published.sent_at
    record_property("ms_since_answer", since_answer)
    record_property("ms_since_request", since_request)
    print(f"{transport}: {since_answer:.0f} ms after the answer, {since_request:.0f} ms after the request")  # noqa: T201
    assert since_answer < 1000


@pytest.mark.parametrize("transport", ["ws", "sse"])
async def test_a_client_that_was_cut_off_gets_what_it_missed_once_and_in_order(
    each_server: Server, transport: str
) -> None:
    async with (
        line_to(each_server.url) as line,
        follower(following(each_server, line, transport)) as client,
    ):
        await client.up_to_date()
        first = await publish_next(each_server)
        seen = (await client.arrived()).melding_event
        assert seen["melding"]["activity"]["id"] == first.activity_id

        line.cut()
        await client.until("retrying")
        missed = [(await publish_next(each_server)).activity_id for _ in range(3)]
        line.mend()

        backlog = [(await client.arrived()).melding_event for _ in missed]
        assert [event["melding"]["activity"]["id"] for event in backlog] == missed
        assert await client.up_to_date() == backlog[-1]["cursor"]
        assert line.connections == 2

        last = await publish_next(each_server)
        after_all = (await client.arrived()).melding_event
        assert after_all["melding"]["activity"]["id"] == last.activity_id

        # The other transport, and polling, tell the same from the same place.
        expected = [*backlog, after_all]
        async with follower(following(each_server, line, OTHER[transport], after=seen["cursor"])) as other:
            assert [(await other.arrived()).melding_event for _ in expected] == expected
            assert await other.up_to_date() == after_all["cursor"]
        polled = await send(each_server, MELDINGEN, {"nis": GENT, "after": seen["cursor"], "first": 50})
        assert [
            {"__typename": "MeldingArrived", "cursor": edge["cursor"], "melding": edge["node"]}
            for edge in polled["territory"]["meldingen"]["edges"]
        ] == expected
