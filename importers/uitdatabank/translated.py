"""Choosing among the languages of a text: Dutch first, then the main language of the document, then any."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from importers.uitdatabank.shapes import line, record

DUTCH = "nl"

_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text and the ISO 639-1 code of the language it was found in."""

    text: str
    language: str


def main_language(document: Mapping[str, object]) -> str:
    """Return the language a document was written in; the oldest ones do not say and are Dutch."""
    language = line(document.get("mainLanguage")).lower()
    return language if _LANGUAGE.fullmatch(language) else DUTCH


def translated(value: object, *, prefer: Iterable[str], read: Callable[[object], str] = line) -> Text | None:
    """Return the first text that says something, in order of preference.

    A text that stands there without a language is in the last of the preferred ones.
    """
    languages = [*prefer]
    if isinstance(value, str):
        text = read(value)
        return Text(text=text, language=languages[-1]) if text else None
    fields = record(value)
    found = (Text(text=read(fields.get(each)), language=each) for each in in_order(fields, languages))
    return next((text for text in found if text.text), None)


def in_order(fields: Mapping[str, object], languages: Iterable[str]) -> Iterator[str]:
    """Give the preferred languages, then the others that the fields are in."""
    yield from languages
    yield from (key for key in fields if _LANGUAGE.fullmatch(key))


def label(value: object, *, main: str) -> str | None:
    """Return a name or remark in the best language for a Dutch-speaking reader."""
    found = translated(value, prefer=(DUTCH, main))
    return found.text if found else None
