"""Tables of who may do what: rows, and how one of their cells is found out."""

from dataclasses import dataclass
from typing import Any

from tests.support.api import Api
from tests.support.client import Client
from tests.support.events import first_event


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field in a situation; `covers` names the fields, `outcomes` are in the order of the roles."""

    covers: tuple[str, ...]
    situation: str
    query: str
    outcomes: tuple[str, ...]
    variables: dict[str, Any] | None = None
    """Values that begin with @ come from the world of the role."""

    @property
    def name(self) -> str:
        """What it is about."""
        return f"{'+'.join(self.covers) or 'fields'}: {self.situation}"

    @property
    def changes_nothing(self) -> bool:
        """Whether it only reads: such rows can be found out one after another, in one world."""
        return not self.query.lstrip().startswith(("mutation", "subscription"))


def filled(value: Any, ids: dict[str, str]) -> Any:  # any JSON
    if isinstance(value, list):
        return [filled(each, ids) for each in value]
    if isinstance(value, dict):
        return {name: filled(each, ids) for name, each in value.items()}
    return ids[value] if isinstance(value, str) and value.startswith("@") else value


def outcome_of(value: Any) -> str:  # any JSON
    """Return what a cell says: the innermost value, the length of a list, or `null`."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return str(len(value))
    if isinstance(value, dict):
        (inner,) = value.values()
        return outcome_of(inner)
    return str(value)


async def cell(api: Api, client: Client, row: Row, ids: dict[str, str]) -> str:
    variables: dict[str, Any] = filled(row.variables or {}, ids)
    if row.query.lstrip().startswith("subscription"):
        body = await first_event(api.app, client.token, row.query, variables)
    else:
        body = (await client.send(row.query, variables)).body
    if "errors" in body:
        return str(body["errors"][0]["extensions"]["code"])
    return outcome_of(body["data"])
