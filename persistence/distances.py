"""How far apart two places are, in whole metres as the crow flies: the same number on both databases.

SQLite need not be built with functions for that, so each of its connections is taught one.
"""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Any, Protocol

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_DIAMETER = 2 * 6_371_008.8
"""Of the earth, in metres, if it were a ball."""


def metres_between(latitude: float | None, longitude: float | None, from_: float, to: float) -> int | None:
    """Return the distance along a great circle to the place at latitude `from_` and longitude `to`."""
    if latitude is None or longitude is None:
        return None
    up, aside = sin(radians(from_ - latitude) / 2), sin(radians(to - longitude) / 2)
    # Of places on opposite sides of the earth this may come out as a trifle more than one.
    half_chord = sqrt(min(1.0, up * up + cos(radians(latitude)) * cos(radians(from_)) * aside * aside))
    return round(_DIAMETER * asin(half_chord))


class Teachable(Protocol):
    """A connection to SQLite, as the driver gives it or as SQLAlchemy wraps it."""

    def create_function(self, name: str, narg: int, func: Any, /, *, deterministic: bool) -> None:  # noqa: ANN401 - any function
        """Add a function to SQL on this connection."""
        ...


def teach_distances(connection: Teachable) -> None:
    """Add `metres_between` to a connection."""
    connection.create_function("metres_between", 4, metres_between, deterministic=True)


class MetresBetween(FunctionElement[int]):
    """`metres_between` in SQL, of two columns and two parameters; NULL for a row without a place."""

    name = "metres_between"
    type = Integer()
    inherit_cache = True


@compiles(MetresBetween, "sqlite")
def _on_sqlite(element: MetresBetween, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - passed on
    return f"metres_between({compiler.process(element.clauses, **options)})"


@compiles(MetresBetween)
def _elsewhere(element: MetresBetween, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - passed on
    latitude, longitude, from_, to = (compiler.process(each, **options) for each in element.clauses)
    up, aside = f"sin(radians({from_} - {latitude}) / 2)", f"sin(radians({to} - {longitude}) / 2)"
    squared = f"power({up}, 2) + cos(radians({latitude})) * cos(radians({from_})) * power({aside}, 2)"
    metres = f"CAST(round({_DIAMETER} * asin(sqrt(least(1.0, {squared})))) AS INTEGER)"
    # The least of one and nothing is one here.
    return f"CASE WHEN {latitude} IS NOT NULL AND {longitude} IS NOT NULL THEN {metres} END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Latitudes and longitudes between which everything lies that is near a place, and more besides."""

    south: float
    north: float
    west: float
    east: float


def box_around(latitude: float, longitude: float, metres: int) -> Box:
    """Return the box around a circle; around the whole globe where a pole or the 180th meridian is near."""
    # A little more, so that no rounding leaves anything out.
    reach = (metres + 1) / (_DIAMETER / 2) * 1.000001
    south, north = latitude - degrees(reach), latitude + degrees(reach)
    if south > -90 and north < 90:  # noqa: PLR2004 - the poles
        aside = degrees(asin(min(1.0, sin(reach) / cos(radians(latitude)))))
        west, east = longitude - aside, longitude + aside
        if west >= -180 and east <= 180:  # noqa: PLR2004 - once around
            return Box(south=south, north=north, west=west, east=east)
    return Box(south=south, north=north, west=-180.0, east=180.0)
