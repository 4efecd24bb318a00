"""Downloads for moderators: the audit log of their territory, as CSV for spreadsheets or JSON lines for programs."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import structlog
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.actors import Actor
from domain.audit import AuditEntry
from domain.audit_export import Exported, csv_head, csv_lines, exported, json_lines
from domain.schedules.local_time import add_days, start_of
from domain.territories.model import Nis
from domain.viewpoints import Viewpoint
from ikdoemee.edge.answers import failed, refusal, sign_in
from ikdoemee.edge.requesters import NotAuthenticated, Requesters
from ikdoemee.edge.streams import BoundedStream
from persistence.audit_lists import Period, log_of
from resolvers.context import Services
from resolvers.ids import NodeKind, encode_id

log = structlog.get_logger(__name__)

AUDIT_PATH = "/export/audit/{name}"

MOST_SENT = 16_384
"""Characters that are sent at once: a slow line takes them within the time limit."""

_NAME = re.compile(r"([0-9]{5})\.(csv|jsonl)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    media_type: str
    head: Callable[[], str]
    lines: Callable[[Iterable[Exported]], str]


_FORMATS = {
    "csv": _Format(media_type="text/csv; charset=utf-8", head=csv_head, lines=csv_lines),
    "jsonl": _Format(media_type="application/x-ndjson; charset=utf-8", head=str, lines=json_lines),
}


class BadPeriodError(Exception):
    """A day that is none, or an end before its beginning; the message is for people."""


class AuditExport:
    """The audit log of a territory, for its moderators alone."""

    def __init__(
        self,
        *,
        services: Callable[[], Services],
        requesters: Requesters,
        new_trace_id: Callable[[], str],
        stopping: asyncio.Event,
    ) -> None:
        self._services = services
        self._requesters = requesters
        self._new_trace_id = new_trace_id
        self._stopping = stopping

    @property
    def route(self) -> Route:
        """Where it is found."""
        return Route(AUDIT_PATH, self.answer, methods=["GET"])

    async def answer(self, request: Request) -> Response:
        """Send the log, or say why not."""
        try:
            requester = await self._requesters.of(request)
            return await self._answer(request, requester.actor)
        except NotAuthenticated as error:
            return self._requesters.refused(error)
        except BadPeriodError as error:
            return refusal(400, "BAD_VALUE", str(error))
        except Exception:
            trace_id = self._new_trace_id()
            log.exception("export.failed", trace_id=trace_id)
            return failed(trace_id)

    async def _answer(self, request: Request, actor: Actor) -> Response:
        if actor.person is None:
            return sign_in("UNAUTHENTICATED", "Meld je eerst aan.")
        if self._has_ended(actor):
            return sign_in("TOKEN_EXPIRED", "Je token is verlopen. Meld je opnieuw aan.")
        name = _NAME.fullmatch(request.path_params["name"])
        territory = Nis(name[1]) if name else None
        if name is None or territory is None or not actor.moderates(territory):
            return refusal(404, "NOT_FOUND", "Dit auditlog bestaat niet of je mag het niet zien.")
        first, last = _days(request.query_params)
        form = _FORMATS[name[2]]
        headers = {
            "content-type": form.media_type,
            "content-disposition": f'attachment; filename="{_file_name(territory, first, last)}.{name[2]}"',
        }
        if request.method == "HEAD":
            return Response(headers=headers)
        batches = self._batches(actor, territory, _period(first, last))
        # Read before anything is sent: a database that is away is still told as it should be.
        # (A tuple as the default of `anext` makes CPython 3.11 stumble.)
        begun = await anext(batches, None) or ()
        stream = BoundedStream(self._text(form, actor, begun, batches), headers, self._stopping)
        stream.results = batches
        return stream

    def _batches(self, actor: Actor, territory: Nis, period: Period) -> AsyncGenerator[Sequence[AuditEntry]]:
        services = self._services()
        return log_of(territory, period, services.rows.seen_from(Viewpoint(actor, services.tools.now)))

    async def _text(
        self, form: _Format, actor: Actor, begun: Sequence[AuditEntry], batches: AsyncGenerator[Sequence[AuditEntry]]
    ) -> AsyncGenerator[str]:
        show = partial(
            exported,
            to=actor.organisation_id,
            activity_id=partial(encode_id, NodeKind.ACTIVITY),
            organisation_id=partial(encode_id, NodeKind.ORGANISATION),
        )
        for piece in _pieces(form.head() + form.lines(map(show, begun))):
            yield piece
        async for batch in batches:
            if self._has_ended(actor):
                # Broken off rather than ended, so that nobody takes a part for the whole.
                raise TimeoutError("the token ended before the download")
            for piece in _pieces(form.lines(map(show, batch))):
                yield piece

    def _has_ended(self, actor: Actor) -> bool:
        return actor.expires_at is not None and actor.expires_at <= self._services().tools.now()


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + MOST_SENT] for start in range(0, len(text), MOST_SENT))


def _days(asked: QueryParams) -> tuple[date | None, date | None]:
    first, last = _day(asked, "from"), _day(asked, "to")
    if first is not None and last is not None and last < first:
        raise BadPeriodError("'to' mag niet voor 'from' liggen.")
    return first, last


def _day(asked: QueryParams, name: str) -> date | None:
    given = asked.getlist(name)
    if not given:
        return None
    try:
        (text,) = given
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadPeriodError(f"'{name}' moet één datum zijn die bestaat, zoals 2026-12-01.")


def _period(first: date | None, last: date | None) -> Period:
    """Return the days, both included, as clocks in Brussels count them."""
    return Period(
        since=start_of(first) if first is not None else None,
        until=start_of(add_days(last, 1)) if last is not None else None,
    )


def _file_name(territory: Nis, first: date | None, last: date | None) -> str:
    days = [f"-{word}-{day}" for word, day in (("van", first), ("tot", last)) if day is not None]
    return f"auditlog-{territory}{''.join(days)}"
