"""GraphiQL as a person uses it: in a real browser that reaches nothing but the server."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import orjson
import pytest

from ikdoemee.edge.examples import example_tabs
from ikdoemee.edge.graphiql import page_built
from tests.e2e.node import CLIENTS, missing, needs_clients, node
from tests.e2e.operations import publish_next
from tests.e2e.servers import Server

SCREENSHOT = os.environ.get("IKDOEMEE_TEST_SCREENSHOT", "")
"""File to write a picture of the page to, for who wants to look at it."""

pytestmark = pytest.mark.xdist_group("graphiql")


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or missing("no chromium")


@asynccontextmanager
async def browsing(server: Server) -> AsyncGenerator[asyncio.StreamReader]:
    needs_clients()
    if not page_built():
        missing("GraphiQL is not built: run `make setup`")
    argument = {
        "origin": server.url,
        "browser": chromium(),
        "token": server.token(),
        "screenshot": SCREENSHOT,
    }
    process = await asyncio.create_subprocess_exec(
        node(), str(CLIENTS / "graphiql.mjs"), orjson.dumps(argument), stdout=asyncio.subprocess.PIPE, limit=2**24
    )
    assert process.stdout is not None
    try:
        yield process.stdout
        await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def told(lines: asyncio.StreamReader) -> dict[str, Any]:
    line = await asyncio.wait_for(lines.readline(), 60)
    assert line, "the browser's script ended"
    found: dict[str, Any] = orjson.loads(line)
    return found


async def test_a_person_can_explore_the_api_in_a_browser(server: Server) -> None:
    async with browsing(server) as lines:
        assert await told(lines) == {"waiting": "for a Melding"}
        published = await publish_next(server)
        seen = await told(lines)

    assert seen["problems"] == []
    assert seen["violations"] == []
    assert seen["title"] == "ikdoemee GraphQL"
    assert seen["tabs"] == [
        "Catalogue",
        "FindMunicipality",
        "Viewer",
        "TerritoryActivities",
        "PublishActivity",
        "LiveMeldingen",
        "Meldingen",
        "MyAccess",
        "AccessTasks",
        "ApproveAccessRequest",
    ]
    assert '"44021"' in json.dumps(seen["municipalities"]["data"])
    assert "errors" not in seen["municipalities"]
    assert seen["upToDate"]["data"]["meldingen"]["__typename"] == "MeldingenUpToDate"
    assert seen["arrived"]["data"]["meldingen"]["melding"]["activity"]["id"] == published.activity_id
    assert seen["reached"] == [
        "/graphiql/examples.json",
        "/graphiql/icon.svg",
        "/graphiql/main.css",
        "/graphiql/main.js",
        "/graphql",
        "socket /graphql",
    ]
    token = server.token()
    assert token not in seen["stored"]
    assert token.split(".")[1] not in seen["stored"]
    assert "Bearer ey" not in seen["stored"]


async def test_the_tabs_hold_operations_that_the_server_accepts(server: Server) -> None:
    async with httpx2.AsyncClient(timeout=15, headers={"authorization": f"Bearer {server.token()}"}) as http:
        tabs = (await http.get(f"{server.url}/graphiql/examples.json")).json()["tabs"]
        assert tabs == example_tabs()
        for tab in tabs:
            if "subscription " in tab["query"] or "mutation " in tab["query"]:
                continue
            body = {"query": tab["query"], "variables": json.loads(tab["variables"] or "{}")}
            answer = (await http.post(server.graphql, json=body)).json()
            assert "errors" not in answer, (tab["title"], answer)


async def test_the_page_may_load_only_what_is_ours(server: Server) -> None:
    async with httpx2.AsyncClient(timeout=15) as http:
        page = await http.get(server.graphql, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
