"""Markdown that several parts of the report need."""

from collections.abc import Sequence

from benchmarks.spread import Spread


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table whose first column holds names and whose others hold figures."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---', *['---:'] * (len(head) - 1)])}|"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def shown(spread: Spread | None) -> str:
    """Return a figure, or a dash where there is none."""
    return spread.shown() if spread else "-"


def thousands(count: int) -> str:
    """Return a whole number as one reads it."""
    return f"{count:,}".replace(",", " ")
