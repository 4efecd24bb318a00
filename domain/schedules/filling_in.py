"""From what somebody filled in about the time to a schedule that holds together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.forms import Form
from domain.schedules.holidays import HolidayKind, holidays
from domain.schedules.local_time import as_local, as_utc
from domain.schedules.model import (
    Moment,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.weekly_hours import on_date

MOST_MOMENTS = 366
MOST_HOURS = 20
MOST_EXCEPTIONS = 100
LONGEST_PERIOD = timedelta(days=5 * 366)
LONGEST_MOMENT = timedelta(days=31)
LONGEST_REASON = 100

NO_SCHEDULE = Schedule(kind=ScheduleKind.SINGLE_DAY)
"""Nothing filled in yet; publishing asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedHours:
    """Hours on some weekdays; without days, on every day."""

    days: tuple[Weekday, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedException:
    """Dates on which the weekly hours do not hold, hold at other hours, or hold but are called off."""

    first: date
    last: date | None
    reason: str | None
    hours: tuple[SubmittedHours, ...]
    status: OccurrenceStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedMoment:
    """One date with its hours."""

    start: datetime
    end: datetime
    status: OccurrenceStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedSchedule:
    """The time as the editor sends it."""

    kind: ScheduleKind
    start: date | None = None
    end: date | None = None
    moments: tuple[SubmittedMoment, ...] = ()
    weekly: tuple[SubmittedHours, ...] = ()
    exceptions: tuple[SubmittedException, ...] = ()
    without: frozenset[HolidayKind] = frozenset()
    status: OccurrenceStatus = OccurrenceStatus.PLANNED


def fill_in_schedule(submitted: SubmittedSchedule, form: Form) -> Schedule:
    """Return the schedule that was meant; what is wrong with it stands in the form's errors."""
    schedule = Schedule(
        kind=submitted.kind,
        first=submitted.start,
        last=submitted.end,
        moments=_moments(submitted, form.at("moments")),
        weekly=_weekly(submitted, form.at("weekly")),
        exceptions=_exceptions(submitted, form.at("exceptions")),
        status=submitted.status,
    )
    _check_period(submitted, form)
    return _without(schedule, submitted.without, form.at("skipHolidays"))


def _check_period(submitted: SubmittedSchedule, form: Form) -> None:
    first, last = submitted.start, submitted.end
    lists_dates = submitted.kind in {ScheduleKind.SINGLE_DAY, ScheduleKind.SEVERAL_DAYS}
    if lists_dates and (first or last):
        form.at("start" if first else "end").wrong("Geef de data met hun uren in 'moments'.")
    elif first and last and last < first:
        form.at("end").wrong("De einddatum ligt voor de startdatum.")
    elif first and last and last - first > LONGEST_PERIOD:
        form.at("end").wrong("Een reeks duurt hoogstens vijf jaar.")


def _moments(submitted: SubmittedSchedule, form: Form) -> tuple[Moment, ...]:
    given = submitted.moments
    if given and submitted.kind in {ScheduleKind.WEEKLY, ScheduleKind.FLEXIBLE}:
        form.wrong("Losse data horen bij 'één dag' of 'meerdere dagen'.")
    if len(given) > MOST_MOMENTS:
        form.wrong(f"Geef hoogstens {MOST_MOMENTS} data.")
        return ()
    if submitted.kind is ScheduleKind.SINGLE_DAY and len({as_local(each.start).date() for each in given}) > 1:
        form.wrong("Kies 'meerdere dagen' voor meer dan één datum.")
    return tuple(_moment(each, form.at(place)) for place, each in enumerate(given))


def _moment(submitted: SubmittedMoment, form: Form) -> Moment:
    start, end = as_utc(submitted.start), as_utc(submitted.end)
    if end <= start:
        form.at("end").wrong("Het einde moet na het begin liggen.")
    elif end - start > LONGEST_MOMENT:
        form.at("end").wrong("Eén datum duurt hoogstens een maand. Kies anders 'vaste dagen per week' of 'flexibel'.")
    return Moment(start=start, end=end, status=submitted.status)


def _weekly(submitted: SubmittedSchedule, form: Form) -> tuple[OpeningHours, ...]:
    if submitted.weekly and submitted.kind in {ScheduleKind.SINGLE_DAY, ScheduleKind.SEVERAL_DAYS}:
        form.wrong("Vaste uren horen bij 'vaste dagen per week' of 'flexibel'.")
    return _hours(submitted.weekly, form)


def _hours(given: tuple[SubmittedHours, ...], form: Form, *, any_day: bool = False) -> tuple[OpeningHours, ...]:
    if len(given) > MOST_HOURS:
        form.wrong(f"Geef hoogstens {MOST_HOURS} regels met uren.")
        return ()
    return tuple(_slot(each, form.at(place), any_day=any_day) for place, each in enumerate(given))


def _slot(submitted: SubmittedHours, form: Form, *, any_day: bool) -> OpeningHours:
    days = submitted.days or (tuple(Weekday) if any_day else ())
    if not days:
        form.at("days").wrong("Kies minstens één dag van de week.")
    if submitted.opens == submitted.closes:
        form.at("closes").wrong("Het einduur is hetzelfde als het beginuur.")
    return OpeningHours(
        days=tuple(day for day in Weekday if day in days), opens=submitted.opens, closes=submitted.closes
    )


def _exceptions(submitted: SubmittedSchedule, form: Form) -> tuple[ScheduleException, ...]:
    given = submitted.exceptions
    if given and not submitted.weekly:
        form.wrong("Uitzonderingen horen bij vaste uren per week.")
    if len(given) > MOST_EXCEPTIONS:
        form.wrong(f"Geef hoogstens {MOST_EXCEPTIONS} uitzonderingen.")
        return ()
    if any(_lines_on(each.first, given) > MOST_HOURS for each in given):
        form.wrong(f"Geef voor één dag hoogstens {MOST_HOURS} regels met uren, ook over meerdere uitzonderingen samen.")
    return tuple(_exception(each, form.at(place)) for place, each in enumerate(given))


def _lines_on(day: date, given: tuple[SubmittedException, ...]) -> int:
    """Count the lines of hours that hold on a date: everybody who reads the schedule works all of them out.

    Where there are most of them, one of the exceptions begins.
    """
    return sum(len(each.hours) for each in given if each.first <= day <= (each.last or each.first))


def _exception(submitted: SubmittedException, form: Form) -> ScheduleException:
    last = submitted.last or submitted.first
    if last < submitted.first:
        form.at("to").wrong("De laatste dag ligt voor de eerste.")
    elif last - submitted.first > LONGEST_PERIOD:
        form.at("to").wrong("Een uitzondering duurt hoogstens vijf jaar.")
    if submitted.status is not None and submitted.hours:
        form.at("status").wrong("Geef ofwel andere uren ofwel een status, niet allebei.")
    return ScheduleException(
        first=submitted.first,
        last=last,
        reason=form.at("reason").line(submitted.reason, most=LONGEST_REASON),
        hours=_hours(submitted.hours, form.at("hours"), any_day=True),
        status=submitted.status,
    )


def _without(schedule: Schedule, kinds: frozenset[HolidayKind], form: Form) -> Schedule:
    if not kinds:
        return schedule
    if not schedule.weekly or schedule.first is None or schedule.last is None:
        form.wrong("Vakanties overslaan kan bij vaste dagen per week met een start- en een einddatum.")
        return schedule
    if form.errors:
        return schedule
    known = {(each.first, each.last) for each in schedule.exceptions}
    skipped = [
        ScheduleException(first=first, last=last, reason=name)
        for first, last, name in _touching(schedule, kinds, schedule.first, schedule.last)
        if (first, last) not in known
    ]
    return replace(schedule, exceptions=tuple(sorted((*schedule.exceptions, *skipped), key=_by_date)))


def _touching(
    schedule: Schedule, kinds: frozenset[HolidayKind], first: date, last: date
) -> Iterable[tuple[date, date, str]]:
    """Give the holidays on which something would have taken place: others are no exception worth reading."""
    for holiday in holidays(kinds, first=first, last=last):
        begins, ends = max(holiday.first, first), min(holiday.last, last)
        days = range(begins.toordinal(), ends.toordinal() + 1)
        if any(on_date(schedule, date.fromordinal(ordinal)) for ordinal in days):
            yield begins, ends, holiday.name


def _by_date(exception: ScheduleException) -> tuple[date, date]:
    return exception.first, exception.last
