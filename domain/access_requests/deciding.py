"""The rules of deciding on a request for access: pure, refusals are values."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.access_requests.model import (
    AccessDecision,
    AccessOutcome,
    AccessRequest,
    AccessRequestKind,
    AccessRequestStatus,
    GrantTerms,
)
from domain.actors import Actor
from domain.refusals import (
    AlreadyDecided,
    NotAllowed,
    NotFound,
    SignInRequired,
    VersionConflict,
    WrongStatus,
)

UNKNOWN_REQUEST = NotFound(message="Deze aanvraag bestaat niet of je mag ze niet zien.")

OWN_REQUEST = NotAllowed(message="Over je eigen aanvraag beslist een andere lokale beheerder van de organisatie.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an administrator wants to decide, and whether the applicant is told why."""

    outcome: AccessOutcome
    reason: str
    share_reason: bool
    terms: GrantTerms | None = None
    """What is granted, if a right is."""


DecidingRefusal = NotFound | SignInRequired | NotAllowed | WrongStatus | AlreadyDecided | VersionConflict


def decide(
    request: AccessRequest,
    verdict: Verdict,
    *,
    by: Actor,
    at: datetime,
    only_administrator: bool,
    works_there: bool,
    expected_version: int | None = None,
) -> AccessRequest | DecidingRefusal:
    """Decide on an open request, for an organisation on whose access `by` decides.

    An approval waits until the person is known to work there: WORK_RELATION_NEEDED. Nobody decides on their own
    request, unless there is nobody else; the decision says so then.
    """
    if by.person is None:
        return SignInRequired()
    if (refusal := unchanged(request, expected_version, by=by)) is not None:
        return refusal
    own = request.person.id == by.person.key
    if own and not only_administrator:
        return OWN_REQUEST
    decision = AccessDecision(
        outcome=verdict.outcome,
        reason=verdict.reason,
        share_reason=verdict.share_reason,
        by=by.author,
        at=at,
        terms=verdict.terms,
        own=own,
    )
    status = AccessRequestStatus(verdict.outcome)
    waits = request.kind is AccessRequestKind.WORK_RELATION or not works_there
    if verdict.outcome is AccessOutcome.APPROVED and waits:
        status = AccessRequestStatus.WORK_RELATION_NEEDED
    return _changed(replace(request, status=status, decision=decision), by=by, at=at)


def fulfil(request: AccessRequest, *, by: Actor, at: datetime) -> AccessRequest | DecidingRefusal:
    """Let an approval stand that waited for the work relation, which is there now."""
    if by.person is None:
        return SignInRequired()
    if not request.is_open:
        return decided(request, by=by)
    if request.status is not AccessRequestStatus.WORK_RELATION_NEEDED:
        return WrongStatus(message="Keur de aanvraag eerst goed. Daarna kan je de werkrelatie vastleggen.")
    if request.person.id == by.person.key and not (request.decision and request.decision.own):
        return OWN_REQUEST
    return _changed(replace(request, status=AccessRequestStatus.APPROVED), by=by, at=at)


def withdraw(
    request: AccessRequest, *, by: Actor, at: datetime, expected_version: int | None = None
) -> AccessRequest | DecidingRefusal:
    """Withdraw one's own request as long as nobody decided."""
    if by.person is None:
        return SignInRequired()
    if request.person.id != by.person.key:
        return UNKNOWN_REQUEST
    if (refusal := unchanged(request, expected_version, by=by)) is not None:
        return refusal
    return _changed(replace(request, status=AccessRequestStatus.WITHDRAWN, decision=None), by=by, at=at)


def unchanged(
    request: AccessRequest, expected_version: int | None, *, by: Actor
) -> VersionConflict | AlreadyDecided | None:
    """Return what keeps `by` from deciding: somebody else did, or changed what the decision is based on."""
    if expected_version is not None and expected_version != request.version:
        return VersionConflict(
            current_version=request.version,
            changed_by=request.changed_by.shown_to(by.organisation_id),
            changed_at=request.changed_at,
            access_request_id=request.id,
        )
    return None if request.is_open else decided(request, by=by)


def decided(request: AccessRequest, *, by: Actor) -> AlreadyDecided:
    """Say who was first, and with what."""
    what = {
        AccessRequestStatus.APPROVED: "goedgekeurd",
        AccessRequestStatus.REJECTED: "afgekeurd",
        AccessRequestStatus.WITHDRAWN: "ingetrokken",
    }[request.status]
    return AlreadyDecided(
        access_request_id=request.id,
        message=f"Deze aanvraag werd al {what} door {request.changed_by.shown_to(by.organisation_id).name}.",
    )


def _changed(request: AccessRequest, *, by: Actor, at: datetime) -> AccessRequest:
    return replace(request, version=request.version + 1, changed_by=by.author, changed_at=at)
