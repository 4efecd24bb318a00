"""What a self-registration link says: as it is written, and with what that stands for."""

from dataclasses import dataclass

from domain.access_requests.model import AccessRequestKind
from domain.access_rights.model import AccessRight, Application, RightContext
from domain.organisations.model import Organisation
from domain.organisations.target_groups import TargetGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLink:
    """A link as it is written: well formed, though what it names may not exist."""

    kind: AccessRequestKind
    target_group: TargetGroup
    """`dg`."""
    application: int | None = None
    """`an`."""
    right: str | None = None
    """`ec`."""
    contexts: tuple[str, ...] = ()
    """`ctx`, each code once."""
    kbo: str | None = None
    """`oc`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLink:
    """What somebody asks for who follows a link."""

    kind: AccessRequestKind
    target_group: TargetGroup
    application: Application | None
    right: AccessRight | None
    """The one right that can be asked for; None if there is a choice, or a work relation is asked for."""
    rights_to_choose_from: tuple[AccessRight, ...]
    contexts: tuple[RightContext, ...]
    """What the right is to be limited to, filled in beforehand."""
    organisation: Organisation | None
    """For which organisation, filled in beforehand; None if the link names none, or none that is known here."""
