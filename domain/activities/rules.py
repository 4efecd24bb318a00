"""The publication rules of ikdoemee.be that a decision can cite, numbered and versioned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRule:
    """One rule, in the words that organisers read."""

    number: int
    version: int
    text: str


DUTCH_CONTEXT = PublicationRule(
    number=1,
    version=1,
    text="vinden plaats in een Nederlandstalige context. Ze bieden kansen om Nederlands te oefenen.",
)

PUBLICATION_RULES = (DUTCH_CONTEXT,)
"""The rules in force. Their text completes the sentence "Activiteiten op ikdoemee.be: ..."."""


def rule_numbered(number: int) -> PublicationRule | None:
    """Return the rule in force with a number."""
    return next((rule for rule in PUBLICATION_RULES if rule.number == number), None)
