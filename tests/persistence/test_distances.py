"""Distances: the same in Python, in SQLite and in PostgreSQL, and never outside their box."""

import asyncio
from collections.abc import Generator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Float, bindparam, select

from persistence.distances import MetresBetween, box_around, metres_between
from persistence.engine import open_engine
from persistence.rows import Rows
from tests.support.databases import Templates


def degrees(most: int) -> st.SearchStrategy[float]:
    """Return degrees as they are asked for: to the centimetre."""
    return st.floats(-most, most).map(lambda found: round(found, 7))


PLACE = st.tuples(degrees(90), degrees(180))

STATEMENT = select(MetresBetween(*(bindparam(name, type_=Float()) for name in ("a", "b", "c", "d"))))


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((51.0546, 3.7219), (51.0546, 3.7219), 0),
        ((51.0543, 3.7174), (50.8503, 4.3517), 49_905),
        ((0, 0), (0, 180), 20_015_115),
        ((90, 0), (-90, 77), 20_015_115),
        ((0, 179.9), (0, -179.9), 22_239),
    ],
)
def test_it_is_as_the_crow_flies(one: tuple[float, float], other: tuple[float, float], metres: int) -> None:
    assert metres_between(*one, *other) == metres_between(*other, *one) == pytest.approx(metres, abs=60)


@given(PLACE, PLACE, st.integers(0, 100_000))
def test_all_that_is_near_lies_in_the_box_property(
    place: tuple[float, float], other: tuple[float, float], metres: int
) -> None:
    # What lies near on purpose: at a fraction of the way.
    near = (place[0] + (other[0] - place[0]) / 500, place[1] + (other[1] - place[1]) / 500)
    away = metres_between(*near, *place)
    assert away is not None
    box = box_around(*place, max(metres, away) if away <= 100_000 else metres)
    if away <= 100_000:
        assert box.south <= near[0] <= box.north
        assert box.west <= near[1] <= box.east


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def asked(request: pytest.FixtureRequest, templates: Templates) -> Generator[tuple[asyncio.Runner, Rows]]:
    address = templates.copy(request.param)
    with asyncio.Runner() as runner:
        engine = open_engine(address, pool_size=1)
        rows = Rows(engine)
        yield runner, rows
        runner.run(rows.close())
        runner.run(engine.dispose())
    templates.drop(address)


def test_the_database_measures_as_python_does_property(asked: tuple[asyncio.Runner, Rows]) -> None:
    runner, rows = asked

    async def found(values: tuple[float | None, ...]) -> object:
        return (await rows.found(STATEMENT, dict(zip("abcd", values, strict=True))))[0][0]

    assert runner.run(found((None, 3.7, 51.0, 3.7))) is None

    @settings(deadline=None)
    @given(PLACE, PLACE)
    def run(one: tuple[float, float], other: tuple[float, float]) -> None:
        # Half a metre may be rounded up by the one and down by the other.
        assert runner.run(found((*one, *other))) == pytest.approx(metres_between(*one, *other), abs=1)

    run()
