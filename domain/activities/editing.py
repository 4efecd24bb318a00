"""The rules of writing an activity: who may, what it becomes, and what may not happen to one that is online."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.activities.completeness import problems
from domain.activities.differences import changed_fields
from domain.activities.model import Activity, ActivityContent, ActivityStatus, SourceSystem
from domain.activities.publishing import conflict, may_unpublish
from domain.activities.rules import Rules
from domain.actors import Actor
from domain.organisations.model import Organisation
from domain.refusals import ActivityIncomplete, NotAllowed, NotFound, SignInRequired, VersionConflict
from domain.schedules.occurrences import is_over

INCOMPLETE_ONLINE = (
    "Deze activiteit staat online en zou door deze wijziging onvolledig worden. "
    "Vul aan wat ontbreekt of haal ze eerst offline."
)


DUTCH = "nl"
_TEXTS = {"title", "description_html"}
"""What the language of an activity is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The activity as it is now, and what it was; the same twice if nothing differs."""

    activity: Activity
    before: Activity


EditRefusal = NotFound | SignInRequired | NotAllowed | ActivityIncomplete | VersionConflict


def may_create_for(organisation: Organisation, *, by: Actor) -> SignInRequired | NotAllowed | None:
    """Return why `by` may not enter activities of an organisation: its own it may, a moderator those of its territory.

    Entering says who organises, so it needs no more trust than what comes from elsewhere.
    """
    if by.person is None:
        return SignInRequired()
    if by.acts_for(organisation.id) or by.moderates(organisation.municipality):
        return None
    return NotAllowed(message="Je kan enkel activiteiten van je eigen organisatie of je eigen grondgebied toevoegen.")


def may_edit(activity: Activity, *, by: Actor) -> NotFound | SignInRequired | NotAllowed | None:
    """Return why `by` may not change an activity: whoever may take it offline, may correct it."""
    return may_unpublish(activity, by=by)


def edit(
    activity: Activity,
    content: ActivityContent,
    *,
    by: Actor,
    at: datetime,
    rules: Rules,
    expected_version: int | None = None,
) -> Edited | EditRefusal:
    """Decide whether `by` may give an activity other content, and what becomes of it.

    One that is online stays complete: a change may not open a gap that was not there. One that had expired and gets
    dates to come can be published again. What people change in an activity from elsewhere is theirs from then on; once
    title and description are, it is in Dutch.
    """
    if (refusal := may_edit(activity, by=by) or conflict(activity, expected_version, by=by)) is not None:
        return refusal
    if not (changed := changed_fields(activity.content, content)):
        return Edited(activity=activity, before=activity)
    if activity.kept_fields | changed >= _TEXTS:
        # Whatever language its source speaks, what people write here is in Dutch.
        content = replace(content, language=DUTCH)
        changed = changed_fields(activity.content, content)
    after = replace(
        activity,
        content=content,
        status=_status(activity, content, at),
        kept_fields=activity.kept_fields | changed if activity.source.system is not SourceSystem.OWN else frozenset(),
        version=activity.version + 1,
        updated_at=at,
        updated_by=by.author,
    )
    if after.status is ActivityStatus.PUBLISHED:
        known = {gap.code for gap in problems(activity, at=at, rules=rules)}
        gaps = tuple(gap for gap in problems(after, at=at, rules=rules) if gap.code not in known)
        if gaps:
            return ActivityIncomplete(problems=gaps, message=INCOMPLETE_ONLINE)
    return Edited(activity=after, before=activity)


def _status(activity: Activity, content: ActivityContent, at: datetime) -> ActivityStatus:
    revived = activity.status is ActivityStatus.EXPIRED and not is_over(content.schedule, at=at)
    return ActivityStatus.UNPUBLISHED if revived else activity.status
