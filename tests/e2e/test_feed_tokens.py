"""Feeds from a started server: what calendars get, and what the log says of it."""

import sqlite3
from contextlib import closing

import httpx2
from icalendar import Calendar
from sqlalchemy import make_url

from tests.e2e.conftest import StartServer
from tests.e2e.operations import publish_next, send
from tests.e2e.servers import GENT

CREATE = f"""
mutation {{
  createWorkFeed(input: {{nis: "{GENT}"}}) {{ ... on WorkFeedCreated {{ path }} }}
}}
"""


async def test_a_calendar_follows_what_is_published(demo_database: str, start_server: StartServer) -> None:
    server = start_server(database_url=demo_database, activity_page="https://www.example.org/{id}")
    address = f"{server.url}/feeds/territories/{GENT}.ics"
    async with httpx2.AsyncClient(timeout=10) as http:
        before = await http.get(address)
        assert (await http.get(address, headers={"if-none-match": before.headers["etag"]})).status_code == 304
        published = await publish_next(server)
        after = await http.get(address, headers={"if-none-match": before.headers["etag"]})
        head = await http.head(address)
    assert list(Calendar.from_ical(before.content).walk("VEVENT")) == []
    addresses = {str(event["url"]) for event in Calendar.from_ical(after.content).walk("VEVENT")}
    assert addresses == {f"https://www.example.org/{published.activity_id}"}
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", after.headers["etag"])
    assert server.stop() == 0


async def test_the_address_of_a_private_feed_stands_in_no_log(demo_database: str, start_server: StartServer) -> None:
    server = start_server(database_url=demo_database)
    path = (await send(server, CREATE))["createWorkFeed"]["path"]
    async with httpx2.AsyncClient(timeout=10) as http:
        found = await http.get(f"{server.url}{path}")
        assert (found.status_code, found.content.count(b"SUMMARY:Na te kijken: ") > 0) == (200, True)
        assert (await http.get(f"{server.url}{path}x")).status_code == 404
        # Also when something goes wrong.
        with closing(sqlite3.connect(make_url(demo_database).database or "")) as database:
            database.execute("ALTER TABLE work_feed RENAME TO gone")
        failed = await http.get(f"{server.url}{path}")
    assert (failed.status_code, failed.json()["errors"][0]["extensions"]["code"]) == (500, "INTERNAL")
    assert server.stop() == 0
    token = path.removeprefix("/feeds/work/").removesuffix(".ics")
    assert ("request.failed" in server.log_text, token in server.log_text) == (True, False)
