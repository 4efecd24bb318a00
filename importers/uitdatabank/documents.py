"""Where documents come from: a file, a folder with files, or the Search API."""

import asyncio
import os
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing
from datetime import datetime
from pathlib import Path

from domain.imports.model import Skipped, SkipReason
from domain.territories.model import Nis
from importers.uitdatabank.search_api import search
from importers.uitdatabank.source import MOST_BYTES, NotJsonError, SourceDocument, json_in, unfolded

_ADDRESSES = ("http://", "https://")


async def documents(
    source: str,
    *,
    territories: Sequence[Nis] = (),
    client_id: str | None = None,
    modified_from: datetime | None = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncGenerator[SourceDocument | Skipped, None]:
    """Give the documents of a JSON file, a folder (with the folders in it) or an http(s) address, in a stable order.

    The keyword arguments are for the Search API; files are read whole, whatever territory they tell of. Raises
    `FileNotFoundError` when there is no such file or folder and `SearchApiError` when the Search API refuses.
    """
    if source.lower().startswith(_ADDRESSES):
        found = search(source, territories=territories, client_id=client_id, modified_from=modified_from, sleep=sleep)
    else:
        found = _in_files(Path(source))
    async with aclosing(found):
        async for document in found:
            yield document


async def _in_files(source: Path) -> AsyncGenerator[SourceDocument | Skipped, None]:
    paths = await asyncio.to_thread(_json_files, source)
    expected = len(paths)
    for path in paths:
        value = await asyncio.to_thread(_read, path)
        if isinstance(value, Skipped):
            yield value
            continue
        members = [*unfolded(value)]
        expected += len(members) - 1
        for pointer, member in members:
            yield SourceDocument(origin=f"{path}{pointer}", value=member, expected=expected)


def _json_files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise FileNotFoundError(f"{source} is neither a file nor a folder")
    return sorted(_below(source))


def _below(folder: Path) -> Iterator[Path]:
    # A link to a folder is not followed: it can lead back to where it stands.
    for parent, _, names in os.walk(folder, followlinks=False):
        paths = (Path(parent, name) for name in names)
        yield from (path for path in paths if path.suffix.lower() == ".json" and path.is_file())


def _read(path: Path) -> object:
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        return _not_json(path, error.strerror or "cannot be read")
    if len(body) > MOST_BYTES:
        return _not_json(path, f"larger than {MOST_BYTES} bytes")
    try:
        return json_in(body)
    except NotJsonError as error:
        return _not_json(path, str(error))


def _not_json(path: Path, detail: str) -> Skipped:
    return Skipped(document=str(path), reason=SkipReason.NOT_JSON, detail=detail)
