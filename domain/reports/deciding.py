"""The rules of deciding on a report and opening it again: pure, refusals are values."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from domain.actors import Actor
from domain.refusals import NotAllowed, NotFound, SignInRequired, VersionConflict, WrongStatus
from domain.reports.model import Decision, Proposal, Report, ReportOutcome, ReportStatus

UNKNOWN_REPORT = NotFound(message="Deze rapportering bestaat niet of je mag ze niet zien.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What somebody wants to decide: whether the report is right, why, and whether the activity goes offline."""

    outcome: ReportOutcome
    explanation: str
    unpublish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The decision stands."""

    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Somebody else has to confirm; until then the report stays open."""

    report: Report


ReportRefusal = NotFound | SignInRequired | NotAllowed | WrongStatus | VersionConflict


def needs_colleague(organisation_id: UUID | None, *, by: Actor) -> bool:
    """Whether `by` may not decide alone on reports about activities of this organisation: it is their own."""
    return by.acts_for(organisation_id)


def resolve(
    report: Report,
    verdict: Verdict,
    *,
    organisation_id: UUID | None,
    by: Actor,
    at: datetime,
    expected_version: int | None = None,
) -> Resolved | Proposed | ReportRefusal:
    """Decide on a report about an activity of an organisation, if any.

    Nobody judges alone on their own: a report on an activity of the moderator's own organisation takes two persons who
    want the same (outcome, and whether the activity goes offline). The first proposes, the second decides, in their
    own words; who wants something else replaces the proposal by theirs.
    """
    person = by.person
    if person is None:
        return SignInRequired()
    if not by.moderates(report.territory):
        return UNKNOWN_REPORT
    if (stale := conflict(report, expected_version, by=by)) is not None:
        return stale
    if report.status is not ReportStatus.OPEN:
        return WrongStatus(message="Over deze rapportering is al beslist.")
    if needs_colleague(organisation_id, by=by) and not _confirms(report.proposal, verdict, person.id):
        if _same(report.proposal, verdict):
            return NotAllowed(message="Een collega moet dit bevestigen: de activiteit is van jullie eigen organisatie.")
        proposal = Proposal(
            outcome=verdict.outcome,
            explanation=verdict.explanation,
            unpublish=verdict.unpublish,
            by=by.author,
            at=at,
            person_id=person.id,
        )
        return Proposed(report=_changed(replace(report, proposal=proposal), by=by, at=at))
    decision = Decision(outcome=verdict.outcome, explanation=verdict.explanation, by=by.author, at=at)
    status = ReportStatus(verdict.outcome)
    return Resolved(report=_changed(replace(report, status=status, decision=decision, proposal=None), by=by, at=at))


def reopen(report: Report, *, by: Actor, at: datetime, expected_version: int | None = None) -> Report | ReportRefusal:
    """Open a report that was decided on again; an activity that went offline stays offline until it is published."""
    if by.person is None:
        return SignInRequired()
    if not by.moderates(report.territory):
        return UNKNOWN_REPORT
    if (stale := conflict(report, expected_version, by=by)) is not None:
        return stale
    if report.status is ReportStatus.OPEN:
        return WrongStatus(message="Over deze rapportering is nog niet beslist.")
    return _changed(replace(report, status=ReportStatus.OPEN, decision=None, proposal=None), by=by, at=at)


def conflict(report: Report, expected_version: int | None, *, by: Actor) -> VersionConflict | None:
    """Return the conflict if a client decided on another version than the one that stands."""
    if expected_version is None or expected_version == report.version:
        return None
    return VersionConflict(
        current_version=report.version,
        changed_by=report.changed_by.shown_to(by.organisation_id),
        changed_at=report.changed_at,
    )


def _same(proposal: Proposal | None, verdict: Verdict) -> bool:
    return proposal is not None and (proposal.outcome, proposal.unpublish) == (verdict.outcome, verdict.unpublish)


def _confirms(proposal: Proposal | None, verdict: Verdict, person_id: str) -> bool:
    return proposal is not None and proposal.person_id != person_id and _same(proposal, verdict)


def _changed(report: Report, *, by: Actor, at: datetime) -> Report:
    return replace(report, version=report.version + 1, changed_by=by.author, changed_at=at)
