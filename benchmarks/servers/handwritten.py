"""The same answers without GraphQL: SQLAlchemy Core, dictionaries and orjson, behind a bare ASGI function.

Reads commit nothing, so its connections are in autocommit; tokens are verified by the project's own code.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from starlette.types import Receive, Scope, Send

from auth.claims import identity_of
from auth.development import development_issuer, new_key
from auth.tokens import TokenRejectedError, TokenVerifier
from benchmarks.servers import handwritten_sql as sql
from benchmarks.servers.handwritten_rows import Viewer, cursor_of, decoded, detail_of, global_id, place_of, row_of
from benchmarks.servers.uvicorn_process import serve
from domain.actors import MODERATOR_RIGHT
from ikdoemee.settings import Settings
from persistence.development_key import development_jwk
from persistence.engine import async_url


class Application:
    """The endpoint; its database is opened when the server starts it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: AsyncEngine | None = None
        self._verifier: TokenVerifier | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        status, answer = 200, b""
        try:
            answer = orjson.dumps({"data": await self._answer(scope, orjson.loads(body))})
        except TokenRejectedError as error:
            status, answer = 401, orjson.dumps({"errors": [{"message": error.message}]})
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        url = async_url(self._settings.database_url)
        engine = create_async_engine(url, pool_size=20, isolation_level="AUTOCOMMIT", json_deserializer=orjson.loads)
        issuer = development_issuer(await development_jwk(engine, new_key))
        self._verifier = TokenVerifier([issuer], now=lambda: datetime.now(UTC))
        self._engine = engine
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await engine.dispose()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Scope, asked: Mapping[str, Any]) -> dict[str, Any]:
        if self._engine is None or self._verifier is None:
            raise RuntimeError("not started")
        authorization = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        claims = self._verifier.verify(authorization.decode("latin-1").removeprefix("Bearer "))
        identity = identity_of(claims, rights_claim=self._settings.rights_claim)
        async with self._engine.connect() as connection:
            found = (await connection.execute(sql.WHO, {"code": identity.organisation_code})).one_or_none()
            moderates = found is not None and found.kind == "MUNICIPALITY" and MODERATOR_RIGHT in identity.rights
            viewer = Viewer(
                acting=found.id if found else None,
                territory=found.municipality if found and moderates else None,
                territory_name=found.name if found and moderates else None,
            )
            return await _OPERATIONS[asked["operationName"]](connection, viewer, asked["variables"])


async def _table(connection: AsyncConnection, viewer: Viewer, asked: Mapping[str, Any]) -> dict[str, Any]:
    if viewer.territory is None or asked["nis"] != viewer.territory:
        return {"territory": None}
    wanted = {"nis": viewer.territory, "limit": asked["first"] + 1}
    statement = sql.TABLE
    if asked.get("after"):
        after_at, after_id = place_of(asked["after"])
        statement, wanted = sql.TABLE_AFTER, {**wanted, "after_at": after_at, "after_id": after_id}
    rows = (await connection.execute(statement, wanted)).all()
    page = rows[: asked["first"]]
    types = await _terms(connection, sql.TYPES, [row.id for row in page])
    edges = [{"cursor": cursor_of(row), "node": row_of(row, types[row.id]["TYPE"], viewer)} for row in page]
    return {
        "territory": {
            "id": global_id("Territory", viewer.territory),
            "name": viewer.territory_name,
            "activities": {
                "pageInfo": {
                    "hasNextPage": len(rows) > len(page),
                    "endCursor": edges[-1]["cursor"] if edges else None,
                },
                "edges": edges,
            },
        }
    }


async def _counted_table(connection: AsyncConnection, viewer: Viewer, asked: Mapping[str, Any]) -> dict[str, Any]:
    answer = await _table(connection, viewer, asked)
    if answer["territory"] is not None:
        counted = await connection.execute(sql.COUNT, {"nis": viewer.territory})
        answer["territory"]["activities"]["totalCount"] = counted.scalar_one()
    return answer


async def _one(connection: AsyncConnection, viewer: Viewer, asked: Mapping[str, Any]) -> dict[str, Any]:
    kind, _, key = decoded(asked["id"]).decode().partition(":")
    wanted = {"id": UUID(key), "territory": viewer.territory, "acting": viewer.acting}
    row = (await connection.execute(sql.ONE, wanted)).one_or_none() if kind == "Activity" else None
    if row is None:
        return {"activity": None}
    terms = (await _terms(connection, sql.ALL_TERMS, [row.id]))[row.id]
    return {"activity": detail_of(row, terms, viewer)}


async def _terms(
    connection: AsyncConnection, statement: Select[*tuple[Any, ...]], ids: list[UUID]
) -> defaultdict[UUID, defaultdict[str, list[dict[str, str]]]]:
    found: defaultdict[UUID, defaultdict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for activity_id, vocabulary, code, label in (await connection.execute(statement, {"ids": ids})).all():
        found[activity_id][vocabulary].append({"code": code, "label": label})
    return found


_Operation = Callable[[AsyncConnection, Viewer, Mapping[str, Any]], Awaitable[dict[str, Any]]]

_OPERATIONS: dict[str, _Operation] = {
    "TableOfActivities": _table,
    "CountedTableOfActivities": _counted_table,
    "OneActivity": _one,
}


if __name__ == "__main__":
    serve(Application(Settings()), {"loop": "uvloop", "http": "httptools", "ws": "none"})
