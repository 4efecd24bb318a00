"""From a selection and a read model to a plan: which columns and joins, and a function written for just these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from graphql import FieldNode, GraphQLObjectType, get_named_type, is_list_type, is_non_null_type
from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, or_, select

from plans.among import among
from plans.answers import Answers
from plans.fields import reading, strawberry_field
from plans.model import Column, Computed, Declared, Entry, Guard, Identify, Input, Key, Part, ReadModel, ToMany, ToOne
from plans.selection import Asked, NoPlanError, Selection
from plans.shape import Call, ConnectionField, Maker, Many, Nested, RequestPlan, Shape
from plans.statements import KEY, KEYS


class _Statement:
    """One statement while it grows; `arguments` are those of the whole request."""

    def __init__(self, model: ReadModel, arguments: list[Call]) -> None:
        self.model = model
        self.arguments = arguments
        self.source: FromClause = model.base.source
        self.columns: list[ColumnElement[Any]] = []
        self.joined: dict[ToOne, tuple[Declared, ColumnElement[Any]]] = {}
        self.many: dict[tuple[object, ...], tuple[Many, _Statement, ToMany]] = {}
        self.slots = 0
        self.nested: list[Nested] = []

    def value(self, column: ColumnElement[Any]) -> str:
        """Return the code for a column of a row."""
        return f"r[{self.place(column)}]"

    def place(self, wanted: ColumnElement[Any]) -> int:
        """Return where a column stands in a row."""
        for place, column in enumerate(self.columns):
            if column is wanted:
                return place
        self.columns.append(wanted)
        return len(self.columns) - 1

    def join(self, entry: ToOne) -> tuple[Declared, ColumnElement[Any]]:
        """Join the row that a relation names, unless the viewer may not see it."""
        if entry not in self.joined:
            model = entry.model()
            alias = model.table.alias()
            declared, key = model.declare(alias), alias.c[model.key]
            meets = [entry.key == key, *([] if declared.visible is None else [declared.visible])]
            self.source = self.source.outerjoin(declared.source, and_(*meets))
            self.joined[entry] = declared, key
        return self.joined[entry]

    def relation(self, entry: ToMany, key: ColumnElement[Any]) -> tuple[Many, "_Statement"]:
        """Return the statement for the rows below; fields that show kinds of the same rows share it."""
        parent, model = self.place(key), entry.model()
        name = (parent, model, id(entry.column), entry.kind is None)
        if name not in self.many:
            below = _Statement(model, self.arguments)
            kind = below.place(entry.kind[0]) if entry.kind else None
            many = Many(Shape(model, select(), [], [], []), parent, below.place(entry.column), kind)
            self.many[name] = many, below, entry
        return self.many[name][:2]

    def finished(self, makers: list[Maker]) -> Shape:
        """Return the statement with all that hangs below it."""
        for relation, below, entry in self.many.values():
            relation.shape = below.finished([])
            kinds = dict.fromkeys(kind for kind, _, _ in relation.slots)
            which = [] if entry.kind is None else [or_(*(entry.kind[0] == kind for kind in kinds))]
            those = relation.shape.select.where(among(entry.column, KEYS), *which)
            relation.shape.select = those.order_by(*entry.order)
        columns = self.columns or [self.model.key_column]
        chosen: Select[Any] = select(*columns).select_from(self.source)
        visible = self.model.base.visible
        many = [relation for relation, _, _ in self.many.values()]
        return Shape(self.model, chosen if visible is None else chosen.where(visible), makers, many, self.nested)


@dataclass(frozen=True, eq=False)
class _Object:
    """The object whose fields are being compiled: where its values come from, and the code that goes before it."""

    type: GraphQLObjectType
    fields: Mapping[str, Entry]
    guards: Mapping[str, Guard]
    key: ColumnElement[Any]
    statement: _Statement
    there: str | None = None
    """Code that says whether the joined row is there; None for the row itself."""
    lines: list[str] = field(default_factory=list)
    known: dict[tuple[Computed, int], str] = field(default_factory=dict)


class Compiler:
    """Compiles the fields of one operation that read rows."""

    def __init__(self, selection: Selection, *, identify: Identify) -> None:
        self._selection = selection
        self._answers = Answers(selection)
        self._identify = cache(identify)

    def request(self, asked: Asked) -> RequestPlan:
        """Return the plan of a field that asks for rows; raises `NoPlanError`."""
        call = _call(asked)
        model, answer = reading(call.field), _object_type(asked)
        if model is None:
            raise NoPlanError(f"{asked.name} is not read from rows")
        statement, makers = _Statement(model, []), list[Maker]()
        connection = None
        if answer.name.endswith("Connection"):
            fields = self._selection.fields(answer, asked.nodes)
            connection = [self._connection_field(each, answer, statement, makers) for each in fields]
        else:
            makers.append(self._maker(statement, answer, asked.nodes))
        shape = statement.finished(makers)
        is_list = is_list_type(getattr(call.definition.type, "of_type", call.definition.type))
        if connection is None and not is_list:
            shape.select = shape.select.where(model.key_column == bindparam(KEY, type_=model.key_column.type))
        return RequestPlan(call, model, shape, statement.arguments, connection)

    def _connection_field(
        self, asked: Asked, of: GraphQLObjectType, statement: _Statement, makers: list[Maker]
    ) -> ConnectionField:
        if asked.definition is None or asked.name == "totalCount":
            return ConnectionField(asked.key, asked.name, constant=of.name)
        inner = _object_type(asked)
        if asked.name == "nodes":
            makers.append(self._maker(statement, inner, asked.nodes))
            return ConnectionField(asked.key, "nodes", (("", "node", len(makers) - 1),))
        inside: list[tuple[str, str, int | None]] = []
        for each in self._selection.fields(inner, asked.nodes):
            if each.name == "node":
                makers.append(self._maker(statement, _object_type(each), each.nodes))
            inside.append((each.key, each.name, len(makers) - 1 if each.name == "node" else None))
        return ConnectionField(asked.key, asked.name, tuple(inside), constant=inner.name)

    def _maker(self, statement: _Statement, of: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Maker:
        base = statement.model.base
        row = _Object(of, base.fields, base.guards, statement.model.key_column, statement)
        code = self._object(row, nodes)
        return self._answers.over_rows(row.lines, code)

    def _object(self, this: _Object, nodes: Sequence[FieldNode]) -> str:
        fields = self._selection.fields(this.type, nodes)
        return "{" + ", ".join(f"{asked.key!r}: {self._field(asked, this)}" for asked in fields) + "}"

    def _field(self, asked: Asked, this: _Object) -> str:
        if asked.definition is None:
            return repr(this.type.name)
        field_ = strawberry_field(asked.definition)
        if reading(field_) is not None:
            guard, place = this.guards.get(field_.python_name), this.statement.place
            inputs = tuple(map(place, guard.inputs)) if guard else ()
            this.statement.nested.append(Nested(place(this.key), self.request(asked), guard, inputs))
            return f"q[{len(this.statement.nested) - 1}]"
        return self._value(asked, this)

    def _value(self, asked: Asked, this: _Object) -> str:
        call, value = _call(asked), this.statement.value
        kind = call.definition.type
        match this.fields.get(call.field.python_name):
            case Key(of=column):
                return f"{self._answers.constant(self._identify(this.type.name))}({value(column)})"
            case Column(of=column):
                code = value(column)
                if is_non_null_type(kind) and getattr(column, "nullable", False):
                    code = self._answers.present(code)
                return self._answers.leaf(code, kind, stored=column.type)
            case Computed() as entry:
                return self._answers.complete(self._computed(entry, this, call), kind, asked.nodes)
            case Part(fields=fields, present=present):
                code = self._object(replace(this, type=_object_type(asked), fields=fields), asked.nodes)
                return code if present is None else f"({code} if {value(present)} is not None else None)"
            case ToOne() as entry:
                declared, key = this.statement.join(entry)
                there = f"{value(key)} is not None"
                other = replace(
                    this, type=_object_type(asked), fields=declared.fields, guards=declared.guards, key=key, there=there
                )
                return f"({self._object(other, asked.nodes)} if {there} else None)"
            case ToMany(fold=None) as entry:
                relation, below = this.statement.relation(entry, this.key)
                maker = self._maker(below, _object_type(asked), asked.nodes)
                return _slot(relation, entry, maker, this)
            case ToMany(fold=fold) as entry:
                code = f"{self._answers.constant(fold)}({self._stored(entry, this)})"
                return self._answers.complete(code, kind, asked.nodes)
            case _:
                raise NoPlanError(f"{this.type.name}.{asked.name} is not in its read model")

    def _computed(self, entry: Computed, this: _Object, call: Call | None = None) -> str:
        given = [self._input(each, this) for each in entry.inputs] + (["viewpoint=v"] if entry.viewed else [])
        known = (entry, 0)
        if call is not None and call.definition.args:
            this.statement.arguments.append(call)
            known = (entry, len(this.statement.arguments))
            given.append(f"**a[{known[1] - 1}]")
        if known not in this.known:
            this.known[known] = f"d{len(this.known)}"
            code = f"{self._answers.constant(entry.of)}({', '.join(given)})"
            missing = f" if {this.there} else None" if this.there else ""
            this.lines.append(f"{this.known[known]} = {code}{missing}")
        return this.known[known]

    def _input(self, wanted: Input, this: _Object) -> str:
        if isinstance(wanted, Computed):
            return self._computed(wanted, this)
        return self._stored(wanted, this) if isinstance(wanted, ToMany) else this.statement.value(wanted)

    def _stored(self, entry: ToMany, this: _Object) -> str:
        relation, below = this.statement.relation(entry, this.key)
        values = "".join(f"{below.value(each)}, " for each in entry.folded)
        return _slot(relation, entry, self._answers.over_rows([], f"({values})"), this)


def _slot(relation: Many, entry: ToMany, maker: Maker, this: _Object) -> str:
    slot = this.statement.slots
    this.statement.slots += 1
    relation.slots.append((entry.kind[1] if entry.kind else None, slot, maker))
    return f"m[{slot}].get({this.statement.value(this.key)}, [])"


def _call(asked: Asked) -> Call:
    if asked.definition is None:
        raise NoPlanError(f"{asked.name} has no definition")
    return Call(strawberry_field(asked.definition), asked.definition, asked.nodes[0])


def _object_type(asked: Asked) -> GraphQLObjectType:
    found = get_named_type(asked.definition.type) if asked.definition else None
    if not isinstance(found, GraphQLObjectType):
        raise NoPlanError(f"{asked.name} is not of one type")
    return found
