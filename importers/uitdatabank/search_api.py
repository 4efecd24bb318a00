"""Asking the Search API for the events of territories, page after page and slice after slice."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

from domain.imports.model import Skipped, SkipReason
from domain.territories.model import Nis
from importers.uitdatabank.identity import id_in
from importers.uitdatabank.instants import instant
from importers.uitdatabank.search_request import (
    PATIENCE,
    Params,
    SearchApi,
    SearchApiError,
    SearchPage,
    open_search_api,
)
from importers.uitdatabank.shapes import line, record
from importers.uitdatabank.source import SourceDocument

PAGE = 200
WINDOW = 10_000
"""No question has more answers: `start` and `limit` together may not go beyond."""

_QUESTION = (
    ("embed", "true"),
    # Without a sort the order differs from page to page.
    ("sort[modified]", "asc"),
    # The defaults hide what was deleted or rejected, and then nobody here would ever hear of it.
    ("disableDefaultFilters", "true"),
    ("workflowStatus", "*"),
    ("addressCountry", "BE"),
)


async def search(
    address: str,
    *,
    territories: Sequence[Nis] = (),
    client_id: str | None = None,
    modified_from: datetime | None = None,
    patience: float = PATIENCE,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncGenerator[SourceDocument | Skipped, None]:
    """Give every event of the territories (of all, when none are named), whatever its status there, each version once.

    An event that changes while we read can come again in its new version; one that moved between two pages can be
    missed, so the next run should start from somewhat before this one did.
    """
    seen: set[tuple[str, str]] = set()
    expected = 0
    async with open_search_api(address, client_id=client_id, patience=patience, sleep=sleep) as api:
        # A question of its own for each: two regions in one question mean the places that lie in both.
        questions: list[Params] = [(("regions", f"nis-{nis}"),) for nis in territories]
        for regions in questions or [()]:
            first = True
            async with aclosing(_pages(api, regions, modified_from)) as pages:
                async for page in pages:
                    if isinstance(page, Skipped):
                        yield page
                        continue
                    expected += page.total if first else 0
                    first = False
                    for index, value in enumerate(page.members):
                        if _is_new(value, seen):
                            yield SourceDocument(origin=f"{page.url}#/member/{index}", value=value, expected=expected)


def _is_new(value: object, seen: set[tuple[str, str]]) -> bool:
    """Whether this version of an event was not given before; what has no id is always new."""
    document = record(value)
    version = id_in(document), line(document.get("modified"))
    known = bool(version[0]) and version in seen
    seen.add(version)
    return not known


async def _pages(api: SearchApi, regions: Params, since: datetime | None) -> AsyncGenerator[SearchPage | Skipped, None]:
    since = since and since.astimezone(UTC).replace(microsecond=0)
    while True:
        latest: datetime | None = None
        start = 0
        question = (*_QUESTION, *regions, *([("modifiedFrom", since.isoformat())] if since else []))
        while start + PAGE <= WINDOW:
            page = await api.page((*question, ("limit", str(PAGE)), ("start", str(start))))
            yield page
            start += len(page.members)
            if not page.members or start >= page.total:
                return
            latest = _last_modified(page) or latest
        # There is more than one question may ask for: go on from the last second that was seen, which may hold more.
        if latest is None:
            yield _gap(api, question, "the events do not say when they were modified")
            return
        if since and latest < since:
            raise SearchApiError(f"{api.shown(question)} was answered with events from before that moment")
        if latest == since:
            yield _gap(api, question, "they were all modified in the same second")
            latest += timedelta(seconds=1)
        since = latest


def _last_modified(page: SearchPage) -> datetime | None:
    moments = (instant(record(value).get("modified")) for value in reversed(page.members))
    last = next((moment for moment in moments if moment), None)
    return last and last.replace(microsecond=0)


def _gap(api: SearchApi, question: Params, why: str) -> Skipped:
    return Skipped(
        document=api.shown(question),
        reason=SkipReason.UNREADABLE,
        detail=f"only the first {WINDOW} could be asked for: {why}",
    )
