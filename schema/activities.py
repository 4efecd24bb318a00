"""Activities."""

from datetime import date, datetime
from typing import Annotated, cast

import strawberry

from domain.activities.model import ActivityStatus
from persistence.read_models.history import HISTORY_ENTRY
from plans.records import Record
from plans.requests import Listing
from resolvers import activities
from resolvers.context import Context
from resolvers.pages import page_request
from schema.activity_parts import (
    ActivitySource,
    Image,
    Organiser,
    Price,
    PublicationCheck,
    Registration,
    RichText,
    StatementOfReasons,
    ViewerAction,
)
from schema.arguments import After, Before, First, Last, about
from schema.authors import Author
from schema.claims import Claim
from schema.connections import Connection, Node
from schema.contacts import Contact
from schema.history import HistoryEntry
from schema.locations import FurtherPlace, Location
from schema.reading import reads
from schema.schedules import Occurrence, Schedule
from schema.vocabularies import ActivityType, Goal, LanguageLevel, Topic


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
    updated_by: Author = strawberry.field(description="Column DOOR: who last changed it.")
    types: list[ActivityType] = strawberry.field(
        description="Types, such as a workshop or an outing. Empty if none is chosen yet, which happens with imports."
    )
    topics: list[Topic] = strawberry.field(description="What it is about; may be empty.")
    goals: list[Goal] = strawberry.field(description="Goals of the participant; may be empty.")
    language_levels: list[LanguageLevel] = strawberry.field(description="Levels of Dutch that it suits; may be empty.")
    description: RichText = strawberry.field(description="Description; its texts are empty if there is none.")
    schedule: Schedule = strawberry.field(description="When it takes place.")
    next_occurrence: Occurrence | None = strawberry.field(
        description="The first occurrence that has not ended and is not cancelled. Null if there is none: all have "
        "passed, the schedule is flexible without fixed hours, or the weekly hours give none in the next "
        "400 days."
    )
    location: Location = strawberry.field(description="Where it takes place.")
    further_places: list[FurtherPlace] = strawberry.field(
        description="Places besides `location`, which decides whose moderators look after it; may be empty."
    )
    organiser: Organiser | None = strawberry.field(description="Who organises it; null if the source names nobody.")
    contacts: list[Contact] = strawberry.field(description="Ways to reach the organiser; may be empty.")
    registration: Registration | None = strawberry.field(
        description="How to sign up; null if no way to sign up is given."
    )
    price: Price = strawberry.field(description="What taking part costs.")
    image: Image | None = strawberry.field(description="Picture; null if there is none.")
    source: ActivitySource = strawberry.field(description="Where it was entered.")
    report_decisions: list[StatementOfReasons] = strawberry.field(
        description="Why reports on it were upheld, newest first, the last 20; for its own organisation and the "
        "moderators of its territory. Mend it and publish it again. Empty for anybody else."
    )
    publication_check: PublicationCheck = strawberry.field(
        description="Whether it is complete enough to be published, and what it still lacks. Whether the viewer may "
        "publish it is in `viewerActions`."
    )
    claim: Claim | None = strawberry.field(
        description="Which colleague is looking at it. Null if nobody is, and for all but the moderators of its "
        "territory."
    )
    viewer_actions: list[ViewerAction] = strawberry.field(
        description="What the viewer can do with it now: one entry for each action, including those that are not "
        "allowed."
    )

    @reads(
        HISTORY_ENTRY,
        of=Connection[HistoryEntry] | None,
        description="What was done to it, newest first. Null unless the viewer moderates its territory or acts for the "
        "organisation that organises it.",
    )
    def history(
        self,
        info: strawberry.Info[Context],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Listing:
        """Return a page of the history."""
        del info
        return activities.history_page(cast("Record", self).key, page_request(first, after, last, before))

    @strawberry.field(
        description="Occurrences between two days (both included), cancelled ones too, in order of start; the first "
        "366 at most. `from` is today in Brussels by default, `to` 92 days after `from`."
    )
    def occurrences(
        self,
        from_: Annotated[date | None, about("First day, included; default today.", name="from")] = None,
        to: Annotated[date | None, about("Last day, included; default 92 days after the first.")] = None,
    ) -> list[Occurrence]:
        """Return the occurrences within days."""
        return cast("list[Occurrence]", cast("Record", self).get("occurrences", from_=from_, to=to))
