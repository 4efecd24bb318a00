"""From a selection and a read model to a plan: which columns and joins, and a function written for just these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graphql import FieldNode, GraphQLObjectType, get_named_type, is_list_type
from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, or_, select

from plans.among import among
from plans.answers import Answers
from plans.fields import reading, strawberry_field
from plans.model import Column, Computed, Declared, Entry, Identify, Input, Key, Part, ReadModel, ToMany, ToOne
from plans.selection import Asked, NoPlanError, Selection
from plans.shape import Call, ConnectionField, Maker, Many, Nested, RequestPlan, Shape
from plans.statements import KEY, KEYS


@dataclass(eq=False)
class _Object:
    """The object whose fields are being compiled: where its values come from."""

    type: GraphQLObjectType
    fields: Mapping[str, Entry]
    key: ColumnElement[Any]
    guard: str | None = None
    """Code that says whether the joined row is there; None for the row itself."""


@dataclass(eq=False)
class _Body:
    """The code of one function over rows."""

    lines: list[str] = field(default_factory=list)
    known: dict[tuple[int, int], str] = field(default_factory=dict)


class _Statement:
    """One statement while it grows."""

    def __init__(self, model: ReadModel) -> None:
        self.model = model
        self.source: FromClause = model.base.source
        self.columns: list[ColumnElement[Any]] = []
        self.joined: dict[int, tuple[Declared, ColumnElement[Any]]] = {}
        self.many: dict[tuple[int, int, int, bool], tuple[Many, _Statement, ToMany]] = {}
        self.slots = 0
        self.nested: list[Nested] = []

    def column(self, wanted: ColumnElement[Any]) -> int:
        """Return where a column stands in a row."""
        for place, column in enumerate(self.columns):
            if column is wanted:
                return place
        self.columns.append(wanted)
        return len(self.columns) - 1

    def join(self, entry: ToOne) -> tuple[Declared, ColumnElement[Any]]:
        """Join the row that a relation names, unless the viewer may not see it."""
        model = entry.model()
        if id(entry) not in self.joined:
            alias = model.table.alias()
            declared, key = model.declare(alias), alias.c[model.key]
            meets = [entry.key == key, *([] if declared.visible is None else [declared.visible])]
            self.source = self.source.outerjoin(declared.source, and_(*meets))
            self.joined[id(entry)] = declared, key
        return self.joined[id(entry)]


class Compiler:
    """Compiles the fields of one operation that read rows."""

    def __init__(self, selection: Selection, *, identify: Identify) -> None:
        self._selection = selection
        self._answers = Answers(selection)
        self._identify = cache(identify)

    def request(self, asked: Asked) -> RequestPlan:
        """Return the plan of a field that asks for rows; raises `NoPlanError`."""
        call = _call(asked)
        model = reading(call.field)
        if model is None:
            raise NoPlanError(f"{asked.name} is not read from rows")
        answer = get_named_type(call.definition.type)
        if not isinstance(answer, GraphQLObjectType):
            raise NoPlanError(f"{asked.name} is not of one type")
        statement, arguments, makers = _Statement(model), list[Call](), list[Maker]()
        connection = None
        if answer.name.endswith("Connection"):
            connection = [
                self._connection_field(each, answer, statement, arguments, makers)
                for each in self._selection.fields(answer, asked.nodes)
            ]
        else:
            makers.append(self._maker(statement, answer, asked.nodes, arguments))
        is_list = is_list_type(getattr(call.definition.type, "of_type", call.definition.type))
        shape = self._finished(statement, makers)
        if connection is None and not is_list:
            shape.select = shape.select.where(model.key_column == bindparam(KEY, type_=model.key_column.type))
        return RequestPlan(call, model, shape, arguments, connection, is_list)

    def _connection_field(
        self, asked: Asked, of: GraphQLObjectType, statement: _Statement, arguments: list[Call], makers: list[Maker]
    ) -> ConnectionField:
        if asked.definition is None or asked.name == "totalCount":
            return ConnectionField(asked.key, asked.name, constant=of.name)
        inner = get_named_type(asked.definition.type)
        if not isinstance(inner, GraphQLObjectType):
            raise NoPlanError(f"{asked.name} is not of one type")
        if asked.name == "nodes":
            makers.append(self._maker(statement, inner, asked.nodes, arguments))
            return ConnectionField(asked.key, "nodes", (("", "node", len(makers) - 1),))
        inside: list[tuple[str, str, int | None]] = []
        for each in self._selection.fields(inner, asked.nodes):
            node = get_named_type(each.definition.type) if each.definition is not None else None
            if isinstance(node, GraphQLObjectType):
                makers.append(self._maker(statement, node, each.nodes, arguments))
                inside.append((each.key, each.name, len(makers) - 1))
            else:
                inside.append((each.key, each.name, None))
        return ConnectionField(asked.key, asked.name, tuple(inside), constant=inner.name)

    def _finished(self, statement: _Statement, makers: list[Maker]) -> Shape:
        many = []
        for relation, below, entry in statement.many.values():
            relation.shape = self._finished(below, [])
            column = entry.column
            wanted = relation.shape.select.where(among(column, KEYS))
            if entry.kind is not None:
                wanted = wanted.where(
                    or_(*(entry.kind[0] == kind for kind in dict.fromkeys(kind for kind, _, _ in relation.slots)))
                )
            relation.shape.select = wanted.order_by(*entry.order)
            many.append(relation)
        chosen: Select[Any] = select(*statement.columns or [statement.model.key_column]).select_from(statement.source)
        visible = statement.model.base.visible
        return Shape(
            statement.model,
            chosen if visible is None else chosen.where(visible),
            makers,
            many,
            statement.nested,
        )

    def _maker(
        self,
        statement: _Statement,
        of: GraphQLObjectType,
        nodes: Sequence[FieldNode],
        arguments: list[Call],
    ) -> Maker:
        body = _Body()
        row = _Object(of, statement.model.base.fields, statement.model.key_column)
        return self._answers.over_rows(body.lines, self._object(row, nodes, statement, body, arguments))

    def _object(
        self,
        this: _Object,
        nodes: Sequence[FieldNode],
        statement: _Statement,
        body: _Body,
        arguments: list[Call],
    ) -> str:
        items = []
        for asked in self._selection.fields(this.type, nodes):
            if asked.definition is None:
                code = repr(this.type.name)
            elif reading(strawberry_field(asked.definition)) is not None:
                code = self._nested(asked, this, statement)
            else:
                code = self._value(asked, this, statement, body, arguments)
            items.append(f"{asked.key!r}: {code}")
        return "{" + ", ".join(items) + "}"

    def _nested(self, asked: Asked, this: _Object, statement: _Statement) -> str:
        statement.nested.append(Nested(statement.column(this.key), self.request(asked)))
        return f"q[{len(statement.nested) - 1}]"

    def _value(self, asked: Asked, this: _Object, statement: _Statement, body: _Body, arguments: list[Call]) -> str:
        call = _call(asked)
        entry = this.fields.get(call.field.python_name)
        kind = asked.definition.type if asked.definition else None
        named = get_named_type(call.definition.type)
        match entry:
            case Key():
                return f"{self._answers.constant(self._identify(this.type.name))}(r[{statement.column(entry.of)}])"
            case Column():
                return self._answers.leaf(f"r[{statement.column(entry.of)}]", kind, stored=entry.of.type)
            case Computed():
                code = self._computed(entry, call, this, statement, body, arguments)
                return self._answers.complete(code, kind, asked.nodes)
            case Part() if isinstance(named, GraphQLObjectType):
                part = _Object(named, entry.fields, this.key, this.guard)
                code = self._object(part, asked.nodes, statement, body, arguments)
                return code if entry.present is None else self._where(entry.present, code, statement)
            case ToOne() if isinstance(named, GraphQLObjectType):
                declared, key = statement.join(entry)
                guard = f"r[{statement.column(key)}] is not None"
                other = _Object(named, declared.fields, key, guard)
                return f"({self._object(other, asked.nodes, statement, body, arguments)} if {guard} else None)"
            case ToMany() if entry.fold is None and isinstance(named, GraphQLObjectType):
                relation, below = self._relation(entry, this, statement)
                maker = self._maker(below, named, asked.nodes, arguments)
                if below.nested:
                    raise NoPlanError(f"{asked.name} holds lists of its own")
                return self._slot(relation, entry, maker, statement, this)
            case ToMany():
                code = self._stored(entry, this, statement)
                return self._answers.complete(f"{self._answers.constant(entry.fold)}({code})", kind, asked.nodes)
            case _:
                raise NoPlanError(f"{this.type.name}.{asked.name} is not in its read model")

    def _where(self, present: ColumnElement[Any], code: str, statement: _Statement) -> str:
        return f"({code} if r[{statement.column(present)}] is not None else None)"

    def _computed(
        self, entry: Computed, call: Call | None, this: _Object, statement: _Statement, body: _Body,
        arguments: list[Call],
    ) -> str:  # fmt: skip
        given = [self._input(each, this, statement, body, arguments) for each in entry.inputs]
        if entry.viewed:
            given.append("viewpoint=v")
        if call is not None and call.definition.args:
            arguments.append(call)
            given.append(f"**a[{len(arguments) - 1}]")
            known = (id(entry), len(arguments))
        else:
            known = (id(entry), 0)
        if known not in body.known:
            body.known[known] = name = f"d{len(body.known)}"
            code = f"{self._answers.constant(entry.of)}({', '.join(given)})"
            body.lines.append(f"{name} = {code}" + (f" if {this.guard} else None" if this.guard else ""))
        return body.known[known]

    def _input(self, wanted: Input, this: _Object, statement: _Statement, body: _Body, arguments: list[Call]) -> str:
        if isinstance(wanted, Computed):
            return self._computed(wanted, None, this, statement, body, arguments)
        if isinstance(wanted, ToMany):
            return self._stored(wanted, this, statement)
        return f"r[{statement.column(wanted)}]"

    def _relation(self, entry: ToMany, this: _Object, statement: _Statement) -> tuple[Many, _Statement]:
        parent = statement.column(this.key)
        name = (parent, id(entry.model()), id(entry.column), entry.kind is None)
        if name not in statement.many:
            below = _Statement(entry.model())
            kind = below.column(entry.kind[0]) if entry.kind else None
            many = Many(Shape(entry.model(), select(), [], [], []), parent, below.column(entry.column), kind)
            statement.many[name] = (many, below, entry)
        many, below, _ = statement.many[name]
        return many, below

    def _slot(self, many: Many, entry: ToMany, maker: Maker, statement: _Statement, this: _Object) -> str:
        many.slots.append((entry.kind[1] if entry.kind else None, statement.slots, maker))
        statement.slots += 1
        return f"m[{statement.slots - 1}].get(r[{statement.column(this.key)}], [])"

    def _stored(self, entry: ToMany, this: _Object, statement: _Statement) -> str:
        many, below = self._relation(entry, this, statement)
        places = [below.column(each) for each in entry.folded]
        maker = self._answers.over_rows([], "(" + "".join(f"r[{place}], " for place in places) + ")")
        return self._slot(many, entry, maker, statement, this)


def _call(asked: Asked) -> Call:
    if asked.definition is None:
        raise NoPlanError("a field without a definition")
    return Call(strawberry_field(asked.definition), asked.definition, asked.nodes[0])
