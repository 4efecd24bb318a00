"""Fixtures for tests of the API."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

import pytest
from sqlalchemy import Engine, event

from tests.api.counting import Counting


@pytest.fixture
def counting() -> Generator[Counting]:
    """Give what counts the statements that a piece of a test makes the application send."""
    current: ContextVar[list[str] | None] = ContextVar("statements", default=None)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        # The application works in contexts that were copied from the test's; what runs besides has none of it.
        noted = current.get()
        if noted is not None and not statement.startswith("BEGIN"):
            noted.append(statement)

    @contextmanager
    def statements() -> Generator[list[str]]:
        noted: list[str] = []
        token = current.set(noted)
        try:
            yield noted
        finally:
            current.reset(token)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)
