"""What an activity still lacks before it may go online, and which step of the editor mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.activities.model import Activity, LocationKind
from domain.activities.rules import DUTCH_CONTEXT, PublicationRule, Rules
from domain.schedules.model import OccurrenceStatus, ScheduleKind
from domain.schedules.occurrences import is_over


class EditStep(StrEnum):
    """The steps of the editor ("Doorloop bewerkstappen")."""

    WHAT = "WHAT"
    """Wat: titel, soort, beschrijving."""
    WHEN = "WHEN"
    """Wanneer."""
    WHERE = "WHERE"
    """Waar."""
    WHO = "WHO"
    """Wie: organisator en contact."""


class ProblemCode(StrEnum):
    """The stable name of a gap."""

    TYPE_MISSING = "TYPE_MISSING"
    TITLE_MISSING = "TITLE_MISSING"
    DESCRIPTION_MISSING = "DESCRIPTION_MISSING"
    NOT_IN_DUTCH = "NOT_IN_DUTCH"
    SCHEDULE_MISSING = "SCHEDULE_MISSING"
    SCHEDULE_PAST = "SCHEDULE_PAST"
    CANCELLED = "CANCELLED"
    LOCATION_MISSING = "LOCATION_MISSING"
    ONLINE_LINK_MISSING = "ONLINE_LINK_MISSING"
    ORGANISER_MISSING = "ORGANISER_MISSING"
    CONTACT_MISSING = "CONTACT_MISSING"
    WITHDRAWN_AT_SOURCE = "WITHDRAWN_AT_SOURCE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One gap: what is wrong in plain Dutch, in which field, and the step of the editor that mends it.

    `rule` is the publication rule in force that asks for it; None if none does.
    """

    code: ProblemCode
    message: str
    field: str
    step: EditStep
    rule: PublicationRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationCheck:
    """Whether an activity is complete enough to go online, and what it lacks."""

    publishable: bool
    problems: tuple[Problem, ...]


def publication_check(activity: Activity, *, at: datetime, rules: Rules) -> PublicationCheck:
    """Return what publishing would say about the activity itself, citing the rules in force."""
    found = problems(activity, at=at, rules=rules)
    return PublicationCheck(publishable=not found, problems=found)


def problems(activity: Activity, *, at: datetime, rules: Rules) -> tuple[Problem, ...]:
    """Return everything that keeps an activity from being published, in the order of the editor's steps."""
    return (*_what(activity, rules), *_when(activity, at), *_where(activity), *_who(activity))


def _what(activity: Activity, rules: Rules) -> Iterator[Problem]:
    content = activity.content
    if not content.title.strip():
        yield Problem(
            code=ProblemCode.TITLE_MISSING, message="Geef de activiteit een titel.", field="title", step=EditStep.WHAT
        )
    if not content.types:
        yield Problem(
            code=ProblemCode.TYPE_MISSING,
            message="Kies minstens één type activiteit.",
            field="types",
            step=EditStep.WHAT,
        )
    if not content.description_html.strip():
        yield Problem(
            code=ProblemCode.DESCRIPTION_MISSING,
            message="Beschrijf wat er te doen is.",
            field="description",
            step=EditStep.WHAT,
        )
    if content.language != "nl":
        yield Problem(
            code=ProblemCode.NOT_IN_DUTCH,
            message="Titel en beschrijving zijn niet in het Nederlands.",
            field="title",
            step=EditStep.WHAT,
            rule=rules.get(DUTCH_CONTEXT),
        )
    if activity.source.withdrawn_at is not None:
        yield Problem(
            code=ProblemCode.WITHDRAWN_AT_SOURCE,
            message="Deze activiteit werd ingetrokken in de UiTdatabank.",
            field="source",
            step=EditStep.WHAT,
        )


def _when(activity: Activity, at: datetime) -> Iterator[Problem]:
    schedule = activity.content.schedule
    if schedule.kind is not ScheduleKind.FLEXIBLE and not schedule.moments and not schedule.weekly:
        yield Problem(
            code=ProblemCode.SCHEDULE_MISSING,
            message="Vul in wanneer de activiteit plaatsvindt.",
            field="schedule",
            step=EditStep.WHEN,
        )
    elif is_over(schedule, at=at):
        yield Problem(
            code=ProblemCode.SCHEDULE_PAST,
            message="Alle data zijn voorbij.",
            field="schedule",
            step=EditStep.WHEN,
        )
    elif schedule.status is OccurrenceStatus.CANCELLED or (
        schedule.moments
        and not schedule.weekly
        and all(moment.status is OccurrenceStatus.CANCELLED for moment in schedule.moments if moment.end > at)
    ):
        yield Problem(
            code=ProblemCode.CANCELLED,
            message="Alle komende data zijn geannuleerd.",
            field="schedule",
            step=EditStep.WHEN,
        )


def _where(activity: Activity) -> Iterator[Problem]:
    location = activity.content.location
    if location.kind is not LocationKind.ONLINE and location.address is None:
        yield Problem(
            code=ProblemCode.LOCATION_MISSING,
            message="Vul het adres in.",
            field="location",
            step=EditStep.WHERE,
        )
    if location.kind is LocationKind.ONLINE and location.online_url is None:
        yield Problem(
            code=ProblemCode.ONLINE_LINK_MISSING,
            message="Vul de link in waarmee deelnemers online meedoen.",
            field="location.onlineUrl",
            step=EditStep.WHERE,
        )


def _who(activity: Activity) -> Iterator[Problem]:
    content = activity.content
    if content.organiser is None:
        yield Problem(
            code=ProblemCode.ORGANISER_MISSING,
            message="Vul in wie de activiteit organiseert.",
            field="organiser",
            step=EditStep.WHO,
        )
    registration = content.registration
    reachable = registration is not None and (registration.url or registration.email or registration.phone)
    if not content.contacts and not reachable:
        yield Problem(
            code=ProblemCode.CONTACT_MISSING,
            message="Geef minstens één manier om contact op te nemen: e-mail, telefoon of inschrijving.",
            field="contacts",
            step=EditStep.WHO,
        )
