"""Scalars: times as they are in Brussels, and codes that are checked as they come in."""

import re
from datetime import date, datetime, time
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from domain.schedules.model import BRUSSELS

NisCode = NewType("NisCode", str)
Kbo = NewType("Kbo", str)
Ovo = NewType("Ovo", str)

_NIS = re.compile(r"\d{5}")


def _brussels(value: datetime) -> str:
    return value.astimezone(BRUSSELS).isoformat()


def _instant(value: str) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError("Geef een tijdstip met zijn afwijking van UTC, zoals 2026-12-01T19:00:00+01:00.")
    return instant


def _nis(value: object) -> NisCode:
    if isinstance(value, str) and _NIS.fullmatch(value):
        return NisCode(value)
    raise ValueError('Een NIS-code is een tekst van vijf cijfers, zoals "44021".')


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="Een tijdstip in ISO 8601. Antwoorden dragen de tijd en de UTC-afwijking van Europe/Brussels.",
        serialize=_brussels,
        parse_value=_instant,
    ),
    date: strawberry.scalar(
        name="Date",
        description="Een datum in Europe/Brussels, zoals 2026-12-01.",
        serialize=date.isoformat,
        parse_value=date.fromisoformat,
    ),
    time: strawberry.scalar(
        name="LocalTime",
        description="Een uur van de dag in Europe/Brussels, zoals 19:00.",
        serialize=lambda value: value.isoformat("minutes"),
        parse_value=time.fromisoformat,
    ),
    NisCode: strawberry.scalar(
        name="NisCode",
        description="NIS-code van een gemeente: vijf cijfers, bijvoorbeeld 44021 voor Gent.",
        serialize=str,
        parse_value=_nis,
    ),
    Kbo: strawberry.scalar(
        name="Kbo",
        description="Ondernemingsnummer (KBO): tien cijfers zonder punten.",
        serialize=str,
        parse_value=str,
    ),
    Ovo: strawberry.scalar(
        name="Ovo",
        description="Code van een organisatie in Wegwijs: OVO en zes cijfers.",
        serialize=str,
        parse_value=str,
    ),
}
