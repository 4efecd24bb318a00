"""Publishing, unpublishing and reporting an activity."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain.activities.actions import Decided, DecisionOutcome
from domain.refusals import IdempotencyKeyReused as KeyReused
from domain.refusals import InvalidInput as Invalid
from domain.refusals import NotFound as Unknown
from domain.refusals import TooManyRequests as TooMany
from domain.reports.actions import Reported
from domain.reports.model import ReportReason
from schema.activities import Activity
from schema.refusals import (
    ActivityIncomplete,
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refusal,
    SignInRequired,
    TooManyRequests,
    VersionConflict,
    WrongStatus,
    refusal_of,
)

_KEY = "Dezelfde sleutel met dezelfde invoer wordt maar één keer uitgevoerd."
_VERSION = "Versie waarop je beslist; is ze verouderd, dan verandert er niets."


@strawberry.type(description="Waarmee je een beslissing ongedaan maakt, zolang het kan.")
class Undo:
    """A way back."""

    token: str = strawberry.field(description="Geef dit mee om ongedaan te maken.")
    expires_at: datetime = strawberry.field(description="Tot wanneer het kan.")


@strawberry.input(description="Welke activiteit online gaat.")
class PublishActivityInput:
    """What to publish."""

    activity_id: strawberry.ID = strawberry.field(description="De activiteit.")
    expected_version: int | None = strawberry.field(default=None, description=_VERSION)
    reason: str | None = strawberry.field(default=None, description="Waarom; komt in de geschiedenis.")
    idempotency_key: str | None = strawberry.field(default=None, description=_KEY)


@strawberry.input(description="Welke activiteit offline gaat.")
class UnpublishActivityInput:
    """What to unpublish."""

    activity_id: strawberry.ID = strawberry.field(description="De activiteit.")
    expected_version: int | None = strawberry.field(default=None, description=_VERSION)
    reason: str | None = strawberry.field(default=None, description="Waarom; komt in de geschiedenis.")
    rule: int | None = strawberry.field(default=None, description="Nummer van de publicatieregel die ze niet volgt.")
    idempotency_key: str | None = strawberry.field(default=None, description=_KEY)


@strawberry.input(description="Wat er mis is met een activiteit.")
class ReportActivityInput:
    """What is wrong."""

    activity_id: strawberry.ID = strawberry.field(description="De activiteit.")
    reason: ReportReason = strawberry.field(description="Wat er mis is.")
    text: str = strawberry.field(default="", description="Uitleg, hoogstens 2000 tekens.")
    email: str | None = strawberry.field(
        default=None, description="Jouw e-mailadres, voor een antwoord. Organisatoren en moderatoren zien het niet."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=_KEY)


@strawberry.type(description="De activiteit staat online.")
class ActivityPublished:
    """It is online."""

    activity: Activity = strawberry.field(description="De activiteit zoals ze nu is.")
    undo: Undo | None = strawberry.field(description="Hoe je het ongedaan maakt; null als dat niet kan.")


@strawberry.type(description="De activiteit staat offline.")
class ActivityUnpublished:
    """It is offline."""

    activity: Activity = strawberry.field(description="De activiteit zoals ze nu is.")
    undo: Undo | None = strawberry.field(description="Hoe je het ongedaan maakt; null als dat niet kan.")


@strawberry.type(description="De moderatoren kijken het na.")
class ActivityReported:
    """It was reported."""

    tracking_code: str = strawberry.field(description="Code waarmee enkel jij dit opvolgt; bewaar ze.")


PublishActivityResult = Annotated[
    ActivityPublished
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | ActivityIncomplete
    | VersionConflict
    | InvalidInput
    | IdempotencyKeyReused,
    strawberry.union("PublishActivityResult", description="Gepubliceerd, of waarom niet."),
]
UnpublishActivityResult = Annotated[
    ActivityUnpublished
    | NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | VersionConflict
    | InvalidInput
    | IdempotencyKeyReused,
    strawberry.union("UnpublishActivityResult", description="Gedepubliceerd, of waarom niet."),
]
ReportActivityResult = Annotated[
    ActivityReported | NotFound | InvalidInput | TooManyRequests | IdempotencyKeyReused,
    strawberry.union("ReportActivityResult", description="Gerapporteerd, of waarom niet."),
]


def published_or_not(outcome: DecisionOutcome) -> ActivityPublished | Refusal:
    """Show what became of publishing."""
    if isinstance(outcome, Decided):
        return ActivityPublished(activity=Activity.of(outcome.activity), undo=None)
    return refusal_of(outcome)


def unpublished_or_not(outcome: DecisionOutcome) -> ActivityUnpublished | Refusal:
    """Show what became of unpublishing."""
    if isinstance(outcome, Decided):
        return ActivityUnpublished(activity=Activity.of(outcome.activity), undo=None)
    return refusal_of(outcome)


def reported_or_not(outcome: Reported | Unknown | Invalid | TooMany | KeyReused) -> ActivityReported | Refusal:
    """Show what became of reporting."""
    if isinstance(outcome, Reported):
        return ActivityReported(tracking_code=outcome.tracking_code)
    return refusal_of(outcome)
