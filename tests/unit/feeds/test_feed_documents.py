"""Documents that are asked for again and again: written once for each state, one at a time, within bounds."""

import asyncio
import threading

import pytest
from starlette.requests import Request
from starlette.responses import Response

from ikdoemee.edge import documents
from ikdoemee.edge.documents import Document, Documents


class Writer:
    """Writes documents, and knows how many, and how many at once."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.most_at_once = 0
        self.may_write = threading.Event()
        self.may_write.set()
        self._at_once = 0

    def document(self, path: str, state: str = "a", size: int = 1) -> Document:
        """Return a document that this writes."""

        def write() -> bytes:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self.may_write.wait(10)
            self.written.append(f"{path}@{state}")
            self._at_once -= 1
            return state.encode() * size

        return Document(path=path, state=state, media_type="text/plain", write=write, changed_at=None)


@pytest.fixture
def writer() -> Writer:
    return Writer()


async def ask(kept: Documents, document: Document, etag: str | None = None) -> Response:
    headers = [(b"if-none-match", etag.encode())] if etag is not None else []
    request = Request({"type": "http", "method": "GET", "path": document.path, "headers": headers})
    return await kept.answer(request, document, cache_control="public")


async def test_a_document_is_written_once_for_each_state(writer: Writer) -> None:
    kept = Documents()
    states = ["a", "a", "b", "b", "a"]
    assert [(await ask(kept, writer.document("/x", state))).body for state in states] == [s.encode() for s in states]
    assert writer.written == ["/x@a", "/x@b", "/x@a"]


async def test_many_who_ask_at_once_wait_for_the_same_document(writer: Writer) -> None:
    kept = Documents()
    asked = [ask(kept, writer.document(path)) for path in ("/x", "/y") for _ in range(10)]
    await asyncio.gather(*asked)
    assert (writer.written, writer.most_at_once) == (["/x@a", "/y@a"], 1)


async def test_nothing_is_written_for_those_who_have_it(writer: Writer) -> None:
    response = await ask(Documents(), writer.document("/x", "a"), etag='"b", W/"a"')
    assert (response.status_code, response.headers["etag"], writer.written) == (304, 'W/"a"', [])


async def test_what_was_not_asked_for_lately_is_let_go(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_KEPT_BYTES", 10)
    kept = Documents()
    for path in ("/x", "/y", "/x", "/z", "/x", "/y"):
        await ask(kept, writer.document(path, size=5))
    assert writer.written == ["/x@a", "/y@a", "/z@a", "/y@a"]


async def test_a_new_state_takes_the_room_of_the_old(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_KEPT_BYTES", 10)
    kept = Documents()
    await ask(kept, writer.document("/x", size=5))
    for state in "abcde":
        await ask(kept, writer.document("/y", state, size=5))
    await ask(kept, writer.document("/x", size=5))
    assert writer.written.count("/x@a") == 1


async def test_a_document_that_is_larger_than_all_room_is_sent_and_not_kept(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_KEPT_BYTES", 10)
    kept = Documents()
    assert [(await ask(kept, writer.document("/x", size=11))).body for _ in range(2)] == [b"a" * 11] * 2


async def test_nobody_waits_for_ever(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 0.01)
    writer.may_write.clear()
    kept = Documents()
    with pytest.raises(TimeoutError):
        await ask(kept, writer.document("/x"))
    writer.may_write.set()


async def test_what_nobody_waited_for_is_still_written_alone_and_found(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.may_write.clear()
    kept = Documents()
    with monkeypatch.context() as impatient:
        impatient.setattr(documents, "PATIENCE", 0.01)
        for path in ("/x", "/x", "/y"):
            with pytest.raises(TimeoutError):
                await ask(kept, writer.document(path))
    writer.may_write.set()
    assert (await ask(kept, writer.document("/x"))).body == b"a"
    assert (writer.written, writer.most_at_once) == (["/x@a"], 1)
