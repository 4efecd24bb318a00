"""What organisers fill in about the time, and what is wrong with it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from domain.forms import Form
from domain.refusals import FieldError
from domain.schedules.filling_in import (
    SubmittedException,
    SubmittedHours,
    SubmittedMoment,
    SubmittedSchedule,
    fill_in_schedule,
)
from domain.schedules.holidays import HolidayKind
from domain.schedules.model import (
    BRUSSELS,
    Moment,
    OccurrenceStatus,
    OpeningHours,
    Schedule,
    ScheduleException,
    ScheduleKind,
    Weekday,
)
from domain.schedules.occurrences import occurrences
from domain.schedules.summary import summary
from tests.support.clock import Clock

EVENING = SubmittedHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21))
TUESDAYS = SubmittedSchedule(
    kind=ScheduleKind.WEEKLY, start=date(2026, 12, 1), end=date(2027, 2, 28), weekly=(EVENING,)
)
MOMENT = SubmittedMoment(
    start=datetime(2026, 12, 1, 19, tzinfo=BRUSSELS),
    end=datetime(2026, 12, 1, 21, tzinfo=BRUSSELS),
    status=OccurrenceStatus.PLANNED,
)


def exception(first: date, last: date | None = None, **more: object) -> SubmittedException:
    plain = SubmittedException(first=first, last=last, reason=None, hours=(), status=None)
    return replace(plain, **more)  # type: ignore[arg-type] # any field of it


def filled(submitted: SubmittedSchedule) -> tuple[Schedule, list[tuple[str, str]]]:
    form = Form(tools=Clock().tools(), path="schedule")
    schedule = fill_in_schedule(submitted, form)
    return schedule, [(error.path, error.message) for error in form.errors]


def test_tuesdays_become_weekly_hours() -> None:
    assert filled(TUESDAYS) == (
        Schedule(
            kind=ScheduleKind.WEEKLY,
            first=date(2026, 12, 1),
            last=date(2027, 2, 28),
            weekly=(OpeningHours(days=(Weekday.TUESDAY,), opens=time(19), closes=time(21)),),
        ),
        [],
    )


def test_moments_are_kept_in_utc_with_their_status() -> None:
    cancelled = replace(MOMENT, status=OccurrenceStatus.CANCELLED)
    schedule, errors = filled(SubmittedSchedule(kind=ScheduleKind.SINGLE_DAY, moments=(cancelled,)))
    assert errors == []
    assert schedule.moments == (
        Moment(
            start=datetime(2026, 12, 1, 18, tzinfo=UTC),
            end=datetime(2026, 12, 1, 20, tzinfo=UTC),
            status=OccurrenceStatus.CANCELLED,
        ),
    )


def test_flexible_can_begin_on_a_date() -> None:
    schedule, errors = filled(SubmittedSchedule(kind=ScheduleKind.FLEXIBLE, start=date(2027, 1, 11)))
    assert (summary(schedule), errors) == ("flexibel, vanaf 11 januari 2027", [])


def test_holidays_become_exceptions_where_there_would_have_been_hours() -> None:
    schedule, errors = filled(replace(TUESDAYS, without=frozenset(HolidayKind)))
    assert errors == []
    # New Year's Day and Christmas fall on a Friday; the school holiday covers two Tuesdays.
    assert schedule.exceptions == (
        ScheduleException(first=date(2026, 12, 21), last=date(2027, 1, 3), reason="kerstvakantie"),
        ScheduleException(first=date(2027, 2, 8), last=date(2027, 2, 14), reason="krokusvakantie"),
    )
    assert summary(schedule) == (
        "elke dinsdag van 19.00 tot 21.00 uur, van 1 december 2026 tot en met 28 februari 2027, behalve van "
        "21 december 2026 tot en met 3 januari 2027 en van 8 tot en met 14 februari 2027"
    )


def test_holidays_are_cut_to_the_period_and_not_added_twice() -> None:
    given = replace(
        TUESDAYS,
        start=date(2026, 12, 28),
        exceptions=(exception(date(2026, 12, 28), date(2027, 1, 3), reason="gesloten"),),
        without=frozenset({HolidayKind.SCHOOL}),
    )
    schedule, errors = filled(given)
    assert errors == []
    assert [(each.first, each.reason) for each in schedule.exceptions] == [
        (date(2026, 12, 28), "gesloten"),
        (date(2027, 2, 8), "krokusvakantie"),
    ]


def test_a_cancelled_date_stays_to_be_seen_with_its_hours() -> None:
    called_off = exception(date(2026, 12, 8), status=OccurrenceStatus.CANCELLED)
    schedule, errors = filled(replace(TUESDAYS, exceptions=(called_off,)))
    found = occurrences(schedule, since=datetime(2026, 12, 1, tzinfo=UTC), until=datetime(2026, 12, 16, tzinfo=UTC))
    assert errors == []
    assert [(each.start.day, each.status.value) for each in found] == [
        (1, "PLANNED"), (8, "CANCELLED"), (15, "PLANNED"),
    ]  # fmt: skip
    assert summary(schedule).endswith(", 8 december 2026 geannuleerd")


def test_deviating_hours_without_days_hold_on_every_day_of_the_exception() -> None:
    early = SubmittedHours(days=(), opens=time(14), closes=time(16))
    schedule, errors = filled(replace(TUESDAYS, exceptions=(exception(date(2026, 12, 8), hours=(early,)),)))
    found = occurrences(schedule, since=datetime(2026, 12, 8, tzinfo=UTC), until=datetime(2026, 12, 9, tzinfo=UTC))
    assert (errors, [each.start for each in found]) == ([], [datetime(2026, 12, 8, 13, tzinfo=UTC)])


LATE = SubmittedMoment(
    start=datetime(2026, 12, 2, 19, tzinfo=BRUSSELS),
    end=datetime(2026, 12, 2, 19, tzinfo=BRUSSELS),
    status=OccurrenceStatus.PLANNED,
)
CLOSED = exception(date(2026, 12, 8))


@pytest.mark.parametrize(
    ("submitted", "path", "message"),
    [
        (replace(TUESDAYS, end=date(2026, 11, 30)), "end", "De einddatum ligt voor de startdatum."),
        (replace(TUESDAYS, end=date(2032, 12, 31)), "end", "Een reeks duurt hoogstens vijf jaar."),
        (
            replace(TUESDAYS, weekly=(replace(EVENING, days=()),)),
            "weekly.0.days",
            "Kies minstens één dag van de week.",
        ),
        (
            replace(TUESDAYS, weekly=(EVENING, replace(EVENING, closes=time(19)))),
            "weekly.1.closes",
            "Het einduur is hetzelfde als het beginuur.",
        ),
        (replace(TUESDAYS, weekly=(EVENING,) * 21), "weekly", "Geef hoogstens 20 regels met uren."),
        (
            replace(TUESDAYS, exceptions=(exception(date(2026, 12, 8), date(2026, 12, 7)),)),
            "exceptions.0.to",
            "De laatste dag ligt voor de eerste.",
        ),
        (
            replace(TUESDAYS, exceptions=(exception(date(2026, 12, 8), date(2036, 12, 8)),)),
            "exceptions.0.to",
            "Een uitzondering duurt hoogstens vijf jaar.",
        ),
        (
            replace(
                TUESDAYS,
                exceptions=(exception(date(2026, 12, 8), hours=(EVENING,), status=OccurrenceStatus.CANCELLED),),
            ),
            "exceptions.0.status",
            "Geef ofwel andere uren ofwel een status, niet allebei.",
        ),
        (
            replace(TUESDAYS, exceptions=(CLOSED, replace(CLOSED, reason="x" * 101))),
            "exceptions.1.reason",
            "Gebruik hoogstens 100 tekens.",
        ),
        (replace(TUESDAYS, exceptions=(CLOSED,) * 101), "exceptions", "Geef hoogstens 100 uitzonderingen."),
        (
            replace(TUESDAYS, exceptions=(exception(date(2026, 12, 1), date(2026, 12, 8), hours=(EVENING,) * 7),) * 3),
            "exceptions",
            "Geef voor één dag hoogstens 20 regels met uren, ook over meerdere uitzonderingen samen.",
        ),
        (
            SubmittedSchedule(kind=ScheduleKind.FLEXIBLE, exceptions=(CLOSED,)),
            "exceptions",
            "Uitzonderingen horen bij vaste uren per week.",
        ),
        (
            replace(TUESDAYS, end=None, without=frozenset({HolidayKind.SCHOOL})),
            "skipHolidays",
            "Vakanties overslaan kan bij vaste dagen per week met een start- en een einddatum.",
        ),
        (
            replace(TUESDAYS, moments=(MOMENT,)),
            "moments",
            "Losse data horen bij 'één dag' of 'meerdere dagen'.",
        ),
        (
            SubmittedSchedule(kind=ScheduleKind.SEVERAL_DAYS, weekly=(EVENING,)),
            "weekly",
            "Vaste uren horen bij 'vaste dagen per week' of 'flexibel'.",
        ),
        (
            SubmittedSchedule(kind=ScheduleKind.SINGLE_DAY, start=date(2026, 12, 1)),
            "start",
            "Geef de data met hun uren in 'moments'.",
        ),
        (
            SubmittedSchedule(kind=ScheduleKind.SEVERAL_DAYS, moments=(MOMENT, LATE)),
            "moments.1.end",
            "Het einde moet na het begin liggen.",
        ),
        (
            SubmittedSchedule(
                kind=ScheduleKind.SEVERAL_DAYS, moments=(replace(MOMENT, end=datetime(2027, 2, 1, tzinfo=UTC)),)
            ),
            "moments.0.end",
            "Eén datum duurt hoogstens een maand. Kies anders 'vaste dagen per week' of 'flexibel'.",
        ),
        (
            SubmittedSchedule(
                kind=ScheduleKind.SINGLE_DAY,
                moments=(MOMENT, replace(LATE, end=datetime(2026, 12, 2, 20, tzinfo=BRUSSELS))),
            ),
            "moments",
            "Kies 'meerdere dagen' voor meer dan één datum.",
        ),
        (
            SubmittedSchedule(kind=ScheduleKind.SEVERAL_DAYS, moments=(MOMENT,) * 367),
            "moments",
            "Geef hoogstens 366 data.",
        ),
    ],
)
def test_each_mistake_is_told_at_its_place(submitted: SubmittedSchedule, path: str, message: str) -> None:
    assert filled(submitted)[1] == [(f"schedule.{path}", message)]


def test_all_mistakes_are_told_at_once() -> None:
    wrong = replace(
        TUESDAYS,
        end=date(2026, 11, 1),
        weekly=(replace(EVENING, days=(), closes=time(19)),),
        exceptions=(exception(date(2026, 12, 8), date(2026, 12, 7)),),
    )
    form = Form(tools=Clock().tools())
    fill_in_schedule(wrong, form)
    assert form.refusal is not None
    assert {each.path for each in form.refusal.fields} == {
        "end", "weekly.0.days", "weekly.0.closes", "exceptions.0.to",
    }  # fmt: skip
    assert all(isinstance(each, FieldError) for each in form.errors)
