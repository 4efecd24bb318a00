"""Rights and the applications that they belong to; that they exist is public."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, FromClause, select

from domain.access_rights.model import RightContext
from persistence.access_rights import contexts_of
from persistence.tables.access_rights import access_right, application
from plans.model import Column, Computed, Declared, ReadModel, ToOne

_Stored = Sequence[Mapping[str, str]]


def _application(table: FromClause) -> Declared:
    return Declared({"code": Column(of=table.c.code), "name": Column(of=table.c.name)}, table)


def _access_right(table: FromClause) -> Declared:
    return Declared(
        {
            "code": Column(of=table.c.code),
            "name": Column(of=table.c.name),
            "application": ToOne(model=lambda: APPLICATION, key=table.c.application),
            "contexts": Computed(of=contexts_of, inputs=(table.c.contexts,)),
        },
        table,
    )


def chosen_contexts(table: FromClause, codes: ColumnElement[Sequence[str]]) -> Computed:
    """Return the contexts with some codes, of the right that a row of `table` is about."""
    offered = select(access_right.c.contexts).where(access_right.c.code == table.c.right_code)
    return Computed(of=_chosen, inputs=(codes, offered.correlate(table).scalar_subquery()))


def _chosen(codes: Sequence[str], offered: _Stored | None) -> Sequence[RightContext]:
    known = {each.code: each for each in contexts_of(offered or ())}
    # One that is no longer offered is still what was granted.
    return [known.get(code) or RightContext(code=code, label=code) for code in codes]


APPLICATION = ReadModel("AccessApplication", application, "code", _application)
ACCESS_RIGHT = ReadModel("AccessRight", access_right, "code", _access_right)
