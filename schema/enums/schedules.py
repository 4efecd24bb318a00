"""When an activity takes place."""

from domain.schedules.holidays import HolidayKind
from domain.schedules.model import OccurrenceStatus, ScheduleKind, Weekday
from schema.enums.describing import describe

describe(
    ScheduleKind,
    "How the time of an activity is filled in.",
    {
        ScheduleKind.SINGLE_DAY: "'Eén dag': a single day.",
        ScheduleKind.SEVERAL_DAYS: "'Meerdere dagen': several days.",
        ScheduleKind.WEEKLY: "'Vaste dagen per week': fixed days every week.",
        ScheduleKind.FLEXIBLE: "'Flexibel': by appointment, or whenever the place is open.",
    },
)
describe(
    Weekday,
    "Day of the week.",
    {day: f"{day.value.capitalize()}." for day in Weekday},
)
describe(
    HolidayKind,
    "Which holidays.",
    {
        HolidayKind.SCHOOL: "'Vlaamse schoolvakanties': those of primary and secondary schools in Flanders.",
        HolidayKind.PUBLIC: "'Wettelijke feestdagen': public holidays in Belgium.",
    },
)
describe(
    OccurrenceStatus,
    "Whether an occurrence goes ahead.",
    {
        OccurrenceStatus.PLANNED: "Goes ahead.",
        OccurrenceStatus.POSTPONED: "Postponed.",
        OccurrenceStatus.CANCELLED: "Cancelled.",
    },
)
