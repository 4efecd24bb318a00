"""The made-up people, and in which capacities each can sign in."""

import base64
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from auth.claims import organisation_code
from auth.development import subject_of

FILE = Path(__file__).parent / "people.toml"

GROUPS = {"BUR": "Burgers", "EA": "Economische Actoren", "GID": "Vlaamse Overheid", "LB": "Lokale Besturen"}
"""Target groups of the access management, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """On whose behalf somebody signs in: their own, or that of an organisation at which they hold rights."""

    group: str
    organisation: str | None = None
    """OVO code or KBO number; None for a natural person."""
    organisation_name: str | None = None
    rights: tuple[str, ...] = ()
    """`<right>-<context>`."""

    @property
    def code(self) -> str:
        """How the capacity is called in a form."""
        return f"{self.group}:{self.organisation or ''}"


NATURAL_PERSON = Capacity(group="BUR")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody who does not exist."""

    given_name: str
    family_name: str
    about: str
    organisations: tuple[Capacity, ...]

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def subject(self) -> str:
        """Whom tokens are about: the same as in a token from the command line for the same name."""
        return subject_of(self.name)

    @property
    def email(self) -> str:
        """An address that leads nowhere."""
        return f"{self.given_name}.{self.family_name}@example.org".lower()

    @property
    def capacities(self) -> tuple[Capacity, ...]:
        """All capacities, in the order in which they are offered."""
        return (NATURAL_PERSON, *self.organisations)

    def capacity(self, code: str | None) -> Capacity | None:
        """Return the capacity with a code."""
        return next((each for each in self.capacities if each.code == code), None)

    def account(self, capacity: Capacity) -> str:
        """Return the id of the account with which this person acts for an organisation."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"ikdoemee:{self.subject}:{capacity.organisation}"))

    def hinted(self, login_hint: str | None) -> Capacity | None:
        """Return the one capacity that a `login_hint` names; None when it names none, several, or nothing at all."""
        group, code = _read_hint(login_hint)
        named = [
            each for each in self.capacities if each.group == group and (code is None or each.organisation == code)
        ]
        return named[0] if len(named) == 1 else None


def _read_hint(login_hint: str | None) -> tuple[str | None, str | None]:
    """Return target group and organisation of `base64({"cap_hint": ..., "code_hint": ...})`."""
    if not login_hint:
        return None, None
    try:
        padded = login_hint + "=" * (-len(login_hint) % 4)
        found = orjson.loads(base64.b64decode(padded, altchars=b"-_" if {"-", "_"} & set(padded) else None))
    except ValueError:
        return None, None
    if not isinstance(found, dict):
        return None, None
    group, code = found.get("cap_hint"), found.get("code_hint")
    if not isinstance(group, str) or not isinstance(code, str | None):
        return None, None
    # A hint for an organisation that cannot be is not a hint for any organisation.
    return group, (organisation_code(code) or "") if code else None


class UnusablePeopleError(Exception):
    """The file with people is not as it should be."""


def read_people(file: Path = FILE) -> Sequence[DemoPerson]:
    """Return the people of a file; raises `UnusablePeopleError`."""
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        people = [_person(each) for each in found["person"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise UnusablePeopleError(f"{file}: {error!r}") from error
    if len({person.subject for person in people}) != len(people):
        raise UnusablePeopleError(f"{file}: two people have the same name")
    return people


def _person(found: Mapping[str, Any]) -> DemoPerson:
    return DemoPerson(
        given_name=found["given_name"],
        family_name=found["family_name"],
        about=found["about"],
        organisations=tuple(_capacity(each) for each in found.get("organisation", [])),
    )


def _capacity(found: Mapping[str, Any]) -> Capacity:
    code = organisation_code(found["code"])
    if code is None or found["group"] not in GROUPS:
        raise UnusablePeopleError(f"no such organisation or target group: {dict(found)!r}")
    return Capacity(
        group=found["group"], organisation=code, organisation_name=found["name"], rights=tuple(found.get("rights", ()))
    )
