"""Activities."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain.activities import model
from domain.activities.completeness import problems
from domain.activities.model import ActivityStatus, Vocabulary
from domain.activities.viewer_actions import viewer_actions
from domain.schedules.local_time import add_days, as_local, start_of
from domain.schedules.occurrences import next_occurrence, occurrences
from resolvers.context import Context
from resolvers.ids import NodeKind, encode_id
from schema.activity_parts import (
    ActivitySource,
    Image,
    Organiser,
    Price,
    PublicationCheck,
    Registration,
    RichText,
    ViewerAction,
    registration_of,
    source_of,
)
from schema.arguments import about
from schema.authors import Author
from schema.connections import Node
from schema.locations import Location
from schema.organisations import Contact
from schema.refusals import PublicationProblem
from schema.schedules import Occurrence, Schedule
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic, labelled

OCCURRENCE_WINDOW = 92
"""Days looked ahead when a client names no end."""
MAX_OCCURRENCES = 366


@strawberry.type(description="An activity where newcomers practise Dutch.")
class Activity(Node):
    """An activity."""

    title: str = strawberry.field(description="Title, as plain text.")
    status: ActivityStatus = strawberry.field(description="Status; only PUBLISHED activities are public.")
    version: int = strawberry.field(
        description="Counts the changes, from 1. Pass it as `expectedVersion` when deciding on what you saw."
    )
    views: int = strawberry.field(description="Column BEKEKEN: how often visitors opened it.")
    created_at: datetime = strawberry.field(description="When it was entered or first imported here.")
    published_at: datetime | None = strawberry.field(
        description="Column PUBLICATIEDATUM: when it last went online; null if it never did."
    )
    updated_at: datetime = strawberry.field(
        description="Column LAATST BEWERKT: when it was last changed, by a person or by its source."
    )
    activity: strawberry.Private[model.Activity]

    @strawberry.field(description="Column DOOR: who last changed it.")
    def updated_by(self, info: strawberry.Info[Context]) -> Author:
        """Return the last author, as far as the viewer may know."""
        return Author.of(self.activity.updated_by.shown_to(info.context.actor.organisation_id))

    @strawberry.field(
        description="Types, such as a workshop or an outing. Empty if none is chosen yet, which happens with imports."
    )
    async def types(self, info: strawberry.Info[Context]) -> list[ActivityType]:
        """Return the types."""
        return await labelled(ActivityType, info.context, Vocabulary.TYPE, self.activity.content.types)

    @strawberry.field(description="What it is about; may be empty.")
    async def topics(self, info: strawberry.Info[Context]) -> list[Topic]:
        """Return the topics."""
        return await labelled(Topic, info.context, Vocabulary.TOPIC, self.activity.content.topics)

    @strawberry.field(description="Goals of the participant; may be empty.")
    async def goals(self, info: strawberry.Info[Context]) -> list[Goal]:
        """Return the goals."""
        return await labelled(Goal, info.context, Vocabulary.GOAL, self.activity.content.goals)

    @strawberry.field(description="Levels of Dutch that it suits; may be empty.")
    async def language_levels(self, info: strawberry.Info[Context]) -> list[LanguageLevel]:
        """Return the language levels."""
        codes = self.activity.content.language_levels
        return await labelled(LanguageLevel, info.context, Vocabulary.LANGUAGE_LEVEL, codes)

    @strawberry.field(description="Description; its texts are empty if there is none.")
    def description(self) -> RichText:
        """Return the description."""
        return RichText(html=self.activity.content.description_html)

    @strawberry.field(description="When it takes place.")
    def schedule(self) -> Schedule:
        """Return the schedule."""
        return Schedule.of(self.activity.content.schedule)

    @strawberry.field(
        description="The first occurrence that has not ended and is not cancelled. Null if there is none: all have "
        "passed, the schedule is flexible without fixed hours, or the weekly hours give none in the next "
        "400 days."
    )
    def next_occurrence(self, info: strawberry.Info[Context]) -> Occurrence | None:
        """Return the next occurrence."""
        found = next_occurrence(self.activity.content.schedule, after=info.context.services.tools.now())
        return Occurrence.of(found) if found else None

    @strawberry.field(
        description="Occurrences between two days (both included), cancelled ones too, in order of start; the first "
        "366 at most. `from` is today in Brussels by default, `to` 92 days after `from`."
    )
    def occurrences(
        self,
        info: strawberry.Info[Context],
        from_: Annotated[date | None, about("First day, included; default today.", name="from")] = None,
        to: Annotated[date | None, about("Last day, included; default 92 days after the first.")] = None,
    ) -> list[Occurrence]:
        """Return the occurrences within days."""
        first = from_ or as_local(info.context.services.tools.now()).date()
        last = to or add_days(first, OCCURRENCE_WINDOW)
        since, until = start_of(first), start_of(add_days(last, 1))
        found = occurrences(self.activity.content.schedule, since=since, until=until, limit=MAX_OCCURRENCES)
        return [Occurrence.of(each) for each in found]

    @strawberry.field(description="Where it takes place.")
    def location(self) -> Location:
        """Return the location."""
        return Location.of(self.activity.content.location)

    @strawberry.field(description="Who organises it; null if the source names nobody.")
    def organiser(self) -> Organiser | None:
        """Return the organiser."""
        organiser = self.activity.content.organiser
        return Organiser(name=organiser.name, organisation_id=organiser.organisation_id) if organiser else None

    @strawberry.field(description="Ways to reach the organiser; may be empty.")
    def contacts(self) -> list[Contact]:
        """Return the contacts."""
        return [Contact(kind=each.kind, value=each.value) for each in self.activity.content.contacts]

    @strawberry.field(description="How to sign up; null if no way to sign up is given.")
    def registration(self) -> Registration | None:
        """Return how to sign up."""
        return registration_of(self.activity.content.registration)

    @strawberry.field(description="What taking part costs.")
    def price(self) -> Price:
        """Return the price."""
        price = self.activity.content.price
        return Price(kind=price.kind, amount=price.amount)

    @strawberry.field(description="Picture; null if there is none.")
    def image(self) -> Image | None:
        """Return the picture."""
        image = self.activity.content.image
        return Image(url=image.url, copyright_holder=image.copyright_holder) if image else None

    @strawberry.field(description="Where it was entered.")
    def source(self) -> ActivitySource:
        """Return the source."""
        return source_of(self.activity.source)

    @strawberry.field(
        description="Whether it is complete enough to be published, and what it still lacks. Whether the viewer may "
        "publish it is in `viewerActions`."
    )
    def publication_check(self, info: strawberry.Info[Context]) -> PublicationCheck:
        """Return what publishing would say."""
        gaps = problems(self.activity, at=info.context.services.tools.now())
        return PublicationCheck(publishable=not gaps, problems=[PublicationProblem.of(gap) for gap in gaps])

    @strawberry.field(
        description="What the viewer can do with it now: one entry for each action, including those that are not "
        "allowed."
    )
    def viewer_actions(self, info: strawberry.Info[Context]) -> list[ViewerAction]:
        """Return what the viewer can do."""
        found = viewer_actions(self.activity, by=info.context.actor, at=info.context.services.tools.now())
        return [ViewerAction(action=each.action, allowed=each.allowed, why=each.why) for each in found]

    @classmethod
    def of(cls, activity: model.Activity) -> "Activity":
        """Show an activity."""
        return cls(
            id=strawberry.ID(encode_id(NodeKind.ACTIVITY, activity.id)),
            title=activity.content.title,
            status=activity.status,
            version=activity.version,
            views=activity.views,
            created_at=activity.created_at,
            published_at=activity.published_at,
            updated_at=activity.updated_at,
            activity=activity,
        )
