"""Refusals: what a mutation answers when it did not do what was asked."""

from datetime import datetime
from uuid import UUID

import strawberry

from domain import refusals
from domain.activities import completeness, rules
from domain.activities.completeness import EditStep, ProblemCode
from domain.refusals import RefusalCode
from persistence.read_models.access_requests import ACCESS_REQUEST
from plans.requests import One
from resolvers.context import Context
from schema.access_requests import AccessRequest
from schema.authors import Author
from schema.reading import reads


@strawberry.interface(description="Why something was not done. Nothing has changed.")
class Refusal:
    """An expected outcome other than success."""

    code: RefusalCode = strawberry.field(description="Fixed name, for programs.")
    message: str = strawberry.field(description="Sentence in plain Dutch, for people.")


@strawberry.type(description="It does not exist, or the viewer may not see it.")
class NotFound(Refusal):
    """See `domain.refusals.NotFound`."""


@strawberry.type(description="Only somebody who is signed in can do this.")
class SignInRequired(Refusal):
    """See `domain.refusals.SignInRequired`."""


@strawberry.type(description="The viewer sees it, but has no say over it.")
class NotAllowed(Refusal):
    """See `domain.refusals.NotAllowed`."""


@strawberry.type(description="The status does not allow this.")
class WrongStatus(Refusal):
    """See `domain.refusals.WrongStatus`."""


@strawberry.type(description="Asked too often; try again later.")
class TooManyRequests(Refusal):
    """See `domain.refusals.TooManyRequests`."""


@strawberry.type(
    description="The viewer acts for an organisation and has to accept the terms of use first, with `acceptTermsOfUse`."
)
class TermsNotAccepted(Refusal):
    """See `domain.refusals.TermsNotAccepted`."""

    terms_version: str = strawberry.field(description="Version in force, to read and to accept.")


@strawberry.type(description="The `idempotencyKey` was used before, for another request.")
class IdempotencyKeyReused(Refusal):
    """See `domain.refusals.IdempotencyKeyReused`."""


@strawberry.type(description="What is wrong with one field of the input.")
class FieldError:
    """What is wrong with one field."""

    path: str = strawberry.field(description="Path of the field from the input object, with dots.")
    message: str = strawberry.field(description="What is wrong, in plain Dutch.")


@strawberry.type(description="Something in the input is wrong.")
class InvalidInput(Refusal):
    """See `domain.refusals.InvalidInput`."""

    fields: list[FieldError] = strawberry.field(description="The fields that are wrong.")


@strawberry.type(description="A rule that activities on ikdoemee.be follow.")
class PublicationRule:
    """A publication rule."""

    number: int = strawberry.field(description="Number by which a decision refers to it.")
    version: int = strawberry.field(description="Version of the text.")
    text: str = strawberry.field(
        description="The rule in Dutch, completing the sentence 'Activiteiten op ikdoemee.be:'."
    )

    @classmethod
    def of(cls, rule: rules.PublicationRule) -> "PublicationRule":
        """Show a rule."""
        return cls(number=rule.number, version=rule.version, text=rule.text)


@strawberry.type(description="One thing that an activity lacks.")
class PublicationProblem:
    """A gap."""

    code: ProblemCode = strawberry.field(description="Fixed name, for programs.")
    message: str = strawberry.field(description="What is missing, in plain Dutch.")
    field: str = strawberry.field(
        description="Field of Activity that it is about, with dots, such as location.onlineUrl."
    )
    step: EditStep = strawberry.field(description="Edit step in which to supply it.")
    rule: PublicationRule | None = strawberry.field(
        description="Publication rule that asks for it; null if there is none."
    )

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


@strawberry.type(description="The activity cannot go online yet, because of what it lacks.")
class ActivityIncomplete(Refusal):
    """See `domain.refusals.ActivityIncomplete`."""

    problems: list[PublicationProblem] = strawberry.field(
        description="Everything that is missing, in the order of the edit steps."
    )


@strawberry.type(description="Somebody changed it since the version that the decision is based on.")
class VersionConflict(Refusal):
    """See `domain.refusals.VersionConflict`."""

    current_version: int = strawberry.field(description="The version as it is now.")
    changed_by: Author = strawberry.field(description="Who last changed it.")
    changed_at: datetime = strawberry.field(description="When it was last changed.")
    request_id: strawberry.Private[UUID | None] = None

    @reads(
        ACCESS_REQUEST,
        of=AccessRequest | None,
        description="The request for access as it is now, with what was decided; null if it is about something else.",
    )
    def access_request(self, info: strawberry.Info[Context]) -> One | None:
        """Return the request for access."""
        del info
        return One(key=self.request_id) if self.request_id else None


@strawberry.type(description="Somebody else was first to decide on the request for access, or to take it back.")
class AlreadyDecided(Refusal):
    """See `domain.refusals.AlreadyDecided`."""

    request_id: strawberry.Private[UUID]

    @reads(ACCESS_REQUEST, of=AccessRequest | None, description="The request as it is now, with what was decided.")
    def request(self, info: strawberry.Info[Context]) -> One:
        """Return the request."""
        del info
        return One(key=self.request_id)


@strawberry.type(
    description="Nothing is wrong with this one, but others were refused and `errorPolicy` is REJECT_EVERYTHING."
)
class OtherRowsRefused(Refusal):
    """See `domain.refusals.OtherRowsRefused`."""


@strawberry.type(description="A colleague is looking at the activity. It keeps nobody from deciding.")
class AlreadyClaimed(Refusal):
    """See `domain.refusals.AlreadyClaimed`."""

    by: Author = strawberry.field(description="Who is looking at it.")
    until: datetime = strawberry.field(description="Until when the claim stands, unless they let go or go on.")


_PLAIN: dict[type[refusals.Refusal], type[Refusal]] = {
    refusals.NotFound: NotFound,
    refusals.SignInRequired: SignInRequired,
    refusals.NotAllowed: NotAllowed,
    refusals.WrongStatus: WrongStatus,
    refusals.TooManyRequests: TooManyRequests,
    refusals.IdempotencyKeyReused: IdempotencyKeyReused,
    refusals.OtherRowsRefused: OtherRowsRefused,
}
"""Those that say no more than code and message."""


def refusal_of(refusal: refusals.Refusal) -> Refusal:
    """Show a refusal."""
    code, message = refusal.code, refusal.message
    match refusal:
        case refusals.TermsNotAccepted(current_version=version):
            return TermsNotAccepted(code=code, message=message, terms_version=version)
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
                request_id=refusal.access_request_id,
            )
        case refusals.AlreadyDecided(access_request_id=request_id):
            return AlreadyDecided(code=code, message=message, request_id=request_id)
        case refusals.AlreadyClaimed(by=by, until=until):
            return AlreadyClaimed(code=code, message=message, by=Author.of(by), until=until)
        case _:
            return _PLAIN[type(refusal)](code=code, message=message)
