"""Reading a file of texts: every key must be known and every value of its kind; HTML comes out clean."""

import tomllib
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from domain.activities.model import ActivityContent, Vocabulary
from domain.inspiration.model import Inspiration
from domain.platform_texts.model import HelpQuestion, PlatformTexts, RuleVersion, Support, Term, TermsOfUse
from domain.schedules.model import OpeningHours, Schedule, ScheduleKind, Weekday
from importers.html import clean_html

Html = Annotated[str, AfterValidator(clean_html)]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class UnreadableTextsError(ValueError):
    """The file is not one of ours; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTexts:
    """What stands in a file, and the state of the texts that it was exported from."""

    texts: PlatformTexts
    state: str | None


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Term(_Row):
    code: str
    label: str
    description: str | None = None
    retired: bool = False


class _Rule(_Row):
    number: int
    version: int
    text: str
    in_force_from: date
    until: date | None = None


class _TermsOfUse(_Row):
    version: str
    in_force_from: date
    html: Html


class _Support(_Row):
    email: str
    text: str


class _Question(_Row):
    question: str
    answer: Html


class _Hours(_Row):
    days: tuple[Weekday, ...]
    opens: Clock
    closes: Clock


class _Inspiration(_Row):
    code: str
    title: str
    description: Html
    tip: str
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    language_levels: tuple[str, ...] = ()
    schedule: ScheduleKind
    weekly: tuple[_Hours, ...] = ()


class _File(_Row):
    state: str | None = None
    vocabulary: dict[Vocabulary, tuple[_Term, ...]] = Field(default_factory=dict)
    rule: tuple[_Rule, ...] | None = None
    terms_of_use: tuple[_TermsOfUse, ...] | None = None
    support: _Support | None = None
    question: tuple[_Question, ...] | None = None
    inspiration: tuple[_Inspiration, ...] | None = None


def read_texts(text: str) -> WrittenTexts:
    """Return what a file says; raises `UnreadableTextsError`."""
    try:
        file = _File.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableTextsError(f"not TOML: {error}") from error
    except ValidationError as error:
        raise UnreadableTextsError(
            "\n".join(f"{_place(each['loc'])}: {each['msg']}" for each in error.errors())
        ) from error
    return WrittenTexts(texts=_texts(file), state=file.state)


def _place(path: tuple[int | str, ...]) -> str:
    """Return where something stands, counting from 1 as people do."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def _texts(file: _File) -> PlatformTexts:
    return PlatformTexts(
        terms={
            vocabulary: tuple(Term(vocabulary=vocabulary, **dict(row)) for row in rows)
            for vocabulary, rows in file.vocabulary.items()
        },
        rules=None if file.rule is None else tuple(RuleVersion(**dict(row)) for row in file.rule),
        terms_of_use=None if file.terms_of_use is None else tuple(TermsOfUse(**dict(row)) for row in file.terms_of_use),
        support=None if file.support is None else Support(**dict(file.support)),
        questions=None
        if file.question is None
        else tuple(HelpQuestion(question=row.question, answer_html=row.answer) for row in file.question),
        inspiration=None if file.inspiration is None else tuple(map(_inspiration, file.inspiration)),
    )


def _inspiration(row: _Inspiration) -> Inspiration:
    return Inspiration(
        code=row.code,
        content=ActivityContent(
            title=row.title,
            description_html=row.description,
            types=row.types,
            topics=row.topics,
            goals=row.goals,
            language_levels=row.language_levels,
            schedule=Schedule(kind=row.schedule, weekly=tuple(map(_hours, row.weekly))),
        ),
        tip=row.tip,
    )


def _hours(row: _Hours) -> OpeningHours:
    return OpeningHours(days=row.days, opens=time.fromisoformat(row.opens), closes=time.fromisoformat(row.closes))
