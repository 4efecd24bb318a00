"""Figures of several rounds as one: the median, and how far they lie apart."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some values, the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Return the spread of values."""
        return cls(statistics.median(values), min(values), max(values))

    @classmethod
    def of_ratios(cls, numerators: Sequence[float], denominators: Sequence[float]) -> Self | None:
        """Return the spread of the ratios of each round; one that measured nothing below the line is left out."""
        ratios = [over / under for over, under in zip(numerators, denominators, strict=True) if under > 0]
        return cls.of(ratios) if ratios else None

    def shown(self) -> str:
        """Return it as text; one round has no spread."""
        if self.low == self.high:
            return number(self.median)
        return f"{number(self.median)} ({number(self.low)}-{number(self.high)})"


def number(value: float) -> str:
    """Return a number with three significant digits, or whole when it has more before the point."""
    if abs(value) >= 100:  # noqa: PLR2004 - three digits
        return f"{value:,.0f}".replace(",", " ")
    if value == 0:
        return "0"
    digits = 2
    size = abs(value)
    while size < 1:
        size *= 10
        digits += 1
    while size >= 10:  # noqa: PLR2004 - a digit more before the point
        size /= 10
        digits -= 1
    return f"{value:.{digits}f}"
