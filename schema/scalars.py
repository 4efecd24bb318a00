"""Scalars: times as they are in Brussels, and codes that are checked as they come in."""

import re
from datetime import date, datetime, time
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from domain.schedules.local_time import as_local
from resolvers.errors import ErrorCode, ExpectedError

NisCode = NewType("NisCode", str)
Kbo = NewType("Kbo", str)
Ovo = NewType("Ovo", str)

_NIS = re.compile(r"[0-9]{5}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def _bad(message: str) -> ExpectedError:
    return ExpectedError(ErrorCode.BAD_VALUE, message)


def _brussels(value: datetime) -> str:
    return as_local(value).isoformat()


def _instant(value: object) -> datetime:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _bad("Geef een tijdstip met zijn afwijking van UTC, zoals 2026-12-01T19:00:00+01:00.")
    return instant


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _bad("Geef een datum die bestaat, zoals 2026-12-01.")


def _hour(value: object) -> time:
    try:
        if isinstance(value, str) and _TIME.fullmatch(value):
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise _bad("Geef een uur van de dag, zoals 19:00.")


def _nis(value: object) -> NisCode:
    if isinstance(value, str) and _NIS.fullmatch(value):
        return NisCode(value)
    raise _bad('Een NIS-code is een tekst van vijf cijfers, zoals "44021".')


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="An instant in ISO 8601. Answers carry the local time and UTC offset of Europe/Brussels; input "
        "must have an offset, such as 2026-12-01T19:00:00+01:00.",
        serialize=_brussels,
        parse_value=_instant,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A date in Europe/Brussels, such as 2026-12-01.",
        serialize=date.isoformat,
        parse_value=_day,
    ),
    time: strawberry.scalar(
        name="LocalTime",
        description="A time of day in Europe/Brussels, such as 19:00.",
        serialize=lambda value: value.isoformat("minutes"),
        parse_value=_hour,
    ),
    NisCode: strawberry.scalar(
        name="NisCode",
        description='NIS code of a municipality: a text of five digits, such as "44021" for Gent.',
        serialize=str,
        parse_value=_nis,
    ),
    Kbo: strawberry.scalar(
        name="Kbo",
        description="Number in the KBO, the Belgian register of enterprises: ten digits, without dots.",
        serialize=str,
        parse_value=str,
    ),
    Ovo: strawberry.scalar(
        name="Ovo",
        description="OVO code of an organisation in Wegwijs, the Flemish register of organisations: `OVO` and six "
        "digits.",
        serialize=str,
        parse_value=str,
    ),
}
