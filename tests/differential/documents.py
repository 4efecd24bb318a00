"""Random documents: valid against the schema, of any shape that the schema allows within a budget."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from hypothesis import strategies as st

MOST_FIELDS = 40
DEEPEST = 9

Draw = Callable[[st.SearchStrategy[Any]], Any]
Values = Mapping[str, Sequence[Any]]
"""What arguments are given, by their name."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document and its variables."""

    text: str
    variables: dict[str, Any]


@dataclass
class _Writer:
    schema: GraphQLSchema
    values: Values
    draw: Draw
    left: int = MOST_FIELDS
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    names: int = 0

    def chance(self, of: int) -> bool:
        return int(self.draw(st.integers(0, of - 1))) == 0

    def one(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def name(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def variable(self, type_: object, value: object) -> str:
        name = self.name("v")
        self.variables[name] = (str(type_), value)
        return f"${name}"

    def selection(self, of: GraphQLObjectType, depth: int, *, roots: Sequence[str] = ()) -> str:
        """Return a selection set on a type, with at least one field."""
        offered = [name for name in of.fields if not roots or name in roots]
        if depth >= DEEPEST:
            offered = [name for name in offered if is_leaf_type(get_named_type(of.fields[name].type))]
        wanted = self.draw(st.lists(st.sampled_from([*offered, "__typename"]), min_size=1, max_size=2 if roots else 6))
        parts = [self.wrapped(of, self.field(of, name, depth)) for name in wanted]
        return "{ " + " ".join(parts) + " }"

    def field(self, of: GraphQLObjectType, name: str, depth: int) -> str:
        # An alias of its own wherever there are arguments: the same key may not mean two things.
        definition = of.fields.get(name)
        if definition is None:
            return f"{self.alias()}__typename"
        self.left -= 1
        inner = get_named_type(definition.type)
        below = ""
        if isinstance(inner, GraphQLObjectType):
            below = (
                self.selection(inner, depth + 1 if self.left > 0 else DEEPEST)
                if self.has_leaves(inner, depth)
                else "{ __typename }"
            )
        elif not is_leaf_type(inner):
            below = "{ __typename }"
        alias = self.alias(always=bool(definition.args) or bool(below))
        return f"{alias}{name}{self.arguments(definition)}{self.directive()} {below}"

    def has_leaves(self, of: GraphQLObjectType, depth: int) -> bool:
        return depth + 1 < DEEPEST or any(is_leaf_type(get_named_type(each.type)) for each in of.fields.values())

    def alias(self, *, always: bool = False) -> str:
        return f"{self.name('a')}: " if always or self.chance(4) else ""

    def directive(self) -> str:
        if not self.chance(8):
            return ""
        value = bool(self.draw(st.booleans()))
        given = self.variable("Boolean!", value) if self.chance(2) else str(value).lower()
        return f" @{self.one(['include', 'skip'])}(if: {given})"

    def wrapped(self, of: GraphQLObjectType, code: str) -> str:
        """Return a field as it is, or in a fragment on its type or an interface of it."""
        if not self.chance(6):
            return code
        condition = self.one([of.name, "", of.name])
        if condition and self.chance(2):
            name = self.name("F")
            self.fragments.append(f"fragment {name} on {condition} {{ {code} }}")
            return f"...{name}{self.directive()}"
        return f"... {'on ' + condition if condition else ''}{self.directive()} {{ {code} }}"

    def arguments(self, definition: GraphQLField) -> str:
        given = []
        pages = self.one(["first", "last", None])
        for name, argument in definition.args.items():
            if name in {"first", "last"} and name != pages:
                continue
            if not is_non_null_type(argument.type) and name not in {"first", "last"} and not self.chance(3):
                continue
            value = self.value(name, argument.type)
            given.append(f"{name}: {self.variable(argument.type, value)}")
        return f"({', '.join(given)})" if given else ""

    def value(self, name: str, of: object) -> Any:
        kind = of.of_type if isinstance(of, GraphQLNonNull) else of
        if name in self.values:
            value = self.one(self.values[name])
            return [value] if is_list_type(kind) else value
        if is_list_type(kind):
            return [self.value(name, kind.of_type)] if self.chance(2) else []
        if isinstance(kind, GraphQLEnumType):
            return self.one(list(kind.values))
        if isinstance(kind, GraphQLInputObjectType):
            return {
                key: self.value(key, each.type)
                for key, each in kind.fields.items()
                if isinstance(each.type, GraphQLNonNull) or self.chance(5)
            }
        return {"Boolean": True, "Int": 3}.get(str(kind), "x")


@st.composite
def documents(draw: Draw, schema: GraphQLSchema, values: Values, roots: Sequence[str]) -> Document:
    """Return a query that begins at one of these root fields."""
    writer = _Writer(schema, values, draw)
    query = schema.query_type
    assert query is not None
    body = writer.selection(query, 0, roots=roots)
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in writer.variables.items())
    text = f"query Q{f'({declared})' if declared else ''} {body}\n" + "\n".join(writer.fragments)
    return Document(text, {name: value for name, (_, value) in writer.variables.items()})


def everything(schema: GraphQLSchema, root: str, values: Values) -> Iterator[Document]:
    """Return queries that ask a root field for each field that lies below it, with the first values of arguments."""
    query = schema.query_type
    assert query is not None
    definition = query.fields[root]
    required = {name: each for name, each in definition.args.items() if is_non_null_type(each.type)}
    declared = ", ".join(f"${name}: {each.type}" for name, each in required.items())
    given = ", ".join(f"{name}: ${name}" for name in required)
    head = f"query Q({declared}) {{ {root}({given})" if required else f"{{ {root}"
    variables = {name: values[name][0] for name in required}
    inner = get_named_type(definition.type)
    assert isinstance(inner, GraphQLObjectType)
    for path in ways_down(inner, ()):
        yield Document(f"{head} {path} }}", variables)


def ways_down(of: GraphQLObjectType, above: tuple[str, ...]) -> Iterator[str]:
    """Return a selection of all leaves of a type, then one for each way down."""
    leaves = [name for name, each in of.fields.items() if is_leaf_type(get_named_type(each.type))]
    own = "{ " + " ".join(["__typename", *leaves]) + " }"
    yield own
    for name, each in of.fields.items():
        inner = get_named_type(each.type)
        # Each type once on the way down: Meldingen are about activities and lie in territories that have Meldingen.
        if isinstance(inner, GraphQLObjectType) and inner.name not in above:
            # Lists within lists would otherwise ask more than one may.
            few = "(first: 4)" if "first" in each.args else ""
            # What lies below an organisation that manages another one lies below that one too.
            for path in ways_down(inner, (*above, of.name)) if inner is not of else [own]:
                yield f"{{ {name}{few} {path} }}"
