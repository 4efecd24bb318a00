"""Activities."""

from datetime import date, datetime, time, timedelta
from typing import Annotated

import strawberry

from domain.activities import model
from domain.activities.completeness import problems
from domain.activities.model import ActivityStatus, Vocabulary
from domain.activities.viewer_actions import viewer_actions
from domain.schedules.model import BRUSSELS
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
from schema.authors import Author
from schema.connections import Node
from schema.locations import Location
from schema.organisations import Contact
from schema.refusals import PublicationProblem
from schema.schedules import Occurrence, Schedule
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic, labelled

OCCURRENCE_WINDOW = timedelta(days=92)
"""Looked ahead when a client names no end."""
MAX_OCCURRENCES = 366


@strawberry.type(description="Een activiteit waar nieuwkomers Nederlands oefenen.")
class Activity(Node):
    """An activity."""

    title: str = strawberry.field(description="Titel.")
    status: ActivityStatus = strawberry.field(description="Status.")
    version: int = strawberry.field(description="Telt de wijzigingen; geef ze mee als `expectedVersion`.")
    views: int = strawberry.field(description="BEKEKEN: hoe vaak bezoekers ze openden.")
    created_at: datetime = strawberry.field(description="Wanneer ze hier binnenkwam.")
    published_at: datetime | None = strawberry.field(description="PUBLICATIEDATUM: wanneer ze het laatst online ging.")
    updated_at: datetime = strawberry.field(description="LAATST BEWERKT.")
    activity: strawberry.Private[model.Activity]

    @strawberry.field(description="DOOR: wie ze het laatst wijzigde.")
    def updated_by(self, info: strawberry.Info[Context]) -> Author:
        """Return the last author, as far as the viewer may know."""
        return Author.of(self.activity.updated_by.shown_to(info.context.actor.organisation_id))

    @strawberry.field(description="Types, zoals workshop of uitstap; een import kan er nog geen hebben.")
    async def types(self, info: strawberry.Info[Context]) -> list[ActivityType]:
        """Return the types."""
        return await labelled(ActivityType, info.context, Vocabulary.TYPE, self.activity.content.types)

    @strawberry.field(description="Waarover ze gaat.")
    async def topics(self, info: strawberry.Info[Context]) -> list[Topic]:
        """Return the topics."""
        return await labelled(Topic, info.context, Vocabulary.TOPIC, self.activity.content.topics)

    @strawberry.field(description="Doelen van de deelnemer.")
    async def goals(self, info: strawberry.Info[Context]) -> list[Goal]:
        """Return the goals."""
        return await labelled(Goal, info.context, Vocabulary.GOAL, self.activity.content.goals)

    @strawberry.field(description="Taalniveaus Nederlands.")
    async def language_levels(self, info: strawberry.Info[Context]) -> list[LanguageLevel]:
        """Return the language levels."""
        codes = self.activity.content.language_levels
        return await labelled(LanguageLevel, info.context, Vocabulary.LANGUAGE_LEVEL, codes)

    @strawberry.field(description="Beschrijving.")
    def description(self) -> RichText:
        """Return the description."""
        return RichText(html=self.activity.content.description_html)

    @strawberry.field(description="Wanneer ze plaatsvindt.")
    def schedule(self) -> Schedule:
        """Return the schedule."""
        return Schedule.of(self.activity.content.schedule)

    @strawberry.field(description="De eerstvolgende keer; null als er geen komt of als ze flexibel is.")
    def next_occurrence(self, info: strawberry.Info[Context]) -> Occurrence | None:
        """Return the next occurrence."""
        found = next_occurrence(self.activity.content.schedule, after=info.context.services.tools.now())
        return Occurrence.of(found) if found else None

    @strawberry.field(
        description="Elke keer dat ze doorgaat tussen twee dagen (inbegrepen), hoogstens 366. "
        "Zonder `from` vanaf vandaag, zonder `to` drie maanden ver."
    )
    def occurrences(
        self,
        info: strawberry.Info[Context],
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
    ) -> list[Occurrence]:
        """Return the occurrences within days."""
        first = from_ or info.context.services.tools.now().astimezone(BRUSSELS).date()
        last = to or min(first, date.max - OCCURRENCE_WINDOW) + OCCURRENCE_WINDOW
        since = datetime.combine(first, time.min, BRUSSELS)
        until = datetime.combine(min(last, date.max - timedelta(days=1)) + timedelta(days=1), time.min, BRUSSELS)
        found = occurrences(self.activity.content.schedule, since=since, until=until, limit=MAX_OCCURRENCES)
        return [Occurrence.of(each) for each in found]

    @strawberry.field(description="Waar ze plaatsvindt.")
    def location(self) -> Location:
        """Return the location."""
        return Location.of(self.activity.content.location)

    @strawberry.field(description="Wie ze organiseert; null als de bron niemand noemt.")
    def organiser(self) -> Organiser | None:
        """Return the organiser."""
        organiser = self.activity.content.organiser
        return Organiser(name=organiser.name, organisation_id=organiser.organisation_id) if organiser else None

    @strawberry.field(description="Hoe je de organisator bereikt.")
    def contacts(self) -> list[Contact]:
        """Return the contacts."""
        return [Contact(kind=each.kind, value=each.value) for each in self.activity.content.contacts]

    @strawberry.field(description="Hoe je inschrijft; null als dat niet nodig is.")
    def registration(self) -> Registration | None:
        """Return how to sign up."""
        return registration_of(self.activity.content.registration)

    @strawberry.field(description="Wat deelnemen kost.")
    def price(self) -> Price:
        """Return the price."""
        price = self.activity.content.price
        return Price(kind=price.kind, amount=price.amount)

    @strawberry.field(description="Afbeelding.")
    def image(self) -> Image | None:
        """Return the picture."""
        image = self.activity.content.image
        return Image(url=image.url, copyright_holder=image.copyright_holder) if image else None

    @strawberry.field(description="Waar ze vandaan komt.")
    def source(self) -> ActivitySource:
        """Return the source."""
        return source_of(self.activity.source)

    @strawberry.field(description="Of ze gepubliceerd kan worden, en wat er nog mist.")
    def publication_check(self, info: strawberry.Info[Context]) -> PublicationCheck:
        """Return what publishing would say."""
        gaps = problems(self.activity, at=info.context.services.tools.now())
        return PublicationCheck(publishable=not gaps, problems=[PublicationProblem.of(gap) for gap in gaps])

    @strawberry.field(description="Wat jij ermee kan doen.")
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
