"""Deciding on a report: load, decide, save, leave a trace, take the activity offline if that is the decision."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.decisions import UNPUBLISH, Grounds, recorded
from domain.activities.model import Activity, ActivityStatus
from domain.activities.publishing import StatusChanged, unpublish
from domain.audit import AuditAction, AuditEntry
from domain.forms import Form
from domain.ports import UnitOfWork
from domain.refusals import Refusal, SignInRequired
from domain.reports.deciding import UNKNOWN_REPORT, Proposed, Resolved, Verdict, reopen, resolve
from domain.reports.model import Report, ReportOutcome

MAX_EXPLANATION = 2000
MAX_REASON = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveReport:
    """Decide on a report; the explanation goes to the organiser, if it is upheld, and to the reporter."""

    report_id: UUID
    verdict: Verdict
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenReport:
    """Open a report again, to look at it once more."""

    report_id: UUID
    reason: str
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChanged:
    """What was decided or proposed stands; a repeated request finds the report as it is by then."""

    report_id: UUID
    activity_id: UUID
    proposed: bool = False
    """Whether it waits for a second person."""

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return "PROPOSED" if self.proposed else "DONE"


async def resolve_report(command: ResolveReport, acting: Acting) -> ReportChanged | Refusal:
    """Decide on a report on one's territory, or propose a decision where that takes two."""
    form = Form(tools=acting.tools)
    verdict = _read(command.verdict, form)
    if (wrong := form.refusal) is not None:
        return wrong
    actor, now = acting.actor, acting.tools.now()
    if actor.person is None:
        return SignInRequired()

    async def decide(work: UnitOfWork) -> ReportChanged | Refusal:
        report = await work.reports.get(command.report_id)
        if report is None or not actor.moderates(report.territory):
            return UNKNOWN_REPORT
        activity = await work.activities.get(report.activity_id)
        organiser = activity.content.organiser if activity else None
        outcome = resolve(
            report,
            verdict,
            organisation_id=organiser.organisation_id if organiser else None,
            by=actor,
            at=now,
            expected_version=command.expected_version,
        )
        match outcome:
            case Proposed(report=after):
                await _write(work, acting, report, after, AuditAction.REPORT_DECISION_PROPOSED, verdict.explanation)
            case Resolved(report=after):
                if verdict.unpublish and activity is not None:
                    refusal = await _take_offline(work, acting, activity, verdict.explanation)
                    if refusal is not None:
                        return refusal
                await _write(work, acting, report, after, AuditAction.REPORT_RESOLVED, verdict.explanation)
            case refusal:
                return refusal
        return ReportChanged(
            report_id=report.id, activity_id=report.activity_id, proposed=isinstance(outcome, Proposed)
        )

    async def again(work: UnitOfWork, answer: str) -> ReportChanged | Refusal:
        return await _again(work, acting, command.report_id, answer)

    return await carry_out(acting, decide, again=again)


async def reopen_report(command: ReopenReport, acting: Acting) -> ReportChanged | Refusal:
    """Open a report on one's territory again."""
    form = Form(tools=acting.tools)
    reason = form.at("reason").text(command.reason, most=MAX_REASON, missing="Schrijf waarom.")
    if (wrong := form.refusal) is not None:
        return wrong
    actor, now = acting.actor, acting.tools.now()
    if actor.person is None:
        return SignInRequired()

    async def open_again(work: UnitOfWork) -> ReportChanged | Refusal:
        report = await work.reports.get(command.report_id)
        if report is None:
            return UNKNOWN_REPORT
        after = reopen(report, by=actor, at=now, expected_version=command.expected_version)
        if not isinstance(after, Report):
            return after
        await _write(work, acting, report, after, AuditAction.REPORT_REOPENED, reason)
        return ReportChanged(report_id=report.id, activity_id=report.activity_id)

    async def again(work: UnitOfWork, answer: str) -> ReportChanged | Refusal:
        return await _again(work, acting, command.report_id, answer)

    return await carry_out(acting, open_again, again=again)


async def _write(
    work: UnitOfWork, acting: Acting, before: Report, after: Report, action: AuditAction, reason: str
) -> None:
    await work.reports.save(after)
    await work.audit.add(
        AuditEntry.of_report(
            before, after, entry_id=acting.tools.new_id(), action=action, by=acting.actor, reason=reason
        )
    )


async def _take_offline(work: UnitOfWork, acting: Acting, activity: Activity, reason: str) -> Refusal | None:
    """Take an activity offline that is online; one that is not needs no more than the decision on the report.

    There is no way back but to open the report again and publish: undone, the report would stay upheld.
    """
    if activity.status is not ActivityStatus.PUBLISHED:
        return None
    decision = unpublish(activity, by=acting.actor, at=acting.tools.now())
    if not isinstance(decision, StatusChanged):
        return decision
    await recorded(work, UNPUBLISH, [decision], Grounds(reason=reason, rule=None), acting)
    return None


async def _again(work: UnitOfWork, acting: Acting, report_id: UUID, answer: str) -> ReportChanged | Refusal:
    report = await work.reports.get(report_id)
    if report is None or not acting.actor.moderates(report.territory):
        return UNKNOWN_REPORT
    return ReportChanged(report_id=report.id, activity_id=report.activity_id, proposed=answer == "PROPOSED")


def _read(verdict: Verdict, form: Form) -> Verdict:
    missing = "Leg uit waarom: de organisator en wie het rapporteerde, lezen dit."
    explanation = form.at("explanation").text(verdict.explanation, most=MAX_EXPLANATION, missing=missing)
    if verdict.unpublish and verdict.outcome is not ReportOutcome.UPHELD:
        form.at("unpublish").wrong("Enkel als de rapportering terecht is, gaat de activiteit offline.")
    return replace(verdict, explanation=explanation)
