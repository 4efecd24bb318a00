"""What a revision changes, in a line for each thing: shown before it is done, and after."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from domain.activities.model import Vocabulary
from domain.platform_texts.model import PlatformTexts, Term

T = TypeVar("T")

SHORT = 80
"""Characters of a value that is shown as it was and is; of longer ones only the name."""


class ChangeKind(StrEnum):
    """What happens to a thing."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    OFFERED_AGAIN = "offered again"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """One thing that changes, and how."""

    kind: ChangeKind
    what: str
    detail: str = ""


def changes(before: PlatformTexts, after: PlatformTexts) -> tuple[TextChange, ...]:
    """Return everything that differs, list by list."""
    return tuple(_changes(before, after))


def _changes(before: PlatformTexts, after: PlatformTexts) -> Iterator[TextChange]:
    for vocabulary in Vocabulary:
        terms = before.terms.get(vocabulary), after.terms.get(vocabulary)
        yield from _between(f"{vocabulary} term", *terms, lambda term: term.code)
    yield from _between("rule", before.rules, after.rules, lambda rule: f"{rule.number} version {rule.version}")
    yield from _between("terms of use", before.terms_of_use, after.terms_of_use, lambda terms: terms.version)
    had, has = ((each.support,) if each.support else () for each in (before, after))
    yield from _between("support", had, has, lambda _: "")
    yield from _between("question", before.questions, after.questions, lambda asked: asked.question)
    yield from _between("inspiration", before.inspiration, after.inspiration, lambda example: example.code)


def _between(
    what: str, before: Sequence[T] | None, after: Sequence[T] | None, name: Callable[[T], str]
) -> Iterator[TextChange]:
    old, new = ({name(each): each for each in things or ()} for things in (before, after))
    for key, thing in new.items():
        if key not in old:
            yield TextChange(kind=ChangeKind.ADDED, what=f"{what} {key}".strip())
        elif old[key] != thing:
            yield TextChange(kind=_kind(old[key], thing), what=f"{what} {key}".strip(), detail=_detail(old[key], thing))
    for key in old:
        if key not in new:
            yield TextChange(kind=ChangeKind.REMOVED, what=f"{what} {key}".strip())
    if [key for key in old if _shown(new.get(key))] != [key for key in new if key in old and _shown(new[key])]:
        yield TextChange(kind=ChangeKind.MOVED, what=f"{what}s", detail="another order")


def _shown(thing: object) -> bool:
    return thing is not None and not (isinstance(thing, Term) and thing.retired)


def _kind(before: object, after: object) -> ChangeKind:
    if isinstance(before, Term) and isinstance(after, Term) and before.retired is not after.retired:
        return ChangeKind.RETIRED if after.retired else ChangeKind.OFFERED_AGAIN
    return ChangeKind.CHANGED


def _detail(before: Any, after: Any) -> str:  # noqa: ANN401 - dataclasses of the same kind
    pairs = [(each.name, getattr(before, each.name), getattr(after, each.name)) for each in fields(before)]
    return "; ".join(_differing(*pair) for pair in pairs if pair[1] != pair[2] and pair[0] != "retired")


def _differing(name: str, before: object, after: object) -> str:
    was, now = ("nothing" if value is None else str(value) for value in (before, after))
    return f"{name}: {was} -> {now}" if max(len(was), len(now)) <= SHORT else name
