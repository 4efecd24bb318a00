"""Fields and mutations about reports."""

from functools import partial

from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.pages import PageRequest
from domain.refusals import Refusal
from domain.reports.actions import ReportActivity, Reported, report_activity
from domain.reports.deciding import UNKNOWN_REPORT, Verdict
from domain.reports.decisions import ReopenReport, ReportChanged, ResolveReport, reopen_report, resolve_report
from domain.reports.model import ReportReason, ReportStatus
from domain.territories.model import Nis
from persistence.report_lists import reports_on
from persistence.reports import tracking_digest
from plans.requests import Listing, One
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of
from resolvers.pages import cursors_checked
from resolvers.visitors import visitor_of


def tracked(tracking_code: str) -> One:
    """Ask for what a reporter may know of a report; an unknown code costs as much as a known one."""
    return One(key=tracking_digest(tracking_code))


def report_page(territory: Nis, status: ReportStatus | None, page: PageRequest) -> Listing:
    """Ask for a page of the reports on a territory."""
    with cursors_checked():
        return reports_on(territory, status, page)


async def report(
    context: Context, activity_id: str, reason: ReportReason, text: str, email: str | None, key: str | None
) -> Reported | Refusal:
    """Tell the moderators that something is wrong with an activity."""
    known = uuid_of(activity_id, NodeKind.ACTIVITY)
    if known is None:
        return UNKNOWN_ACTIVITY
    command = ReportActivity(activity_id=known, reason=reason, text=text, email=email)
    use_case = partial(report_activity, visitor=visitor_of(context), throttle=context.services.throttles.reports)
    return await act(context, "reportActivity", key, command, use_case)


async def resolve(
    context: Context, report_id: str, expected_version: int | None, verdict: Verdict, key: str | None
) -> ReportChanged | Refusal:
    """Decide on a report."""
    known = uuid_of(report_id, NodeKind.REPORT)
    if known is None:
        return UNKNOWN_REPORT
    command = ResolveReport(report_id=known, expected_version=expected_version, verdict=verdict)
    return await act(context, "resolveReport", key, command, resolve_report)


async def reopen(
    context: Context, report_id: str, expected_version: int | None, reason: str, key: str | None
) -> ReportChanged | Refusal:
    """Open a report again."""
    known = uuid_of(report_id, NodeKind.REPORT)
    if known is None:
        return UNKNOWN_REPORT
    command = ReopenReport(report_id=known, expected_version=expected_version, reason=reason)
    return await act(context, "reopenReport", key, command, reopen_report)
