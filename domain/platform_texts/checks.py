"""What must hold of the texts before they are kept; each fault names the thing and says what is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from domain.activities.model import Vocabulary
from domain.contact_details import is_email_address
from domain.inspiration.model import Inspiration
from domain.platform_texts.model import HelpQuestion, PlatformTexts, Support, Term
from domain.rich_text import plain_text
from domain.schedules.model import Schedule, ScheduleKind
from domain.texts import is_writable

MOST_TERMS = 200
MOST_RULES = 200
MOST_VERSIONS = 200
MOST_QUESTIONS = 50
MOST_INSPIRATION = 200

LARGEST_NUMBER = 9999

LONGEST_NAME = 200
LONGEST_LINE = 1000
LONGEST_HTML = 50_000

_CODE = re.compile(r"[A-Z0-9_]{1,60}")
_VERSION = re.compile(r"[A-Za-z0-9._-]{1,20}")


def faults(texts: PlatformTexts) -> tuple[str, ...]:
    """Return what is wrong with texts by themselves, whatever stood there before."""
    return tuple(_faults(texts))


def _faults(texts: PlatformTexts) -> Iterator[str]:
    for vocabulary in Vocabulary:
        yield from _terms(vocabulary, texts.terms.get(vocabulary, ()))
    yield from _rules(texts)
    yield from _terms_of_use(texts)
    if texts.support is not None:
        yield from _support(texts.support)
    yield from _questions(texts.questions or ())
    yield from _inspiration(texts)


def _terms(vocabulary: Vocabulary, terms: Sequence[Term]) -> Iterator[str]:
    yield from _list(vocabulary, [term.code for term in terms], MOST_TERMS)
    if all(term.retired for term in terms):
        yield f"{vocabulary}: at least one term must be offered"
    for term in terms:
        name = f"{vocabulary} {term.code}"
        yield from _code(name, term.code)
        yield from _line(name, "label", term.label, LONGEST_NAME)
        if term.description is not None:
            yield from _line(name, "description", term.description, LONGEST_LINE)


def _rules(texts: PlatformTexts) -> Iterator[str]:
    rules = texts.rules or ()
    yield from _list("rules", [f"{rule.number} version {rule.version}" for rule in rules], MOST_RULES)
    for before, rule in zip([None, *rules], rules, strict=False):
        name = f"rule {rule.number} version {rule.version}"
        if not (1 <= rule.number <= LARGEST_NUMBER and 1 <= rule.version <= LARGEST_NUMBER):
            yield f"{name}: number and version count from 1 to {LARGEST_NUMBER}"
        yield from _line(name, "text", rule.text, LONGEST_LINE)
        if rule.until is not None and rule.until < rule.in_force_from:
            yield f"{name}: ends before it is in force"
        follows = before is not None and before.number == rule.number and before.version < rule.version
        if before is not None and follows and before.in_force_from >= rule.in_force_from:
            yield f"{name}: must be in force later than version {before.version}"


def _terms_of_use(texts: PlatformTexts) -> Iterator[str]:
    terms = texts.terms_of_use or ()
    yield from _list("terms of use", [each.version for each in terms], MOST_VERSIONS)
    yield from _list("terms of use", [str(each.in_force_from) for each in terms], MOST_VERSIONS)
    for each in terms:
        name = f"terms of use {each.version}"
        if not _VERSION.fullmatch(each.version):
            yield f"{name}: a version has at most 20 letters, digits, dots, dashes and underscores"
        yield from _html(name, "html", each.html)


def _support(support: Support) -> Iterator[str]:
    if not is_email_address(support.email):
        yield f"support: {support.email!r} is not an e-mail address"
    yield from _line("support", "text", support.text, LONGEST_LINE)


def _questions(questions: Sequence[HelpQuestion]) -> Iterator[str]:
    yield from _list("questions", [each.question for each in questions], MOST_QUESTIONS)
    for place, each in enumerate(questions, start=1):
        yield from _line(f"question {place}", "question", each.question, LONGEST_NAME)
        yield from _html(f"question {place}", "answer", each.answer_html)


def _inspiration(texts: PlatformTexts) -> Iterator[str]:
    examples = texts.inspiration or ()
    yield from _list("inspiration", [each.code for each in examples], MOST_INSPIRATION)
    for each in examples:
        name = f"inspiration {each.code}"
        yield from _code(name, each.code)
        yield from _line(name, "title", each.content.title, LONGEST_NAME)
        yield from _html(name, "description", each.content.description_html)
        yield from _line(name, "tip", each.tip, LONGEST_LINE)
        yield from _schedule(name, each.content.schedule)
        yield from _carried(name, each, texts)


def _schedule(name: str, schedule: Schedule) -> Iterator[str]:
    if schedule.kind is ScheduleKind.WEEKLY and not schedule.weekly:
        yield f"{name}: a WEEKLY schedule names days and hours"
    if schedule.weekly and schedule.kind not in {ScheduleKind.WEEKLY, ScheduleKind.FLEXIBLE}:
        yield f"{name}: only a WEEKLY or FLEXIBLE schedule has hours on days of the week"
    if any(not hours.days for hours in schedule.weekly):
        yield f"{name}: hours without a day"


def _carried(name: str, example: Inspiration, texts: PlatformTexts) -> Iterator[str]:
    for vocabulary in Vocabulary:
        offered = {term.code for term in texts.terms.get(vocabulary, ()) if not term.retired}
        codes = example.content.terms(vocabulary)
        for code in codes:
            if code not in offered:
                yield f"{name}: {vocabulary} has no term {code}, or it is retired"
        if len(set(codes)) < len(codes):
            yield f"{name}: names a {vocabulary} twice"


def _list(name: str, keys: Sequence[str], most: int) -> Iterator[str]:
    if not keys:
        yield f"{name}: a list may not become empty"
    if len(keys) > most:
        yield f"{name}: at most {most}, not {len(keys)}"
    for key, times in Counter(keys).items():
        if times > 1:
            yield f"{name}: {key!r} stands there {times} times"


def _code(name: str, code: str) -> Iterator[str]:
    if not _CODE.fullmatch(code):
        yield f"{name}: a code has 1 to 60 capitals, digits and underscores"


def _line(name: str, what: str, text: str, longest: int) -> Iterator[str]:
    if not text.strip():
        yield f"{name}: {what} may not be empty"
    if len(text) > longest:
        yield f"{name}: {what} has {len(text)} characters, at most {longest}"
    if not text.isprintable():
        yield f"{name}: {what} holds characters that cannot be seen"


def _html(name: str, what: str, html: str) -> Iterator[str]:
    if not plain_text(html):
        yield f"{name}: {what} may not be empty"
    if len(html) > LONGEST_HTML:
        yield f"{name}: {what} has {len(html)} characters, at most {LONGEST_HTML}"
    if not is_writable(html):
        yield f"{name}: {what} holds characters that cannot be seen"
