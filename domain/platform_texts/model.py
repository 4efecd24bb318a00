"""What an administrator looks after: terms, publication rules, terms of use, help and inspiration."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.activities.model import Vocabulary
from domain.inspiration.model import Inspiration


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One choice of a vocabulary; a retired one is offered no longer, and still labels what carries it."""

    vocabulary: Vocabulary
    code: str
    label: str
    description: str | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVersion:
    """A publication rule as it reads from one day until another; `until` is the first day without it."""

    number: int
    version: int
    text: str
    in_force_from: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOfUse:
    """A version of the terms of use; the newest whose day has come is in force."""

    version: str
    html: str
    in_force_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Where somebody turns who finds no answer."""

    email: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpQuestion:
    """A frequently asked question and its answer."""

    question: str
    answer_html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformTexts:
    """All texts and lists, each in the order in which people see it; None is a list that is not spoken of."""

    terms: Mapping[Vocabulary, tuple[Term, ...]] = field(default_factory=dict[Vocabulary, tuple[Term, ...]])
    rules: tuple[RuleVersion, ...] | None = None
    terms_of_use: tuple[TermsOfUse, ...] | None = None
    support: Support | None = None
    questions: tuple[HelpQuestion, ...] | None = None
    inspiration: tuple[Inspiration, ...] | None = None

    @property
    def state(self) -> str:
        """A digest by which these very texts are known again; the repr names every field and value."""
        ordered = [(vocabulary, self.terms.get(vocabulary)) for vocabulary in Vocabulary]
        rest = (self.rules, self.terms_of_use, self.support, self.questions, self.inspiration)
        return hashlib.sha256(repr((ordered, rest)).encode()).hexdigest()[:16]
