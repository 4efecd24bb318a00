"""What was done to an activity, by whom and why."""

from datetime import datetime

import strawberry

from domain.audit import AuditAction, ChangeOrigin
from schema.authors import Author
from schema.organisations import Organisation


@strawberry.type(description="The publication rule that a decision refers to.")
class CitedRule:
    """A rule as it was cited."""

    number: int = strawberry.field(description="Number of the rule.")
    version: int = strawberry.field(description="Version of its text at the time.")


@strawberry.type(description="One field before and after.")
class HistoryChange:
    """A change."""

    field: str = strawberry.field(description="Field of Activity, with dots, such as location.onlineUrl.")
    before: str | None = strawberry.field(description="Value before, as text; null if there was none.")
    after: str | None = strawberry.field(description="Value after, as text; null if there is none.")
    origin: ChangeOrigin = strawberry.field(description="Who the value after came from.")


@strawberry.type(description="One thing that was done to an activity.")
class HistoryEntry:
    """A line of the history."""

    at: datetime = strawberry.field(description="When it was done.")
    action: AuditAction = strawberry.field(description="What was done.")
    actor: Author = strawberry.field(description="Who did it.")
    acting_as: Organisation | None = strawberry.field(
        description="The organisation on whose behalf it was done; null for a system, and for an organisation that is "
        "no longer known here."
    )
    reason: str | None = strawberry.field(description="Why, as whoever did it wrote; null if no reason was given.")
    rule: CitedRule | None = strawberry.field(description="Publication rule that was cited; null if none was.")
    changes: list[HistoryChange] = strawberry.field(
        description="What changed; empty if the entry does not tell of single fields."
    )
