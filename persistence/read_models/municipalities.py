"""Municipalities: public, each with its postcodes and with what it was before."""

from collections.abc import Sequence

from sqlalchemy import FromClause

from persistence.tables.territories import former_municipality, municipality, municipality_postcode
from plans.model import Column, Declared, Key, ReadModel, ToMany


def _municipality(table: FromClause) -> Declared:
    return Declared(
        {
            "id": Key(of=table.c.nis),
            "nis": Column(of=table.c.nis),
            "name": Column(of=table.c.name),
            "province": Column(of=table.c.province),
            "postcodes": ToMany(
                model=lambda: _POSTCODE,
                column=municipality_postcode.c.nis,
                folded=(municipality_postcode.c.postcode,),
                fold=_distinct,
            ),
            "formerly": ToMany(
                model=lambda: _FORMER,
                column=former_municipality.c.successor,
                order=(former_municipality.c.until, former_municipality.c.name_sort),
            ),
        },
        table,
    )


def _former(table: FromClause) -> Declared:
    return Declared({name: Column(of=table.c[name]) for name in ("nis", "name", "until")}, table)


def _distinct(rows: Sequence[Sequence[str]]) -> list[str]:
    # A postcode stands once for each of its localities.
    return sorted({postcode for (postcode,) in rows})


MUNICIPALITY = ReadModel("Municipality", municipality, "nis", _municipality)
_FORMER = ReadModel("FormerMunicipality", former_municipality, "nis", _former)
_POSTCODE = ReadModel("Postcode", municipality_postcode, "postcode", lambda table: Declared({}, table))
