"""What a territory offers newcomers, term by term, without numbers so small that they point at somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

SUPPRESSED_BELOW = 5
"""Smaller numbers are not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """How often one term of a vocabulary occurs; None where that is not told."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """Every term of three vocabularies, in the order in which people see them."""

    topics: tuple[TermCount, ...] = ()
    goals: tuple[TermCount, ...] = ()
    language_levels: tuple[TermCount, ...] = ()
    suppressed_below: int = SUPPRESSED_BELOW


def told(counts: Sequence[int]) -> list[int | None]:
    """Return the counts of a vocabulary in which None stands for what is not told.

    Not told is every number below the bound, none at all included: "nobody here" says as much as "one here". Whoever
    knows the total could still work out what is left, so the next larger numbers are kept back too until those kept
    back differ among themselves and together reach the bound. Equal numbers share their lot: the answer stays the same
    when two of those kept back change places, which is why nobody can tell which is which.
    """
    kept = {count for count in counts if count < SUPPRESSED_BELOW}
    for next_larger in sorted(set(counts) - kept) if kept else ():
        if len(kept) > 1 and sum(count for count in counts if count in kept) >= SUPPRESSED_BELOW:
            break
        kept.add(next_larger)
    return [None if count in kept else count for count in counts]
