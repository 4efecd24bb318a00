"""Exporting and importing the texts of the platform from the command line."""

from collections.abc import Sequence

from domain.platform_texts.actions import ReviseTexts, TextsChangedMeanwhile, TextsRefused, TextsRevised, revise_texts
from domain.platform_texts.changes import TextChange
from ikdoemee.container import open_container
from ikdoemee.settings import Settings
from importers.platform_texts.reading import UnreadableTextsError, read_texts
from importers.platform_texts.writing import write_texts

_CHANGED_MEANWHILE = (
    "the texts were changed since this file was exported: export them again and repeat your changes, "
    "or leave out the line `state` to put this file over them"
)


async def exported_texts(settings: Settings) -> str:
    """Return the file that holds all texts."""
    async with open_container(settings) as container, container.services.open_unit_of_work() as work:
        return write_texts(await work.texts.get())


async def imported_texts(settings: Settings, text: str, *, dry_run: bool) -> Sequence[str]:
    """Revise the texts after a file and return what changed, line by line; raises `UnreadableTextsError`."""
    written = read_texts(text)
    command = ReviseTexts(texts=written.texts, based_on=written.state, dry_run=dry_run)
    async with open_container(settings) as container:
        services = container.services
        outcome = await revise_texts(command, open_unit_of_work=services.open_unit_of_work, tools=services.tools)
    match outcome:
        case TextsRevised(changes=changes):
            return _shown(changes, dry_run=dry_run)
        case TextsRefused(faults=faults):
            raise UnreadableTextsError("nothing was changed\n" + "\n".join(f"- {fault}" for fault in faults))
        case TextsChangedMeanwhile():
            raise UnreadableTextsError(_CHANGED_MEANWHILE)


def _shown(changes: Sequence[TextChange], *, dry_run: bool) -> list[str]:
    if not changes:
        return ["nothing to change"]
    lines = [f"{each.kind} {each.what}{f' ({each.detail})' if each.detail else ''}" for each in changes]
    return [*lines, f"{len(lines)} changes, none made yet" if dry_run else f"{len(lines)} changes made"]
