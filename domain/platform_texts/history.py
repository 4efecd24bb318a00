"""What a revision may not touch: what was in force stays as people read, cited and accepted it."""

from collections.abc import Iterator
from datetime import date

from domain.platform_texts.model import PlatformTexts, RuleVersion


def violations(before: PlatformTexts, after: PlatformTexts, *, today: date) -> tuple[str, ...]:
    """Return where a revision would rewrite the past."""
    return (*_of_rules(before, after, today), *_of_terms_of_use(before, after, today))


def _of_rules(before: PlatformTexts, after: PlatformTexts, today: date) -> Iterator[str]:
    known = {(rule.number, rule.version): rule for rule in before.rules or ()}
    wanted = {(rule.number, rule.version): rule for rule in after.rules or ()}
    for key, rule in known.items():
        if rule.in_force_from <= today:
            yield from _of_rule(rule, wanted.get(key), today)
    for key, rule in wanted.items():
        planned = known.get(key)
        if planned is not None and (planned == rule or planned.in_force_from <= today):
            continue
        if rule.in_force_from < today:
            yield f"{_name(rule)}: cannot be in force before today"
        if planned is None and any(number == rule.number and version > rule.version for number, version in known):
            yield f"{_name(rule)}: there is a later version already"


def _of_rule(rule: RuleVersion, wanted: RuleVersion | None, today: date) -> Iterator[str]:
    if wanted is None:
        yield f"{_name(rule)}: was in force and cannot be removed; give it an `until`"
    elif (wanted.text, wanted.in_force_from) != (rule.text, rule.in_force_from):
        yield f"{_name(rule)}: was in force and cannot be changed; write a new version instead"
    elif wanted.until != rule.until:
        if rule.until is not None and rule.until <= today:
            yield f"{_name(rule)}: has ended, on {rule.until}"
        elif wanted.until is not None and wanted.until < today:
            yield f"{_name(rule)}: cannot end before today"


def _name(rule: RuleVersion) -> str:
    return f"rule {rule.number} version {rule.version}"


def _of_terms_of_use(before: PlatformTexts, after: PlatformTexts, today: date) -> Iterator[str]:
    known = {terms.version: terms for terms in before.terms_of_use or ()}
    wanted = {terms.version: terms for terms in after.terms_of_use or ()}
    for version, terms in known.items():
        if terms.in_force_from <= today and wanted.get(version) != terms:
            yield f"terms of use {version}: were in force and stay as people accepted them; write a new version instead"
    for version, terms in wanted.items():
        planned = known.get(version)
        if terms.in_force_from < today and (planned is None or planned.in_force_from > today):
            yield f"terms of use {version}: cannot be in force before today"
