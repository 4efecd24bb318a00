"""The publication rules of ikdoemee.be that a decision can cite, numbered and versioned; their texts are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRule:
    """One version of a rule, in the words that organisers read.

    The text completes the sentence "Activiteiten op ikdoemee.be: ...".
    """

    number: int
    version: int
    text: str


Rules: TypeAlias = Mapping[int, PublicationRule]
"""The rules in force on a day, by number; whoever checks an activity is handed them."""

DUTCH_CONTEXT = 1
"""Number of the rule that activities take place in Dutch, whatever its text and version are today."""
