import json
import os
from contextlib import aclosing
from pathlib import Path

import pytest

from domain.imports.model import Skipped, SkipReason
from importers.uitdatabank.documents import documents
from importers.uitdatabank.source import MOST_BYTES, SourceDocument


async def found(source: Path) -> list[SourceDocument | Skipped]:
    return [each async for each in documents(str(source))]


def write(path: Path, value: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


async def test_a_file_is_one_document(tmp_path: Path) -> None:
    path = write(tmp_path / "event.json", {"@id": "1"})

    assert await found(path) == [SourceDocument(origin=str(path), value={"@id": "1"}, expected=1)]


async def test_pages_and_lists_are_unfolded(tmp_path: Path) -> None:
    page = write(tmp_path / "a.json", {"totalItems": 90, "member": [{"@id": "1"}, None]})
    dump = write(tmp_path / "b.json", [{"@id": "2"}])
    write(tmp_path / "c.json", {"totalItems": 0, "member": []})

    assert await found(tmp_path) == [
        SourceDocument(origin=f"{page}#/member/0", value={"@id": "1"}, expected=4),
        SourceDocument(origin=f"{page}#/member/1", value=None, expected=4),
        SourceDocument(origin=f"{dump}#/0", value={"@id": "2"}, expected=4),
    ]


async def test_a_folder_is_read_in_order_with_the_folders_in_it(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.json", "b/c.JSON", "b/d/e.json", "f.json")]
    for path in reversed(paths):
        write(path, {})
    write(tmp_path / "b" / "notes.txt", {})
    (tmp_path / "folder.json").mkdir()

    assert [each.origin for each in await found(tmp_path) if isinstance(each, SourceDocument)] == [*map(str, paths)]


async def test_links_that_lead_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "event.json", {})
    (tmp_path / "a" / "back").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.json").symlink_to(tmp_path / "a" / "self.json")

    assert [each.origin for each in await found(tmp_path) if isinstance(each, SourceDocument)] == [str(path)]


async def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")

    assert await found(tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b"\x00\x01\x02",
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b"NaN",
    ],
)
async def test_a_file_that_is_not_json_is_skipped(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(body)

    [skipped] = await found(path)

    assert isinstance(skipped, Skipped)
    assert (skipped.document, skipped.reason) == (str(path), SkipReason.NOT_JSON)
    assert skipped.detail


async def test_a_mark_at_the_start_of_a_file_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(b'\xef\xbb\xbf{"@id": "1"}')

    assert await found(path) == [SourceDocument(origin=str(path), value={"@id": "1"}, expected=1)]


async def test_a_file_that_is_too_large_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    assert await found(path) == [
        Skipped(document=str(path), reason=SkipReason.NOT_JSON, detail=f"larger than {MOST_BYTES} bytes")
    ]


async def test_a_file_that_went_away_meanwhile_is_skipped(tmp_path: Path) -> None:
    write(tmp_path / "a.json", {})
    gone = write(tmp_path / "b.json", {})
    async with aclosing(documents(str(tmp_path))) as found_now:
        await anext(found_now)
        gone.unlink()

        assert await anext(found_now) == Skipped(
            document=str(gone), reason=SkipReason.NOT_JSON, detail="No such file or directory"
        )


async def test_a_source_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="is neither a file nor a folder"):
        await found(tmp_path / "nothing")
