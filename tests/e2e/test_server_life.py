"""The life of a server: set up, started, stopped, killed, and started again."""

import asyncio
import contextlib
import signal
import socket
import sqlite3
import time
import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import orjson
import pytest
from sqlalchemy import insert, make_url, update
from websockets.asyncio.client import connect

from domain.meldingen import cursors
from domain.meldingen.model import LogPosition, MeldingKind
from domain.territories.model import Nis
from persistence.engine import WRITES, open_engine
from persistence.meldingen import MeldingReader
from persistence.tables.meldingen import melding, melding_log
from tests.e2e.conftest import StartServer
from tests.e2e.hostile import TRANSPORT_WS, greet
from tests.e2e.node import Follower, follower
from tests.e2e.operations import LIVE_MELDINGEN, MELDINGEN, publish_next, send
from tests.e2e.servers import DEMO_FEED, GENT, ROOT, STOP_SECONDS, Server, prepare, run, start
from tests.support.clock import START

pytestmark = pytest.mark.xdist_group("server-life")

CATALOGUE = "{ activities(first: 5) { edges { node { id status } } } }"

# Says the same thing thirty times, so that few Meldingen fill every buffer on the way.
WORDY = f"""
subscription Wordy($nis: NisCode!, $after: String) {{
  meldingen(nis: $nis, after: $after) {{
    ... on MeldingArrived {{ cursor melding {{ {" ".join(f"t{number}: text" for number in range(30))} }} }}
  }}
}}
"""
MANY = 10_000


async def test_a_server_says_that_it_lives_and_is_ready(demo_database: str, start_server: StartServer) -> None:
    server = start_server(database_url=demo_database)
    async with httpx2.AsyncClient(timeout=5) as http:
        live = await http.get(f"{server.url}/health/live")
        ready = await http.get(f"{server.url}/health/ready")
    assert (live.status_code, live.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "database": True, "broadcast": True})
    assert server.stop() == 0


async def test_a_server_whose_broker_is_away_does_its_work_and_says_so(
    demo_database: str, start_server: StartServer
) -> None:
    server = start_server(database_url=demo_database, broadcast_url="redis://127.0.0.1:1")
    async with httpx2.AsyncClient(timeout=10) as http:
        ready = await http.get(f"{server.url}/health/ready")
    assert (ready.status_code, ready.json()) == (200, {"status": "degraded", "database": True, "broadcast": False})
    assert (await publish_next(server)).activity_id
    assert server.stop() == 0


async def test_a_server_stops_in_time_and_clients_come_back_to_the_next(
    demo_database: str, start_server: StartServer, started: list[Server], tmp_path: Path
) -> None:
    await many_meldingen(demo_database)
    server = start_server(database_url=demo_database)
    port = urlsplit(server.url).port
    assert port is not None

    def following(transport: str) -> dict[str, object]:
        variables = {"nis": GENT}
        token = server.token()
        return {
            "transport": transport,
            "url": server.graphql,
            "token": token,
            "query": LIVE_MELDINGEN,
            "variables": variables,
        }

    async with (
        follower(following("ws")) as first,
        follower(following("ws")) as second,
        follower(following("sse")) as third,
        follower(following("sse")) as fourth,
        stalled(server, after=await beginning(demo_database)),
    ):
        clients: Sequence[Follower] = (first, second, third, fourth)
        for client in clients:
            await client.up_to_date()

        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        # Told that the connection ended, not that the subscription did: so each tries again.
        for client in clients:
            await client.until("retrying")
        assert await asyncio.to_thread(server.process.wait, STOP_SECONDS) == 0
        assert time.monotonic() - began < STOP_SECONDS
        assert "Traceback" not in server.log_text

        next_server = start(tmp_path / "next.log", {"database_url": demo_database}, port=port)
        started.append(next_server)
        await asyncio.to_thread(next_server.wait_until_ready)
        for client in clients:
            await client.up_to_date()
        published = await publish_next(next_server)
        for client in clients:
            said = await client.arrived()
            assert said.melding_event["melding"]["activity"]["id"] == published.activity_id
    assert next_server.stop() == 0


async def test_a_socket_is_closed_with_a_code_that_says_come_back(
    demo_database: str, start_server: StartServer
) -> None:
    server = start_server(database_url=demo_database)
    async with connect(server.socket_url, subprotocols=[TRANSPORT_WS]) as line:
        await greet(line, {"authorization": f"Bearer {server.token()}"})
        payload = {"query": LIVE_MELDINGEN, "variables": {"nis": GENT}}
        await line.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": payload}).decode())
        assert orjson.loads(await line.recv())["type"] == "next"
        server.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            await line.wait_closed()
        # Going away, or restarting: not one of the codes on which a client gives up.
        assert line.close_code in {1001, 1012}
    assert await asyncio.to_thread(server.process.wait, STOP_SECONDS) == 0


async def many_meldingen(address: str) -> None:
    """Fill the log of Gent, as years of use would."""
    engine = open_engine(address)
    try:
        head = await MeldingReader(engine).head(Nis(GENT))
        rows = [
            {
                "territory": GENT,
                "sequence": head.sequence + number,
                "id": uuid.uuid4(),
                "kind": MeldingKind.ACTIVITY_REGISTERED,
                "at": START,
                "count": 1,
            }
            for number in range(1, MANY + 1)
        ]
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            await connection.execute(insert(melding), rows)
            await connection.execute(
                update(melding_log).where(melding_log.c.territory == GENT).values(last_sequence=head.sequence + MANY)
            )
            await connection.commit()
    finally:
        await engine.dispose()


async def beginning(address: str) -> str:
    """Return the cursor before the first Melding of Gent."""
    engine = open_engine(address)
    try:
        head = await MeldingReader(engine).head(Nis(GENT))
    finally:
        await engine.dispose()
    return cursors.encode(LogPosition(territory=head.territory, epoch=head.epoch, sequence=0))


@asynccontextmanager
async def stalled(server: Server, *, after: str) -> AsyncGenerator[None]:
    """Follow over SSE from a cursor, and never read: until the server has no room left for what it wants to say."""
    target = urlsplit(server.url)
    assert target.hostname is not None
    assert target.port is not None
    body = orjson.dumps({"query": WORDY, "variables": {"nis": GENT, "after": after}})
    headers = [
        "POST /graphql HTTP/1.1",
        f"host: {target.netloc}",
        "content-type: application/json",
        "accept: text/event-stream",
        f"authorization: Bearer {server.token()}",
        f"content-length: {len(body)}",
    ]
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect((target.hostname, target.port))
        line.sendall("\r\n".join([*headers, "", ""]).encode() + body)
        ours = line.getsockname()[1]
        async with asyncio.timeout(20):
            earlier = 0
            while earlier == 0 or earlier != _waiting_to_be_sent(target.port, ours):
                earlier = _waiting_to_be_sent(target.port, ours)
                await asyncio.sleep(0.5)
        yield


def _waiting_to_be_sent(port: int, to: int) -> int:
    """Return how many bytes the kernel holds on the way from one port to another; they stay when nobody reads."""
    for row in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, _, queues, *_ = row.split()
        if (int(local.partition(":")[2], 16), int(remote.partition(":")[2], 16)) == (port, to):
            return int(queues.partition(":")[0], 16)
    return 0


def dump(address: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(make_url(address).database or "")) as database:
        return sorted(database.iterdump())


async def test_what_was_answered_survives_a_crash_and_setting_up_again_changes_nothing(
    demo_database: str, start_server: StartServer
) -> None:
    first = start_server(database_url=demo_database)
    published = await publish_next(first)
    meldingen = await send(first, MELDINGEN, {"nis": GENT, "last": 10})
    first.kill()

    before = dump(demo_database)
    prepare(demo_database)
    assert dump(demo_database) == before

    second = start_server(database_url=demo_database)
    catalogue = await send(second, CATALOGUE)
    assert [edge["node"] for edge in catalogue["activities"]["edges"]] == [
        {"id": published.activity_id, "status": "PUBLISHED"}
    ]
    assert await send(second, MELDINGEN, {"nis": GENT, "last": 10}) == meldingen
    # A token from before the crash is still good: the key is in the database.
    assert first.token() != ""
    assert second.stop() == 0


def test_importing_again_counts_everything_as_unchanged(demo_database: str) -> None:
    done = run("import-uit", str(DEMO_FEED), "--territory", GENT, "--json", settings={"database_url": demo_database})
    assert done.returncode == 0
    counts = orjson.loads(done.stdout)
    assert {name: counts[name] for name in ("created", "updated", "unchanged", "withdrawn")} == {
        "created": 0,
        "updated": 0,
        "unchanged": 67,
        "withdrawn": 0,
    }


def refused(*arguments: str, **settings: str) -> str:
    """Run a command that must fail, and return what it says: one line, for people."""
    done = run(*arguments, settings=settings)
    assert done.returncode not in {0, None}, done.stdout
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_serving_a_database_that_was_never_migrated_says_what_to_do(tmp_path: Path) -> None:
    said = refused("serve", "--port", "0", database_url=f"sqlite:///{tmp_path}/empty.sqlite")
    assert said == "ikdoemee: the database is not at the version of this code: run `ikdoemee migrate`"


def test_importing_into_a_database_that_was_never_migrated_says_what_to_do(tmp_path: Path) -> None:
    said = refused("import-uit", str(DEMO_FEED), database_url=f"sqlite:///{tmp_path}/empty.sqlite")
    assert "run `ikdoemee migrate`" in said


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["migrate"]])
@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"environment": "moon"}, "environment"),
        ({"pool_size": "many"}, "pool_size"),
        ({"body_limit": "lots"}, "body_limit"),
        ({"environment": "production"}, "IKDOEMEE_TOKEN_ISSUER"),
        ({"token_issuer": "https://idp.example"}, "IKDOEMEE_TOKEN_AUDIENCE"),
        ({"database_url": "mysql://localhost/x"}, "database"),
        ({"database_url": "nonsense"}, "database"),
        ({"database_url": "postgresql://postgres@127.0.0.1:1/x"}, "database"),
        ({"database_url": "sqlite:////dev/null/x.sqlite"}, ""),
    ],
)
def test_a_setting_that_cannot_be_is_named_in_one_line(
    command: list[str], settings: dict[str, str], part: str, tmp_path: Path
) -> None:
    said = refused(*command, **{"database_url": f"sqlite:///{tmp_path}/x.sqlite", **settings})
    assert said.startswith("ikdoemee: ")
    assert part in said


def test_a_broker_that_cannot_be_is_named_in_one_line(demo_database: str) -> None:
    said = refused("serve", "--port", "0", database_url=demo_database, broadcast_url="ftp://example.org")
    assert "broadcast_url" in said


def test_a_password_in_a_setting_is_not_shown(tmp_path: Path) -> None:
    del tmp_path
    said = refused("migrate", database_url="postgresql://postgres:geheim@127.0.0.1:1/x")
    assert "geheim" not in said


def test_a_port_that_is_taken_ends_it(demo_database: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), settings={"database_url": demo_database})
    assert done.returncode not in {0, None}
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr


KEYS = '{"keys": [{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}'  # noqa: E501


def production(address: str, folder: Path) -> dict[str, str]:
    keys = folder / "keys.json"
    keys.write_text(KEYS)
    return {
        "environment": "production",
        "database_url": address,
        "token_issuer": "https://idp.example",
        "token_audience": "ikdoemee",
        "token_keys": str(keys),
        "person_number_key": "x" * 32,
    }


def test_there_are_no_development_tokens_in_production(demo_database: str, tmp_path: Path) -> None:
    said = refused("dev-token", "--person", "Mo", "--organisation", "OVO002067", **production(demo_database, tmp_path))
    assert said == "ikdoemee: development tokens do not exist in production"


def test_there_is_no_demo_in_production(demo_database: str, tmp_path: Path) -> None:
    assert refused("demo", **production(demo_database, tmp_path)) == "ikdoemee: the demo is not for production"


async def test_a_development_token_is_worth_nothing_in_production(
    demo_database: str, start_server: StartServer, tmp_path: Path
) -> None:
    development = start_server(database_url=demo_database)
    token = development.token()
    assert development.stop() == 0
    server = start_server(**production(demo_database, tmp_path))
    async with httpx2.AsyncClient(timeout=5) as http:
        answer = await http.post(
            server.graphql, json={"query": "{ __typename }"}, headers={"authorization": f"Bearer {token}"}
        )
        page = await http.get(server.graphql, headers={"accept": "text/html"})
        examples = await http.get(f"{server.url}/graphiql/examples.json")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
    assert "text/html" not in page.headers["content-type"]
    assert examples.status_code == 404
    assert server.stop() == 0


@pytest.mark.parametrize("organisation", ["OVO999999", "0000000000", "Stad Gent", ""])
def test_nobody_acts_for_an_organisation_that_is_not_known(demo_database: str, organisation: str) -> None:
    said = refused("dev-token", "--person", "Mo", "--organisation", organisation, database_url=demo_database)
    assert said == f"ikdoemee: no organisation with OVO code or KBO number {organisation!r}"


def test_the_schema_that_is_printed_is_the_one_in_the_repository() -> None:
    done = run("export-schema", settings={})
    assert done.returncode == 0
    assert done.stdout == (ROOT / "schema.graphql").read_text("utf-8")


def test_a_territory_that_does_not_exist_is_refused(demo_database: str) -> None:
    said = refused("import-uit", str(DEMO_FEED), "--territory", "99999", database_url=demo_database)
    assert "99999" in said


def test_a_feed_that_does_not_exist_is_refused(demo_database: str) -> None:
    assert "nowhere.json" in refused("import-uit", "/nowhere.json", database_url=demo_database)
