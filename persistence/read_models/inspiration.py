"""Example activities: public."""

from sqlalchemy import FromClause

from domain.activities.model import Vocabulary
from domain.rich_text import plain_text
from persistence.read_models.schedules import schedule_part, stored_schedule
from persistence.read_models.terms import carried, labelled
from persistence.tables.inspiration import inspiration, inspiration_term
from plans.model import Column, Computed, Declared, Key, Part, ReadModel


def _inspiration(table: FromClause) -> Declared:
    c = table.c
    return Declared(
        {
            "id": Key(of=c.id),
            "title": Column(of=c.title),
            "tip": Column(of=c.tip),
            "types": carried(Vocabulary.TYPE, by=_CARRIED),
            "topics": carried(Vocabulary.TOPIC, by=_CARRIED),
            "goals": carried(Vocabulary.GOAL, by=_CARRIED),
            "language_levels": carried(Vocabulary.LANGUAGE_LEVEL, by=_CARRIED),
            "description": Part(
                fields={
                    "html": Column(of=c.description_html),
                    "text": Computed(of=plain_text, inputs=(c.description_html,)),
                }
            ),
            "schedule": schedule_part(table, stored_schedule(table)),
        },
        table,
    )


_CARRIED = ReadModel("TermOfInspiration", inspiration_term, "inspiration_id", labelled)
INSPIRATION = ReadModel("Inspiration", inspiration, "id", _inspiration)
