"""Texts without a fault, one of each kind."""

from dataclasses import replace
from datetime import date, time

from domain.activities.model import ActivityContent, Vocabulary
from domain.inspiration.model import Inspiration
from domain.platform_texts.model import HelpQuestion, PlatformTexts, RuleVersion, Support, Term, TermsOfUse
from domain.schedules.model import OpeningHours, Schedule, ScheduleKind, Weekday

RULE = RuleVersion(number=1, version=1, text="vinden plaats in het Nederlands.", in_force_from=date(2023, 1, 1))
TERMS = TermsOfUse(version="2026-01", html="<p>Akkoord.</p>", in_force_from=date(2026, 1, 1))
QUESTION = HelpQuestion(question="Waarom?", answer_html="<p>Daarom.</p>")
EXAMPLE = Inspiration(
    code="A",
    content=ActivityContent(
        title="Kaarten",
        description_html="<p>Kom kaarten.</p>",
        types=("UITSTAP",),
        schedule=Schedule(
            kind=ScheduleKind.WEEKLY,
            weekly=(OpeningHours(days=(Weekday.MONDAY,), opens=time(14), closes=time(16)),),
        ),
    ),
    tip="Met vier.",
)


def term(vocabulary: Vocabulary, code: str) -> Term:
    """Return a term."""
    return Term(vocabulary=vocabulary, code=code, label=code.title())


TEXTS = PlatformTexts(
    terms={each: (term(each, "UITSTAP"),) for each in Vocabulary},
    rules=(RULE,),
    terms_of_use=(TERMS,),
    support=Support(email="hallo@ikdoemee.be", text="Mail ons."),
    questions=(QUESTION,),
    inspiration=(EXAMPLE,),
)


def with_terms(vocabulary: Vocabulary, *terms: Term, example: bool = True) -> PlatformTexts:
    """Return texts with other terms in a vocabulary, and without examples that could carry old ones if so wished."""
    bare = replace(EXAMPLE, content=replace(EXAMPLE.content, types=()))
    return replace(TEXTS, terms={**TEXTS.terms, vocabulary: terms}, inspiration=(EXAMPLE if example else bare,))
