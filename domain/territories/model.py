"""Municipalities by NIS code: the only key that survives a merger of postcodes or a change of name."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

Nis = NewType("Nis", str)
"""Five digits, Statbel's code of a municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerMunicipality:
    """A municipality that merged into another, or got another code."""

    nis: Nis
    name: str
    until: date
    """First day on which the code no longer held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality of Flanders or Brussels as it is today."""

    nis: Nis
    name: str
    province: str | None
    """None in Brussels."""
    postcodes: tuple[str, ...] = ()
    formerly: tuple[FormerMunicipality, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """What one body of moderators looks after: one municipality, known by its NIS code."""

    nis: Nis
    name: str
