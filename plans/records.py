"""The ordinary way: whole rows as objects whose fields are read one by one, related rows by batch."""

from collections.abc import Callable, Coroutine, Generator, Mapping, Sequence
from functools import cache
from inspect import isawaitable
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from strawberry.dataloader import DataLoader

from plans import statements
from plans.among import among
from plans.model import Column, Computed, Entry, Fields, Identify, Input, Key, Part, ReadModel, ToMany, ToOne
from plans.paging import PageOfRows
from plans.requests import Listing, One, Request, Some
from plans.running import Source
from plans.statements import KEYS


class Later:
    """What is read once it is awaited: the executor drops it unread when a field beside it fails."""

    def __init__(self, read: Callable[..., Coroutine[Any, Any, object]], *given: object) -> None:
        self._read = read
        self._given = given

    def __await__(self) -> Generator[Any, Any, object]:
        return self._read(*self._given).__await__()


class Record:
    """A row of a model, or an object that is part of one."""

    def __init__(self, reader: "Reader", model: ReadModel, fields: Fields, stored: Mapping[int, Any]) -> None:
        self.model = model
        self.key = stored[id(model.key_column)]
        self._reader = reader
        self._fields = fields
        self._stored = stored

    def get(self, name: str, **arguments: object) -> object:
        """Return the value of a field, or what can be awaited for it."""
        return self._value(self._fields[name], arguments)

    def offers(self, name: str) -> bool:
        """Whether a field that asks for rows of its own is there for the viewer."""
        guard = self.model.base.guards.get(name)
        if guard is None:
            return True
        return guard.opens(*(self._stored[id(each)] for each in guard.inputs), viewpoint=self._reader.viewpoint)

    def _value(self, entry: Entry, arguments: Mapping[str, object]) -> object:
        match entry:
            case Key():
                return self._reader.identify(self.model.name)(self._stored[id(entry.of)])
            case Column():
                return self._stored[id(entry.of)]
            case Part():
                if entry.present is not None and self._stored[id(entry.present)] is None:
                    return None
                return Record(self._reader, self.model, entry.fields, self._stored)
            case Computed():
                return self._computed(entry, arguments)
            case ToOne():
                key = self._stored[id(entry.key)]
                return None if key is None else Later(self._reader.one, entry.model(), key)
            case ToMany():
                return Later(self._reader.many, entry, self.key)

    def _computed(self, entry: Computed, arguments: Mapping[str, object]) -> object:
        viewpoint = {"viewpoint": self._reader.viewpoint} if entry.viewed else {}
        if not _needs_more(entry):
            return entry.of(*map(self._input, entry.inputs), **viewpoint, **arguments)

        async def later() -> object:
            inputs = [self._input(each) for each in entry.inputs]
            known = [await each if isawaitable(each) else each for each in inputs]
            return entry.of(*known, **viewpoint, **arguments)

        return Later(later)

    def _input(self, wanted: Input) -> object:
        if isinstance(wanted, ToMany):
            return Later(self._reader.stored, wanted, self.key)
        return self._computed(wanted, {}) if isinstance(wanted, Computed) else self._stored[id(wanted)]


class PageOfRecords(PageOfRows):
    """A connection: a page of a list."""

    def __init__(self, found: Sequence[Any], listing: Listing, reader: "Reader", model: ReadModel) -> None:
        super().__init__(found, listing)
        self._reader, self._model, self._listing = reader, model, listing
        self.nodes = [reader.record(model, row) for row in self.rows]

    @property
    def edges(self) -> list["EdgeRecord"]:
        """The records with their cursors."""
        return [EdgeRecord(self.cursor(row), node) for row, node in zip(self.rows, self.nodes, strict=True)]

    @property
    def page_info(self) -> "PageOfRecords":
        """What lies around the page."""
        return self

    @property
    def total_count(self) -> object:
        """The length of the whole list, counted when it is asked for."""
        return Later(self._reader.count, self._model, self._listing)


class EdgeRecord:
    """A record and its place in the list."""

    def __init__(self, cursor: str, node: Record) -> None:
        self.cursor = cursor
        self.node = node


class Reader:
    """Reads records for one viewer. Nothing is cached between batches: a viewer may stay for hours."""

    def __init__(self, source: Source, identify: Identify) -> None:
        self._source = source
        self._loaders: dict[object, DataLoader[Any, Any]] = {}
        self.identify = identify

    @property
    def viewpoint(self) -> object:
        """Who asks."""
        return self._source.viewpoint

    async def read(self, model: ReadModel, request: Request | None) -> object:
        """Carry out a request."""
        match request:
            case None:
                return None
            case One(key=key):
                return await self.one(model, key)
            case Some():
                rows = await self._source.rows(*statements.every(_whole(model), request))
                return [self.record(model, row) for row in rows]
            case Listing():
                return await self.page(model, request)

    async def page(self, model: ReadModel, listing: Listing) -> PageOfRecords:
        """Return a page of a list."""
        return PageOfRecords(await self._source.rows(*statements.page(_whole(model), listing)), listing, self, model)

    async def count(self, model: ReadModel, listing: Listing) -> int:
        """Count a whole list."""
        return int((await self._source.rows(*statements.count(model, listing)))[0][0])

    async def one(self, model: ReadModel, key: object) -> Record | None:
        """Return the record with a key, if it may be seen."""

        async def load(keys: Sequence[Any]) -> list[Record | None]:
            rows = await self._source.rows(_by_keys(model), {KEYS: list(set(keys))})
            found = {record.key: record for record in (self.record(model, row) for row in rows)}
            return [found.get(each) for each in keys]

        found: Record | None = await self._loader(model, load).load(key)
        return found

    async def many(self, relation: ToMany, key: object) -> object:
        """Return the records of a relation, or what they are folded into."""
        if relation.fold is not None:
            return relation.fold(await self.stored(relation, key))
        rows = await self._loader((relation, "records"), self._grouped(relation, _related)).load(key)
        return [self.record(relation.model(), row) for row in rows]

    async def stored(self, relation: ToMany, key: object) -> Sequence[Any]:
        """Return the rows of a relation as they are stored."""
        rows = await self._loader((relation, "stored"), self._grouped(relation, _folded)).load(key)
        return [tuple(row)[: len(relation.folded)] for row in rows]

    def record(self, model: ReadModel, row: Sequence[Any]) -> Record:
        """Return the record of a row with all that the model stores."""
        return Record(self, model, model.base.fields, dict(zip(map(id, _stored(model)), row, strict=False)))

    def _grouped(self, relation: ToMany, select_: Callable[[ToMany], Select[Any]]) -> Callable[[Sequence[Any]], Any]:
        async def load(keys: Sequence[Any]) -> list[list[Any]]:
            found: dict[Any, list[Any]] = {key: [] for key in keys}
            for row in await self._source.rows(select_(relation), {KEYS: list(found)}):
                found[row[-1]].append(row)
            return [found[key] for key in keys]

        return load

    def _loader(self, name: object, load: Callable[[Sequence[Any]], Any]) -> DataLoader[Any, Any]:
        if name not in self._loaders:
            self._loaders[name] = DataLoader(load_fn=load, cache=False)
        return self._loaders[name]


def field_value(source: object, name: str) -> object:
    """Return the value of a field that has no resolver of its own."""
    return source.get(name) if isinstance(source, Record) else getattr(source, name)


def _needs_more(entry: Input) -> bool:
    """Whether more than the row itself must be read for a value."""
    return isinstance(entry, ToMany) or (isinstance(entry, Computed) and any(map(_needs_more, entry.inputs)))


@cache
def _whole(model: ReadModel) -> Select[Any]:
    return _seen(select(*_stored(model)).select_from(model.base.source), model)


@cache
def _by_keys(model: ReadModel) -> Select[Any]:
    return _whole(model).where(among(model.key_column, KEYS))


@cache
def _related(relation: ToMany) -> Select[Any]:
    return _of(relation, _whole(relation.model()).add_columns(relation.column))


@cache
def _folded(relation: ToMany) -> Select[Any]:
    model = relation.model()
    return _of(relation, _seen(select(*relation.folded, relation.column).select_from(model.base.source), model))


def _seen(chosen: Select[Any], model: ReadModel) -> Select[Any]:
    return chosen if model.base.visible is None else chosen.where(model.base.visible)


def _of(relation: ToMany, chosen: Select[Any]) -> Select[Any]:
    kind = [] if relation.kind is None else [relation.kind[0] == relation.kind[1]]
    return chosen.where(among(relation.column, KEYS), *kind).order_by(*relation.order)


@cache
def _stored(model: ReadModel) -> list[ColumnElement[Any]]:
    found = {id(model.key_column): model.key_column}
    for entry in model.base.fields.values():
        found |= {id(column): column for column in _columns(entry)}
    for guard in model.base.guards.values():
        found |= {id(column): column for column in guard.inputs}
    return list(found.values())


def _columns(entry: Entry | Input) -> list[ColumnElement[Any]]:
    match entry:
        case Column():
            return [entry.of]
        case Computed():
            return [column for each in entry.inputs for column in _columns(each)]
        case Part():
            inner = [column for each in entry.fields.values() for column in _columns(each)]
            return inner if entry.present is None else [entry.present, *inner]
        case ToOne():
            return [entry.key]
        case ToMany():
            return []
        case _:
            return [entry]
