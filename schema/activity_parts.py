"""The smaller parts of an activity."""

from datetime import datetime
from decimal import Decimal

import strawberry

from domain.activities.model import PriceKind, SourceSystem
from domain.activities.viewer_actions import ViewerActionKind
from domain.reports.model import ReportOutcome, ReportReason
from schema.organisations import Organisation
from schema.refusals import PublicationProblem


@strawberry.type(description="Formatted text, cleaned.")
class RichText:
    """Formatted text."""

    html: str = strawberry.field(
        description="Safe HTML: paragraphs, line breaks, lists, emphasis and links; empty if there is no text."
    )
    text: str = strawberry.field(
        description="The same text without formatting: one line per paragraph, list items after a dash."
    )


@strawberry.type(description="Who organises an activity.")
class Organiser:
    """Who organises."""

    name: str = strawberry.field(description="Name, as the organiser or the source gives it.")
    organisation: Organisation | None = strawberry.field(
        description="The organisation; null as long as it is not known here."
    )


@strawberry.type(description="Where an activity was entered.")
class ActivitySource:
    """Where it came from."""

    system: SourceSystem = strawberry.field(description="System in which it was entered.")
    external_id: str | None = strawberry.field(description="Id in that system; null for an activity entered here.")
    url: str | None = strawberry.field(description="Public page in that system; null if there is none.")
    modified_at: datetime | None = strawberry.field(
        description="When it was last changed in that system; null if unknown or entered here."
    )
    withdrawn_at: datetime | None = strawberry.field(
        description="When an import first found it withdrawn there; null while it is offered."
    )


@strawberry.type(description="How to sign up; null for each way that is not given.")
class Registration:
    """How to sign up."""

    url: str | None = strawberry.field(description="Web address.")
    email: str | None = strawberry.field(description="E-mail address.")
    phone: str | None = strawberry.field(description="Phone number, in E.164 format.")


@strawberry.type(description="What taking part costs.")
class Price:
    """What it costs."""

    kind: PriceKind = strawberry.field(description="Free, paid or not stated.")
    amount: Decimal | None = strawberry.field(
        description="Base price in euros, before reductions; null unless `kind` is PAID."
    )


@strawberry.type(description="Picture.")
class Image:
    """A picture."""

    url: str = strawberry.field(description="Web address of the picture.")
    copyright_holder: str | None = strawberry.field(
        description="Who must be named beside it; null if the source names nobody."
    )


@strawberry.type(description="Whether an activity is complete enough to be published, and what it still lacks.")
class PublicationCheck:
    """What publishing would say."""

    publishable: bool = strawberry.field(description="True if nothing is missing.")
    problems: list[PublicationProblem] = strawberry.field(
        description="Everything that is missing, in the order of the edit steps."
    )


@strawberry.type(description="One thing to do with an activity, and whether the viewer can.")
class ViewerAction:
    """One thing that the viewer can do, or not."""

    action: ViewerActionKind = strawberry.field(description="What to do.")
    allowed: bool = strawberry.field(description="Whether the viewer can do it now.")
    why: str | None = strawberry.field(description="Why not, in plain Dutch; null if it is allowed.")


@strawberry.type(
    description="Why the moderators found a report on an activity right. What the report says and who sent it is not "
    "told."
)
class StatementOfReasons:
    """Why a report was upheld."""

    outcome: ReportOutcome = strawberry.field(description="Always UPHELD: of other reports nothing is told.")
    reason: ReportReason = strawberry.field(description="What is wrong with the activity.")
    explanation: str = strawberry.field(description="Explanation by the moderators, in Dutch.")
    at: datetime = strawberry.field(description="When it was decided.")
