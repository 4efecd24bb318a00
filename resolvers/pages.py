"""From `first`, `after`, `last` and `before` to a part of a list, within bounds."""

from collections.abc import Generator
from contextlib import contextmanager

from domain.pages import DEFAULT_PAGE, MAX_PAGE, InvalidCursorError, PageRequest
from resolvers.errors import ErrorCode, ExpectedError


def page_request(
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    *,
    newest_first: bool = False,
) -> PageRequest:
    """Return the page that a client asks for; raises `ExpectedError` outside the bounds.

    Without `first` and `last` a page is of the default size: from the start of the list, or with `newest_first` from
    its end (unless the client reads on from a cursor).
    """
    if first is not None and last is not None:
        raise ExpectedError(ErrorCode.BAD_PAGE, "Vraag ofwel 'first' ofwel 'last', niet allebei.")
    for name, size in (("first", first), ("last", last)):
        if size is not None and not 1 <= size <= MAX_PAGE:
            raise ExpectedError(ErrorCode.BAD_PAGE, f"'{name}' moet tussen 1 en {MAX_PAGE} liggen, niet {size}.")
    from_end = last is not None or (first is None and after is None and (newest_first or before is not None))
    return PageRequest(size=first or last or DEFAULT_PAGE, after=after, before=before, from_end=from_end)


@contextmanager
def cursors_checked() -> Generator[None]:
    """Turn a cursor that does not belong to the list into an error for the client."""
    try:
        yield
    except InvalidCursorError as error:
        message = "Deze cursor hoort niet bij deze lijst. Begin opnieuw zonder cursor."
        raise ExpectedError(ErrorCode.BAD_CURSOR, message) from error
