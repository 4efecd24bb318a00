"""The administrator's command line: export, change, look, import; a server that runs shows it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ikdoemee.cli import app
from tests.support.api import Api

Command = Callable[..., Result]

RENAMED = ('label = "Uitstap"', 'label = "Uitstapje"')


@pytest.fixture
def command(database_url: str) -> Command:
    """Give what runs a command of the product on the database."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments)], env={"IKDOEMEE_DATABASE_URL": database_url})

    return run


@pytest.fixture
def exported(command: Command, tmp_path: Path) -> Path:
    """Give a file to which the texts were exported."""
    path = tmp_path / "texts.toml"
    assert command("texts", "export", "--output", path).exit_code == 0
    return path


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path.write_text(text, "utf-8")


def leave_one_of_each(path: Path) -> None:
    """Leave the first question and the first example of a file."""
    head, _, examples = path.read_text("utf-8").partition("[[inspiration]]")
    before, question, *_ = head.split("[[question]]")
    first, *_ = examples.split("[[inspiration]]")
    path.write_text(f"{before}[[question]]{question}[[inspiration]]{first}", "utf-8")


def test_what_was_exported_changes_nothing_when_it_is_imported(command: Command, exported: Path) -> None:
    done = command("texts", "import", exported)
    assert (done.exit_code, done.output) == (0, "nothing to change\n")
    assert command("texts", "export").output == exported.read_text("utf-8")


def test_an_editor_may_mark_the_file_as_utf8_and_end_lines_its_own_way(command: Command, exported: Path) -> None:
    exported.write_bytes(b"\xef\xbb\xbf" + exported.read_bytes().replace(b"\n", b"\r\n"))
    done = command("texts", "import", exported)
    assert (done.exit_code, done.output) == (0, "nothing to change\n")


def test_a_dry_run_shows_what_an_import_then_does(command: Command, exported: Path) -> None:
    rewrite(exported, RENAMED, ('label = "Cultuur"', 'label = "Cultuur"\nretired = true'))
    # Examples that carry the term that retires.
    text = exported.read_text("utf-8")
    exported.write_text(text.replace(', "CULTUUR"', "").replace('"CULTUUR", ', ""), "utf-8")
    lines = [
        "changed TYPE term UITSTAP (label: Uitstap -> Uitstapje)",
        "retired TOPIC term CULTUUR",
        "changed inspiration BIBLIOTHEEKBEZOEK (content)",
        "changed inspiration FOTOCLUB (content)",
    ]
    looked = command("texts", "import", exported, "--dry-run")
    assert (looked.exit_code, looked.output.splitlines()) == (0, [*lines, "4 changes, none made yet"])
    done = command("texts", "import", exported)
    assert (done.exit_code, done.output.splitlines()) == (0, [*lines, "4 changes made"])
    assert 'label = "Uitstapje"' in command("texts", "export").output


def test_a_file_from_before_another_change_is_refused(command: Command, exported: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(exported.read_text("utf-8"), "utf-8")
    rewrite(exported, RENAMED)
    assert command("texts", "import", exported).exit_code == 0
    for flags in ([], ["--dry-run"]):
        refused = command("texts", "import", mine, *flags)
        assert (refused.exit_code, "were changed since this file was exported" in refused.output) == (2, True)
    without = [line for line in mine.read_text("utf-8").splitlines() if not line.startswith("state")]
    mine.write_text("\n".join(without), "utf-8")
    done = command("texts", "import", mine)
    assert done.output.splitlines() == [
        "changed TYPE term UITSTAP (label: Uitstapje -> Uitstap)",
        "1 changes made",
    ]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ([('code = "UITSTAP"', 'code = "uit-stap"')], "- TYPE uit-stap: a code has 1 to 60 capitals, digits"),
        ([('label = "Uitstap"', 'label = " "')], "- TYPE UITSTAP: label may not be empty"),
        ([('label = "Uitstap"', 'label = "a\\u0007"')], "- TYPE UITSTAP: label holds characters that cannot be seen"),
        ([('label = "Uitstap"', 'lable = "Uitstap"')], "vocabulary.TYPE[1].label: Field required"),
        ([("in_force_from = 2023-01-01", "in_force_from = 2999-01-01")], "- rule 1 version 1: was in force"),
        ([('version = "2026-01"', 'version = "2026-02"')], "- terms of use 2026-01: were in force and stay"),
        ([('email = "hallo@ikdoemee.be"', 'email = "hallo"')], "- support: 'hallo' is not an e-mail address"),
        ([("[support]", "[support")], "not TOML"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    command: Command, exported: Path, changes: list[tuple[str, str]], fault: str
) -> None:
    before = exported.read_text("utf-8")
    rewrite(exported, *changes)
    refused = command("texts", "import", exported)
    assert (refused.exit_code, fault in refused.output) == (2, True), refused.output
    assert command("texts", "export").output == before


def test_a_rule_is_revised_from_a_day_on(command: Command, exported: Path) -> None:
    rule = '\n[[rule]]\nnumber = 1\nversion = 2\nin_force_from = 2999-01-01\ntext = "zijn in het Nederlands."\n'
    exported.write_text(exported.read_text("utf-8") + rule, "utf-8")
    done = command("texts", "import", exported)
    assert done.output.splitlines() == [
        "changed rule 1 version 1 (until: nothing -> 2999-01-01)",
        "added rule 1 version 2",
        "2 changes made",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00"])
def test_a_file_that_is_no_text_is_refused(command: Command, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    refused = command("texts", "import", path)
    assert (refused.exit_code, refused.output.startswith(f"ikdoemee: {path}: ")) == (2, True), refused.output


def test_a_file_that_is_not_there_is_refused(command: Command, tmp_path: Path) -> None:
    assert command("texts", "import", tmp_path / "nothing.toml").exit_code == 2


# Exported first: once the server runs, its jobs may be writing while the loop waits for a command.
async def test_a_running_server_shows_what_was_imported(exported: Path, command: Command, api: Api) -> None:
    document = "{ activityTypes { code label } help { questions { question } } inspiration { totalCount } }"
    for _ in range(2):
        assert (await api.anonymous().send(document)).data["activityTypes"][0]["label"] == "Uitstap"
    rewrite(exported, RENAMED)
    leave_one_of_each(exported)
    done = await asyncio.to_thread(command, "texts", "import", exported)
    assert done.exit_code == 0, done.output
    data = (await api.anonymous().send(document)).data
    assert (data["activityTypes"][0]["label"], len(data["help"]["questions"]), data["inspiration"]["totalCount"]) == (
        "Uitstapje",
        1,
        1,
    )
