"""Activities near a place: how far away each is, and which are near enough.

An activity without coordinates lies where its municipality does.
"""

from typing import Any

from sqlalchemy import ColumnElement, Float, FromClause, Integer, and_, bindparam, case, or_, select

from domain.activities.listing import Near
from domain.activities.model import LocationKind
from persistence.distances import MetresBetween, box_around
from persistence.tables.activities import activity
from persistence.tables.territories import municipality


def _given(name: str) -> ColumnElement[float]:
    return bindparam(f"near_{name}", type_=Float())


def _metres(place: FromClause) -> ColumnElement[int]:
    return MetresBetween(place.c.latitude, place.c.longitude, _given("latitude"), _given("longitude"))


def _near(place: FromClause) -> ColumnElement[bool]:
    return and_(
        # The box costs little; the distance is worked out only for what lies in it.
        place.c.latitude.between(_given("south"), _given("north")),
        place.c.longitude.between(_given("west"), _given("east")),
        bindparam("near_metres", type_=Integer()) >= _metres(place),
    )


METRES_AWAY: ColumnElement[int] = case(
    (activity.c.latitude.is_not(None), _metres(activity)),
    else_=select(_metres(municipality)).where(municipality.c.nis == activity.c.municipality).scalar_subquery(),
)
"""From the place of `near_condition`; whole metres, so that a cursor is exactly where it was."""

_NEAR = and_(
    activity.c.location_kind != LocationKind.ONLINE,
    or_(
        _near(activity),
        and_(
            activity.c.latitude.is_(None),
            activity.c.municipality.in_(select(municipality.c.nis).where(_near(municipality))),
        ),
    ),
)


def near_condition(near: Near) -> tuple[ColumnElement[bool], dict[str, Any]]:
    """Return the condition that an activity is near a place, with its values."""
    metres = round(near.kilometres * 1000)
    box = box_around(near.latitude, near.longitude, metres)
    return _NEAR, {
        "near_latitude": near.latitude,
        "near_longitude": near.longitude,
        "near_metres": metres,
        "near_south": box.south,
        "near_north": box.north,
        "near_west": box.west,
        "near_east": box.east,
    }
