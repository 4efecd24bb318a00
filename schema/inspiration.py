"""Inspiration: examples of activities."""

import strawberry

from schema.activity_parts import RichText
from schema.connections import Node
from schema.schedules import Schedule
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic


@strawberry.type(description="An example of an activity, to start one's own from.")
class Inspiration(Node):
    """An example."""

    title: str = strawberry.field(description="Title, as plain text.")
    tip: str = strawberry.field(description="Why it works, and what to think of; plain text, in Dutch.")
    types: list[ActivityType] = strawberry.field(description="Types, such as a workshop or an outing.")
    topics: list[Topic] = strawberry.field(description="What it is about; may be empty.")
    goals: list[Goal] = strawberry.field(description="Goals of the participant; may be empty.")
    language_levels: list[LanguageLevel] = strawberry.field(description="Levels of Dutch that it suits; may be empty.")
    description: RichText = strawberry.field(description="Description, as an organiser could write it.")
    schedule: Schedule = strawberry.field(
        description="When it could take place: a suggestion without dates, at hours on days of the week if any."
    )
