"""Rights, and the applications that they belong to."""

from dataclasses import dataclass

from domain.organisations.target_groups import TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application whose access is managed here."""

    code: str
    name: str
    number: int | None = None
    """The `an` of self-registration links."""
    channel_group: str | None = None
    """Of the applications in one group an organisation uses one at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightContext:
    """A part of an application that a right can be limited to."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRight:
    """A right in an application."""

    code: str
    """The `ec` of self-registration links."""
    name: str
    application: Application
    target_groups: frozenset[TargetGroup]
    longest_days: int
    """How many days a grant may last."""
    contexts: tuple[RightContext, ...] = ()
    """What it can be limited to; whoever asks for a right with contexts chooses at least one."""
