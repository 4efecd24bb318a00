"""Writing the texts as a file that people edit and `reading` understands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from domain.activities.model import Vocabulary
from domain.inspiration.model import Inspiration
from domain.platform_texts.model import PlatformTexts, RuleVersion

HEAD = """\
# The texts and lists of the platform. Change what you want, look at what it does with
# `ikdoemee texts import FILE --dry-run`, then import it without `--dry-run`.
#
# A list that is left out of the file stays as it is; a list that is in the file is the whole list, in its order.
# - vocabulary: a term that is left out, or has `retired = true`, is offered no longer; it keeps its label.
# - rule, terms_of_use: what is in force cannot be changed. Add a version with a later day in `in_force_from`; a rule
#   ends on the day in `until`.
# - question, inspiration: what is left out is removed.
# HTML may hold paragraphs, lists, emphasis and links; plain text with empty lines between paragraphs will do too.
"""

LONG = 80

Row = Mapping[str, object]

_QUOTES_IN_A_ROW = re.compile(r'"(?=")')


def write_texts(texts: PlatformTexts) -> str:
    """Return the file."""
    return f"{HEAD}\n# The texts that this file was made of; leave it out to import over any others.\n" + "\n".join(
        [f"state = {_text(texts.state)}\n", *(_block(head, row) for head, row in _rows(texts))]
    )


def _rows(texts: PlatformTexts) -> Iterator[tuple[str, Row]]:
    for vocabulary in Vocabulary:
        for term in texts.terms.get(vocabulary, ()):
            row = {"code": term.code, "label": term.label, "description": term.description}
            yield f"[[vocabulary.{vocabulary}]]", row | ({"retired": True} if term.retired else {})
    rules = texts.rules or ()
    for rule, following in zip(rules, [*rules[1:], None], strict=True):
        yield "[[rule]]", _rule(rule, following)
    for terms in texts.terms_of_use or ():
        yield (
            "[[terms_of_use]]",
            {"version": terms.version, "in_force_from": terms.in_force_from, "html": terms.html},
        )
    if texts.support is not None:
        yield "[support]", {"email": texts.support.email, "text": texts.support.text}
    for each in texts.questions or ():
        yield "[[question]]", {"question": each.question, "answer": each.answer_html}
    for example in texts.inspiration or ():
        yield "[[inspiration]]", _inspiration(example)


def _rule(rule: RuleVersion, following: RuleVersion | None) -> Row:
    replaced = following is not None and (following.number, following.in_force_from) == (rule.number, rule.until)
    return {
        "number": rule.number,
        "version": rule.version,
        "in_force_from": rule.in_force_from,
        "until": None if replaced else rule.until,
        "text": rule.text,
    }


def _inspiration(example: Inspiration) -> Row:
    content = example.content
    return {
        "code": example.code,
        "title": content.title,
        "types": content.types,
        "topics": content.topics,
        "goals": content.goals,
        "language_levels": content.language_levels,
        "schedule": content.schedule.kind,
        "weekly": [
            {"days": hours.days, "opens": f"{hours.opens:%H:%M}", "closes": f"{hours.closes:%H:%M}"}
            for hours in content.schedule.weekly
        ]
        or None,
        "description": content.description_html,
        "tip": example.tip,
    }


def _block(head: str, row: Row) -> str:
    lines = (f"{name} = {_value(value)}\n" for name, value in row.items() if value is not None)
    return f"{head}\n{''.join(lines)}"


def _value(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{name} = {_value(each)}" for name, each in value.items()) + " }"
        case Sequence():
            return "[" + ", ".join(map(_value, value)) + "]"
        case _:
            raise TypeError(f"{value!r} has no place in the file")


def _text(text: str) -> str:
    escaped = "".join(_character(char) for char in text)
    if "\n" not in text and len(text) <= LONG:
        return '"' + escaped.replace('"', '\\"') + '"'
    # A line end right after the opening quotes is not part of the text; quotes in a row would end it.
    return '"""\n' + _QUOTES_IN_A_ROW.sub(r"\"", escaped) + '"""'


def _character(char: str) -> str:
    if char == "\\":
        return "\\\\"
    return char if char == "\n" or char.isprintable() else f"\\U{ord(char):08x}"
