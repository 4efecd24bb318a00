"""Lines on logarithmic axes, as SVG: how a figure grows with something that grows tenfold."""

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from benchmarks.formatting import thousands

WIDTH, HEIGHT = 860, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 290, 44, 52
COLOURS = ("#0b6bcb", "#c2410c", "#15803d", "#7e22ce")
LABEL = 16
"""Height of a line of text."""

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #444 } .title { font-weight: 600 }
.grid { stroke: #8884 } .line { fill: none; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) { text { fill: #ccc } }
"""

Points = Sequence[tuple[float, float]]


def lines_picture(title: str, below: str, series: Mapping[str, Points]) -> str:
    """Return a picture of some lines, each with its name at its end."""
    drawn = {name: points for name, points in series.items() if points}
    plane = _Plane([point for points in drawn.values() for point in points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="22">{escape(title)}</text>',
        f'<text x="{LEFT + plane.width / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">{escape(below)}</text>',
        *plane.grid(),
    ]
    ends = _apart({name: plane.y(points[-1][1]) for name, points in drawn.items()})
    for (name, points), colour in zip(drawn.items(), COLOURS * len(drawn), strict=False):
        path = " ".join(f"{plane.x(x):.1f},{plane.y(y):.1f}" for x, y in points)
        parts.append(f'<polyline class="line" stroke="{colour}" points="{path}"/>')
        parts += [f'<circle cx="{plane.x(x):.1f}" cy="{plane.y(y):.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        at = f'x="{plane.x(points[-1][0]) + 10:.1f}" y="{ends[name] + 4:.1f}"'
        parts.append(f'<text {at} style="fill: {colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _apart(heights: Mapping[str, float]) -> Mapping[str, float]:
    """Move labels down as far as they would cover each other."""
    placed: dict[str, float] = {}
    lowest = -math.inf
    for name, height in sorted(heights.items(), key=lambda each: each[1]):
        lowest = placed[name] = max(height, lowest + LABEL)
    return placed


class _Plane:
    """From values to places."""

    def __init__(self, points: Points) -> None:
        self._columns = sorted({x for x, _ in points})
        values = [y for _, y in points]
        self._low = math.floor(math.log10(min(values)))
        self._high = max(math.ceil(math.log10(max(values))), self._low + 1)
        self._first = math.log10(self._columns[0])
        self._breadth = (math.log10(self._columns[-1]) - self._first) or 1.0
        self.width, self.height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(self, value: float) -> float:
        return LEFT + self.width * (math.log10(value) - self._first) / self._breadth

    def y(self, value: float) -> float:
        return TOP + self.height * (self._high - math.log10(value)) / (self._high - self._low)

    def grid(self) -> Iterator[str]:
        for power in range(self._low, self._high + 1):
            y = self.y(10.0**power)
            yield f'<line class="grid" x1="{LEFT}" x2="{LEFT + self.width}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
        for value in self._columns:
            x = self.x(value)
            yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{TOP + self.height}"/>'
            yield f'<text x="{x:.1f}" y="{HEIGHT - 32}" text-anchor="middle">{thousands(round(value))}</text>'
