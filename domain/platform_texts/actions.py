"""Revising the texts of the platform: all of what was written, or nothing of it."""

from dataclasses import dataclass

from domain.platform_texts.changes import TextChange, changes
from domain.platform_texts.checks import faults
from domain.platform_texts.history import violations
from domain.platform_texts.model import PlatformTexts
from domain.platform_texts.revising import revised
from domain.ports import OpenUnitOfWork, Tools
from domain.schedules.local_time import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseTexts:
    """Put these texts in the place of those that stand; `based_on` is the state that they were written from."""

    texts: PlatformTexts
    based_on: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsRevised:
    """What changed, or with a dry run would change; nothing if the texts are what they were."""

    changes: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsRefused:
    """Nothing changed, for these reasons."""

    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextsChangedMeanwhile:
    """Nothing changed: the texts are no longer those that the revision was written from."""


async def revise_texts(
    command: ReviseTexts, *, open_unit_of_work: OpenUnitOfWork, tools: Tools
) -> TextsRevised | TextsRefused | TextsChangedMeanwhile:
    """Check a revision against the texts that stand, and keep it."""
    async with open_unit_of_work() as work:
        before = await work.texts.get()
        if command.based_on is not None and command.based_on != before.state:
            return TextsChangedMeanwhile()
        after = revised(before, command.texts)
        found = (*faults(after), *violations(before, after, today=day_of(tools.now())))
        if found:
            return TextsRefused(faults=found)
        differing = changes(before, after)
        if differing and not command.dry_run:
            await work.texts.save(after)
            await work.commit()
    return TextsRevised(changes=differing)
