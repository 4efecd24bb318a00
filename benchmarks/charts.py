"""Bars of text, long for much."""

from collections.abc import Sequence

from benchmarks.spread import number

WIDTH = 50
_PARTS = " ▏▎▍▌▋▊▉"


def bars(title: str, values: Sequence[tuple[str, float]]) -> list[str]:
    """Return the lines of a chart: a bar for each name, as long as its value is part of the largest."""
    longest = max((len(name) for name, _ in values), default=0)
    largest = max((value for _, value in values), default=0.0)
    lines = ["```text", title]
    lines += [f"{name:<{longest}}  {_bar(value, largest)} {number(value)}" for name, value in values]
    return [*lines, "```", ""]


def _bar(value: float, largest: float) -> str:
    eighths = round(value / largest * WIDTH * 8) if largest > 0 else 0
    whole, part = divmod(eighths, 8)
    return "█" * whole + (_PARTS[part] if part else "")
