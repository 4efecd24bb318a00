"""The schema and the read models fit: nothing is asked for that no model has, and no model has what nobody can ask."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, GraphQLSchema, get_named_type, is_list_type, is_non_null_type
from sqlalchemy import BinaryExpression, BindParameter, ColumnElement, FromClause, Join, ScalarSelect, String
from sqlalchemy import Column as TableColumn
from sqlalchemy.sql.elements import ClauseList, Grouping
from sqlalchemy.sql.functions import FunctionElement
from strawberry.types.field import StrawberryField

import persistence.read_models
import plans
from persistence.read_models.history import HISTORY_ENTRY
from plans.fields import reading, strawberry_field
from plans.model import Column, Computed, Declared, Entry, Fields, Key, Part, ReadModel, ToMany, ToOne
from schema.root import build_schema

STORED_TOGETHER = {"Address.street", "Address.locality", "CitedRule.version", "GeoPoint.longitude"}
"""Not null in the schema though their columns may be: the part is there when another of its columns is, and the code
that writes it fills all of them. No constraint of the database says so."""

STORED_AS: dict[str, type] = {
    "Boolean": bool,
    "Date": date,
    "DateTime": datetime,
    "Float": float,
    "Int": int,
    "Kbo": str,
    "NisCode": str,
    "Ovo": str,
    "String": str,
}
"""What a column holds whose value is shown as a scalar of this name."""


@dataclass(frozen=True, eq=False)
class Bound:
    """A field of an object that is read from rows, and what it is read from."""

    parent: GraphQLObjectType
    name: str
    model: ReadModel
    declared: Declared
    fields: Fields

    @property
    def path(self) -> str:
        """Its name in the schema."""
        return f"{self.parent.name}.{self.name}"

    @property
    def field(self) -> StrawberryField:
        """The field as it was declared."""
        return strawberry_field(self.parent.fields[self.name])

    @property
    def reads(self) -> ReadModel | None:
        """The model of which it asks rows by itself."""
        return reading(self.field)

    @property
    def entry(self) -> Entry | None:
        """Where its value comes from."""
        return self.fields.get(self.field.python_name)

    @property
    def required(self) -> bool:
        """Whether the schema says that it is never null."""
        return is_non_null_type(self.parent.fields[self.name].type)

    @property
    def inner(self) -> object:
        """The type that it shows."""
        return get_named_type(self.parent.fields[self.name].type)


class Walk:
    """Goes through the schema from Query, as far as objects lead to other objects."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.bound: list[Bound] = []
        self.roots: list[tuple[str, ReadModel]] = []
        self._seen: set[tuple[str, int]] = set()
        assert schema.query_type is not None
        self._unbound(schema.query_type)

    def _unbound(self, of: GraphQLObjectType) -> None:
        """Look among the fields of objects that are made by code for those that ask for rows."""
        if (of.name, 0) in self._seen:
            return
        self._seen.add((of.name, 0))
        for name, definition in of.fields.items():
            inner = get_named_type(definition.type)
            model = reading(strawberry_field(definition))
            if model is not None:
                self.roots.append((f"{of.name}.{name}", model))
                self._rows(inner, model)
            elif isinstance(inner, GraphQLObjectType):
                self._unbound(inner)

    def _rows(self, of: object, model: ReadModel) -> None:
        assert isinstance(of, GraphQLObjectType)
        if of.name.endswith("Connection"):
            of = get_named_type(of.fields["nodes"].type)
        self._object(of, model, model.base, model.base.fields)

    def _object(self, of: object, model: ReadModel, declared: Declared, fields: Fields) -> None:
        assert isinstance(of, GraphQLObjectType)
        if (of.name, id(fields)) in self._seen:
            return
        self._seen.add((of.name, id(fields)))
        for name in of.fields:
            bound = Bound(of, name, model, declared, fields)
            self.bound.append(bound)
            if bound.reads is not None:
                self._rows(bound.inner, bound.reads)
                continue
            match bound.entry:
                case Part(fields=inside):
                    self._object(bound.inner, model, declared, inside)
                case ToOne(model=other) | ToMany(model=other, fold=None):
                    self._rows(bound.inner, other())


@cache
def walked() -> Walk:
    return Walk(build_schema()._schema)  # noqa: SLF001 - the schema of graphql-core, which Strawberry keeps to itself


def bound_fields() -> list[Bound]:
    return walked().bound


def test_the_walk_comes_by_every_type_that_is_read_from_rows() -> None:
    assert {each.parent.name for each in bound_fields()} == {
        "Activity", "ActivitySource", "ActivityType", "Address", "FormerMunicipality", "GeoPoint", "Goal", "Help",
        "HelpQuestion", "HelpSupport", "Image", "Inspiration", "LanguageLevel", "Location", "Melding", "Municipality",
        "Organisation", "Organiser", "Price", "PublicationRule", "RichText", "Schedule", "TermsOfUse", "Territory",
        "Topic",
        "AccessApplication", "AccessRequest", "AccessRight", "Channel", "Grant", "Person", "WorkRelation",
        "CitedRule", "HistoryEntry", "Report", "TrackedReport", "WorkFeed",
    }  # fmt: skip


def test_every_field_of_a_row_has_a_place_to_come_from() -> None:
    assert [each.path for each in bound_fields() if (each.entry is None) is (each.reads is None)] == []


def guarded() -> dict[str, Bound]:
    """Return the fields that a row offers to some viewers only."""
    return {each.path: each for each in bound_fields() if each.field.python_name in each.declared.guards}


def test_every_guard_stands_before_a_field_that_asks_for_rows_and_may_be_null() -> None:
    assert [path for path, each in guarded().items() if each.reads is None or each.required] == []
    names = {name for each in bound_fields() for name in each.declared.guards}
    assert {each.field.python_name for each in guarded().values()} == names


def test_what_was_done_to_an_activity_is_read_behind_a_guard_only() -> None:
    ways = [(each.path, each.reads) for each in bound_fields() if each.reads is not None] + walked().roots
    assert [path for path, model in ways if model is HISTORY_ENTRY] == ["Activity.history"] == list(guarded())


def test_a_field_with_a_resolver_or_arguments_asks_for_rows_or_is_computed() -> None:
    wrong = [
        each.path
        for each in bound_fields()
        if (each.field.base_resolver is not None or each.field.arguments)
        and each.reads is None
        and not (each.field.arguments and isinstance(each.entry, Computed))
    ]
    assert wrong == []
    assert [each.path for each in bound_fields() if each.field.arguments and each.reads is None] == [
        "Activity.occurrences"
    ]


def test_what_computes_a_field_takes_the_arguments_of_the_field() -> None:
    checked = 0
    for each in bound_fields():
        if isinstance(each.entry, Computed) and each.field.arguments:
            taken = inspect.signature(each.entry.of).parameters.values()
            optional = {one.name for one in taken if one.kind is one.KEYWORD_ONLY and one.default is not one.empty}
            assert {argument.python_name for argument in each.field.arguments} == optional, each.path
            checked += 1
    assert checked > 0


def test_what_depends_on_the_viewer_says_so_and_nothing_else_does() -> None:
    computed = [each for each in bound_fields() if isinstance(each.entry, Computed)]
    wrong = [
        each.path
        for each in computed
        if isinstance(each.entry, Computed)
        and each.entry.viewed is not ("viewpoint" in inspect.signature(each.entry.of).parameters)
    ]
    assert (wrong, any(isinstance(each.entry, Computed) and each.entry.viewed for each in computed)) == ([], True)


def test_every_entry_of_a_read_model_is_offered_by_the_schema() -> None:
    offered: dict[int, set[str]] = {}
    entries: dict[int, tuple[str, set[str]]] = {}
    for each in bound_fields():
        offered.setdefault(id(each.fields), set()).add(each.field.python_name)
        entries[id(each.fields)] = each.parent.name, set(each.fields)
    dead = {name: unused for key, (name, names) in entries.items() if (unused := names - offered[key])}
    assert dead == {}


def read_models() -> Iterator[ReadModel]:
    for module in pkgutil.iter_modules(persistence.read_models.__path__, f"{persistence.read_models.__name__}."):
        found = vars(importlib.import_module(module.name)).values()
        yield from (each for each in found if isinstance(each, ReadModel))


def test_every_read_model_with_fields_is_reached() -> None:
    reached = {each.model.name for each in bound_fields()}
    assert {model.name for model in read_models() if model.base.fields} == reached


def test_a_read_model_with_a_global_id_is_named_after_its_type() -> None:
    named = {(each.model.name, each.parent.name) for each in bound_fields() if isinstance(each.entry, Key)}
    assert {model for model, _ in named} == {
        "AccessRequest", "Activity", "Grant", "Inspiration", "Melding", "Municipality", "Organisation", "Person",
        "Report", "Territory", "WorkFeed", "WorkRelation",
    }  # fmt: skip

    assert [pair for pair in named if pair[0] != pair[1]] == []


def may_be_null(value: object, model: ReadModel, source: FromClause) -> bool:
    """Whether a value in a statement can be NULL, by what the tables say."""
    match value:
        case TableColumn():
            joined = value.table is not model.table
            return bool(value.nullable) or (joined and isinstance(source, Join) and source.isouter)
        case BindParameter():
            return value.value is None
        case ScalarSelect():
            chosen = value.element.selected_columns
            return [getattr(each, "name", "") for each in chosen] != ["count"]
        case FunctionElement() if value.name == "count":
            return False
        case FunctionElement() if value.name == "coalesce":
            return all(may_be_null(each, model, source) for each in value.clauses)
        case BinaryExpression():
            return any(may_be_null(each, model, source) for each in (value.left, value.right))
        case Grouping():
            return may_be_null(value.element, model, source)
        case ClauseList():
            return any(may_be_null(each, model, source) for each in value.clauses)
        case _:
            return True


def can_be_missing(each: Bound) -> bool:
    match each.entry:
        case Column(of=column):
            return may_be_null(column, each.model, each.declared.source)
        case Part(present=present):
            return present is not None
        case ToOne(model=model, key=key):
            return may_be_null(key, each.model, each.declared.source) or model().base.visible is not None
        case _:
            return False


def presences() -> set[int]:
    """Return the columns that tell whether a part is there: they are not NULL in it."""
    parts = [each.entry for each in bound_fields() if isinstance(each.entry, Part)]
    return {id(part.present) for part in parts if part.present is not None}


def test_what_is_never_null_in_the_schema_is_never_null_in_the_database() -> None:
    told = presences()
    wrong = {
        each.path
        for each in bound_fields()
        if each.required
        and can_be_missing(each)
        and not (isinstance(each.entry, Column) and id(each.entry.of) in told and id(each.fields) in parts_there())
    }
    assert wrong == STORED_TOGETHER


def parts_there() -> set[int]:
    """Return the fields of parts that are only there when a column of theirs is not NULL."""
    entries = [each.entry for each in bound_fields()]
    return {id(part.fields) for part in entries if isinstance(part, Part) and part.present is not None}


def test_one_row_that_is_asked_for_may_not_be_there() -> None:
    asked = [(each.path, each.parent.fields[each.name].type) for each in bound_fields() if each.reads is not None]
    schema = build_schema()._schema  # noqa: SLF001 - see above
    for path, _ in walked().roots:
        parent, _, name = path.partition(".")
        found = schema.get_type(parent)
        assert isinstance(found, GraphQLObjectType)
        asked.append((path, found.fields[name].type))
    one_row = [(path, of) for path, of in asked if not get_named_type(of).name.endswith("Connection")]
    required = [path for path, of in one_row if is_non_null_type(of) and not is_list_type(getattr(of, "of_type", of))]
    assert (required, "Query.activity" in dict(one_row)) == ([], True)


def columns() -> list[tuple[Bound, ColumnElement[object]]]:
    return [
        (each, each.entry.of)
        for each in bound_fields()
        if isinstance(each.entry, Column) and not isinstance(each.entry, Key)
    ]


def test_enums_are_bound_to_text_that_holds_each_of_their_values() -> None:
    enums = [(each, column) for each, column in columns() if isinstance(each.inner, GraphQLEnumType)]
    for each, column in enums:
        assert isinstance(column.type, String), each.path
        assert isinstance(each.inner, GraphQLEnumType)
        stored = [value.value for value in each.inner.values.values()]
        assert all(isinstance(value, str) for value in stored), each.path
        assert max(len(str(value)) for value in stored) <= (column.type.length or 10_000), each.path
    assert {each.path for each, _ in enums} == {
        "AccessRequest.kind", "AccessRequest.status", "WorkRelation.kind",
        "Activity.status", "ActivitySource.system", "HistoryEntry.action", "Location.kind", "Melding.kind",
        "Organisation.kind", "Price.kind", "Report.reason", "Report.status", "Schedule.kind", "TrackedReport.status",
    }  # fmt: skip


def test_scalars_are_bound_to_columns_of_their_kind() -> None:
    scalars = [(each, column) for each, column in columns() if not isinstance(each.inner, GraphQLEnumType)]
    wrong = {
        each.path: column.type.python_type
        for each, column in scalars
        if column.type.python_type is not STORED_AS[getattr(each.inner, "name", "")]
    }
    assert (wrong, len(scalars) > 20) == ({}, True)


MODULES = sorted(Path(plans.__file__).parent.glob("*.py"))
OURS = {"auth", "benchmarks", "domain", "ikdoemee", "importers", "persistence", "realtime", "resolvers", "schema"}
DOMAIN_WORDS = re.compile(
    r"activit|melding|territor|grondgebied|organis|municipal|vocabular|(?<![a-z])nis(?![a-z])|postcode|moderator"
    r"|occurrence|schedule|uitdatabank|(?<![a-z])(kbo|ovo|uit)(?![a-z])",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_plans_knows_no_word_of_the_domain(path: Path) -> None:
    assert DOMAIN_WORDS.findall(path.read_text("utf-8")) == []


def imported(path: Path) -> set[str]:
    """Return the modules that a module imports, wherever in it that is done."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by a relative name"
            found.add(node.module or "")
    return found


def test_plans_imports_nothing_of_the_project_but_pages() -> None:
    found = set().union(*(imported(path) for path in MODULES))
    assert {name for name in found if name.split(".")[0] in OURS} == {"domain.pages"}


def test_the_words_of_the_domain_are_known_when_they_are_there() -> None:
    samples = ["by_nis", "Activities", "unread_meldingen", '"territory"', "organisation_id", "# kbo"]
    assert [text for text in samples if not DOMAIN_WORDS.search(text)] == []
    assert DOMAIN_WORDS.findall("unison denise build suitable") == []
