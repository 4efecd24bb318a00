"""Fixtures for tests of the API."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

import pytest
from sqlalchemy import Engine, event

from persistence import embedded_rows
from persistence.rows import log as rows_log
from tests.api.counting import Counting


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Generator[Counting]:
    """Give what counts the statements that a piece of a test makes the application send."""
    # On a busy machine a read on the spot can run out of patience, and would count again in the thread.
    monkeypatch.setattr(embedded_rows, "PATIENCE", 60.0)
    current: ContextVar[list[str] | None] = ContextVar("statements", default=None)

    def note(statement: str) -> None:
        # The application works in contexts that were copied from the test's; what runs besides has none of it.
        noted = current.get()
        if noted is not None and not statement.startswith("BEGIN"):
            noted.append(statement)

    def sent(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        note(statement)

    class Noting(logging.Handler):
        """Hears of what is read past the engine."""

        def emit(self, record: logging.LogRecord) -> None:
            note(record.getMessage())

    @contextmanager
    def statements() -> Generator[list[str]]:
        noted: list[str] = []
        token = current.set(noted)
        try:
            yield noted
        finally:
            current.reset(token)

    noting, level = Noting(), rows_log.level
    rows_log.addHandler(noting)
    rows_log.setLevel(logging.DEBUG)
    event.listen(Engine, "before_cursor_execute", sent)
    yield statements
    event.remove(Engine, "before_cursor_execute", sent)
    rows_log.removeHandler(noting)
    rows_log.setLevel(level)
