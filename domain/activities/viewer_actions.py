"""What a viewer can do with an activity now, so that no client has to guess rights."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.activities.editing import may_edit
from domain.activities.model import Activity
from domain.activities.publishing import DecisionRefusal, StatusChanged, delete, publish, unpublish
from domain.actors import Actor


class ViewerActionKind(StrEnum):
    """What can be done with an activity."""

    PUBLISH = "PUBLISH"
    UNPUBLISH = "UNPUBLISH"
    EDIT = "EDIT"
    DELETE = "DELETE"
    REPORT = "REPORT"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewerAction:
    """One thing to do, and if it cannot be done now, why not."""

    action: ViewerActionKind
    allowed: bool
    why: str | None = None


def viewer_actions(activity: Activity, *, by: Actor, at: datetime) -> tuple[ViewerAction, ...]:
    """Return what `by` can do with an activity that they see; the same rules decide when they do it."""
    # Whether it can be done, and the sentence why not, do not depend on which publication rules can be cited.
    return (
        _of(ViewerActionKind.PUBLISH, publish(activity, by=by, at=at, rules={})),
        _of(ViewerActionKind.UNPUBLISH, unpublish(activity, by=by, at=at)),
        _allowed(ViewerActionKind.EDIT, may_edit(activity, by=by)),
        _of(ViewerActionKind.DELETE, delete(activity, by=by, at=at)),
        ViewerAction(action=ViewerActionKind.REPORT, allowed=True),
    )


def _allowed(kind: ViewerActionKind, refusal: DecisionRefusal | None) -> ViewerAction:
    return ViewerAction(action=kind, allowed=refusal is None, why=refusal.message if refusal else None)


def _of(kind: ViewerActionKind, outcome: StatusChanged | DecisionRefusal) -> ViewerAction:
    if isinstance(outcome, StatusChanged):
        return ViewerAction(action=kind, allowed=True)
    return ViewerAction(action=kind, allowed=False, why=outcome.message)
