"""Schedules: one JSON column, of which most is worked out."""

from sqlalchemy import FromClause

from domain.schedules.occurrences import bounds
from domain.schedules.summary import summary
from persistence.schedules import schedule_from_json
from plans.model import Column, Computed, Part


def stored_schedule(table: FromClause) -> Computed:
    """Return the schedule of a row, for what is worked out from it."""
    return Computed(of=schedule_from_json, inputs=(table.c.schedule,))


def schedule_part(table: FromClause, schedule: Computed) -> Part:
    """Return the schedule of a row as an object."""
    ends = Computed(of=bounds, inputs=(schedule,))
    return Part(
        fields={
            "kind": Column(of=table.c.schedule_kind),
            "first_day": Computed(of=lambda parsed: parsed.first, inputs=(schedule,)),
            "last_day": Computed(of=lambda parsed: parsed.last, inputs=(schedule,)),
            "moments": Computed(of=lambda parsed: parsed.moments, inputs=(schedule,)),
            "weekly": Computed(of=lambda parsed: parsed.weekly, inputs=(schedule,)),
            "exceptions": Computed(of=lambda parsed: parsed.exceptions, inputs=(schedule,)),
            "summary": Computed(of=summary, inputs=(schedule,)),
            "start": Computed(of=lambda found: found[0], inputs=(ends,)),
            "end": Computed(of=lambda found: found[1], inputs=(ends,)),
        }
    )
