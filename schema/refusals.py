"""Refusals: what a mutation answers when it did not do what was asked."""

from datetime import datetime

import strawberry

from domain import refusals
from domain.activities import completeness, rules
from domain.activities.completeness import EditStep, ProblemCode
from domain.refusals import RefusalCode
from schema.authors import Author


@strawberry.interface(description="Waarom iets niet gebeurde. Er is dan niets veranderd.")
class Refusal:
    """An expected outcome other than success."""

    code: RefusalCode = strawberry.field(description="Vaste naam, voor programma's.")
    message: str = strawberry.field(description="Zin in gewoon Nederlands, voor mensen.")


@strawberry.type(description="Het bestaat niet, of je mag het niet zien.")
class NotFound(Refusal):
    """See `domain.refusals.NotFound`."""


@strawberry.type(description="Meld je eerst aan.")
class SignInRequired(Refusal):
    """See `domain.refusals.SignInRequired`."""


@strawberry.type(description="Je ziet het, maar je beslist er niet over.")
class NotAllowed(Refusal):
    """See `domain.refusals.NotAllowed`."""


@strawberry.type(description="De status laat dit niet toe.")
class WrongStatus(Refusal):
    """See `domain.refusals.WrongStatus`."""


@strawberry.type(description="Te vaak gevraagd; probeer later opnieuw.")
class TooManyRequests(Refusal):
    """See `domain.refusals.TooManyRequests`."""


@strawberry.type(description="De idempotencyKey werd al voor een andere opdracht gebruikt.")
class IdempotencyKeyReused(Refusal):
    """See `domain.refusals.IdempotencyKeyReused`."""


@strawberry.type(description="Wat er mis is met één veld van de invoer.")
class FieldError:
    """What is wrong with one field."""

    path: str = strawberry.field(description="Pad vanaf het invoerobject, met punten.")
    message: str = strawberry.field(description="Wat er mis is, in gewoon Nederlands.")


@strawberry.type(description="Iets in de invoer klopt niet.")
class InvalidInput(Refusal):
    """See `domain.refusals.InvalidInput`."""

    fields: list[FieldError] = strawberry.field(description="De velden die niet kloppen.")


@strawberry.type(description="Regel waaraan een activiteit op ikdoemee.be voldoet.")
class PublicationRule:
    """A publication rule."""

    number: int = strawberry.field(description="Nummer waarmee een beslissing ernaar verwijst.")
    version: int = strawberry.field(description="Versie van de tekst.")
    text: str = strawberry.field(description="De regel, als vervolg op 'Activiteiten op ikdoemee.be:'.")

    @classmethod
    def of(cls, rule: rules.PublicationRule) -> "PublicationRule":
        """Show a rule."""
        return cls(number=rule.number, version=rule.version, text=rule.text)


@strawberry.type(description="Eén ding dat een activiteit mist.")
class PublicationProblem:
    """A gap."""

    code: ProblemCode = strawberry.field(description="Vaste naam, voor programma's.")
    message: str = strawberry.field(description="Wat er mist, in gewoon Nederlands.")
    field: str = strawberry.field(description="Veld waar het om gaat.")
    step: EditStep = strawberry.field(description="Bewerkstap waarin je het aanvult.")
    rule: PublicationRule | None = strawberry.field(description="Publicatieregel die het vraagt, als er een is.")

    @classmethod
    def of(cls, problem: completeness.Problem) -> "PublicationProblem":
        """Show a gap."""
        return cls(
            code=problem.code,
            message=problem.message,
            field=problem.field,
            step=problem.step,
            rule=PublicationRule.of(problem.rule) if problem.rule else None,
        )


@strawberry.type(description="De activiteit kan nog niet online: dit mist er.")
class ActivityIncomplete(Refusal):
    """See `domain.refusals.ActivityIncomplete`."""

    problems: list[PublicationProblem] = strawberry.field(description="Alles wat mist, volgens de bewerkstappen.")


@strawberry.type(description="Iemand anders wijzigde dit sinds de versie waarop je besliste.")
class VersionConflict(Refusal):
    """See `domain.refusals.VersionConflict`."""

    current_version: int = strawberry.field(description="De versie van nu.")
    changed_by: Author = strawberry.field(description="Wie sneller was.")
    changed_at: datetime = strawberry.field(description="Wanneer.")


def refusal_of(refusal: refusals.Refusal) -> Refusal:
    """Show a refusal."""
    code, message = refusal.code, refusal.message
    match refusal:
        case refusals.NotFound():
            return NotFound(code=code, message=message)
        case refusals.SignInRequired():
            return SignInRequired(code=code, message=message)
        case refusals.NotAllowed():
            return NotAllowed(code=code, message=message)
        case refusals.WrongStatus():
            return WrongStatus(code=code, message=message)
        case refusals.TooManyRequests():
            return TooManyRequests(code=code, message=message)
        case refusals.IdempotencyKeyReused():
            return IdempotencyKeyReused(code=code, message=message)
        case refusals.InvalidInput(fields=fields):
            shown = [FieldError(path=each.path, message=each.message) for each in fields]
            return InvalidInput(code=code, message=message, fields=shown)
        case refusals.ActivityIncomplete(problems=problems):
            gaps = [PublicationProblem.of(problem) for problem in problems]
            return ActivityIncomplete(code=code, message=message, problems=gaps)
        case refusals.VersionConflict():
            return VersionConflict(
                code=code,
                message=message,
                current_version=refusal.current_version,
                changed_by=Author.of(refusal.changed_by),
                changed_at=refusal.changed_at,
            )
