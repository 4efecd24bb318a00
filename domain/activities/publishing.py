"""The rules of putting an activity online, and of taking it off or away again: pure, refusals are values."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.activities.completeness import problems
from domain.activities.model import Activity, ActivityStatus, SourceSystem
from domain.activities.rules import Rules
from domain.activities.visibility import ActivityVisibility
from domain.actors import Actor
from domain.refusals import (
    ActivityIncomplete,
    NotAllowed,
    NotFound,
    SignInRequired,
    VersionConflict,
    WrongStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged:
    """A decision that holds: the activity as it is now, and what it was."""

    activity: Activity
    before: Activity


UNKNOWN_ACTIVITY = NotFound(message="Deze activiteit bestaat niet of je mag ze niet zien.")

DecisionRefusal = NotFound | SignInRequired | NotAllowed | WrongStatus | ActivityIncomplete | VersionConflict


def publish(
    activity: Activity, *, by: Actor, at: datetime, rules: Rules, expected_version: int | None = None
) -> StatusChanged | DecisionRefusal:
    """Decide whether `by` may put `activity` online at a moment; what it lacks cites the rules in force.

    The order of the checks is what a person expects to hear first: whether they may at all, whether somebody else was
    faster, whether the status fits, and only then what is missing.
    """
    refusal: DecisionRefusal | None = may_publish(activity, by=by) or conflict(activity, expected_version, by=by)
    if refusal is None and activity.status not in {ActivityStatus.DRAFT, ActivityStatus.UNPUBLISHED}:
        refusal = WrongStatus(
            message="Deze activiteit is al gepubliceerd."
            if activity.status is ActivityStatus.PUBLISHED
            else "Deze activiteit is verlopen. Pas eerst de data aan."
        )
    if refusal is not None:
        return refusal
    if gaps := problems(activity, at=at, rules=rules):
        return ActivityIncomplete(problems=gaps)
    return with_status(activity, ActivityStatus.PUBLISHED, by=by, at=at)


def unpublish(
    activity: Activity, *, by: Actor, at: datetime, expected_version: int | None = None
) -> StatusChanged | DecisionRefusal:
    """Decide whether `by` may take `activity` offline; it can be published again later."""
    refusal: DecisionRefusal | None = may_unpublish(activity, by=by) or conflict(activity, expected_version, by=by)
    if refusal is None and activity.status is not ActivityStatus.PUBLISHED:
        refusal = WrongStatus(message="Deze activiteit staat niet online.")
    return refusal or with_status(activity, ActivityStatus.UNPUBLISHED, by=by, at=at)


def delete(
    activity: Activity, *, by: Actor, at: datetime, expected_version: int | None = None
) -> StatusChanged | DecisionRefusal:
    """Decide whether `by` may delete `activity`, whatever its status: it is gone for everybody then."""
    refusal: DecisionRefusal | None = may_delete(activity, by=by) or conflict(activity, expected_version, by=by)
    return refusal or with_status(activity, ActivityStatus.DELETED, by=by, at=at)


def may_publish(activity: Activity, *, by: Actor) -> NotFound | SignInRequired | NotAllowed | None:
    """Return why `by` has no say in publishing an activity, or None if it has.

    Moderators decide on everything on their territory, organisers on what is their own; only moderators let
    activities from UiTdatabank through.
    """
    if (refusal := _no_say(activity, by=by)) is not None:
        return refusal
    if activity.source.system is SourceSystem.UIT and not by.moderates(activity.territory):
        return NotAllowed(message="Enkel een moderator van de gemeente kan een activiteit uit UiTdatabank publiceren.")
    return None


def may_unpublish(activity: Activity, *, by: Actor) -> NotFound | SignInRequired | NotAllowed | None:
    """Return why `by` has no say in taking an activity offline, or None if it has."""
    return _no_say(activity, by=by)


def may_delete(activity: Activity, *, by: Actor) -> NotFound | SignInRequired | NotAllowed | None:
    """Return why `by` has no say in deleting an activity, or None if it has."""
    return _no_say(activity, by=by)


def has_say(activity: Activity, *, by: Actor) -> bool:
    """Whether `by` decides on an activity: the moderators of its territory, and the organisation whose it is."""
    organiser = activity.content.organiser
    return by.moderates(activity.territory) or by.acts_for(organiser.organisation_id if organiser else None)


def _no_say(activity: Activity, *, by: Actor) -> NotFound | SignInRequired | NotAllowed | None:
    if not ActivityVisibility.of(by).includes(activity):
        return UNKNOWN_ACTIVITY
    if by.person is None:
        return SignInRequired()
    if has_say(activity, by=by):
        return None
    return NotAllowed(message="Deze activiteit ligt niet op jouw grondgebied en is niet van jouw organisatie.")


def conflict(activity: Activity, expected_version: int | None, *, by: Actor) -> VersionConflict | None:
    """Return the conflict if a client decided on another version than the one that stands."""
    if expected_version is None or expected_version == activity.version:
        return None
    return VersionConflict(
        current_version=activity.version,
        changed_by=activity.updated_by.shown_to(by.organisation_id),
        changed_at=activity.updated_at,
    )


def with_status(activity: Activity, status: ActivityStatus, *, by: Actor, at: datetime) -> StatusChanged:
    """Return the change that brings an activity into a status; whether that may be, was decided before."""
    return StatusChanged(
        before=activity,
        activity=replace(
            activity,
            status=status,
            version=activity.version + 1,
            updated_at=at,
            updated_by=by.author,
            published_at=at if status is ActivityStatus.PUBLISHED else activity.published_at,
            deleted_at=at if status is ActivityStatus.DELETED else None,
        ),
    )
