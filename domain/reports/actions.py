"""Reporting an activity, signed in or not."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.activities.visibility import ActivityVisibility
from domain.forms import Form
from domain.meldingen.model import MeldingKind, NewMelding
from domain.ports import UnitOfWork
from domain.refusals import Refusal, TooManyRequests
from domain.reports.model import NewReport, ReportReason
from domain.throttling import Throttle
from domain.visitors import Visitor

MAX_TEXT = 2000
REPORTS_PER_HOUR = 20
"""Per activity: a flood tells the moderators nothing more than the first twenty."""
REPORTS_PER_SENDER = 10
"""Per hour, on whatever activities: who has more to say, has it to say to the moderators directly."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportActivity:
    """Tell the moderators what is wrong with an activity."""

    activity_id: UUID
    reason: ReportReason
    text: str = ""
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The report was filed; the code lets the reporter follow it without an account."""

    tracking_code: str

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return self.tracking_code


async def report_activity(
    command: ReportActivity, acting: Acting, *, visitor: Visitor, throttle: Throttle
) -> Reported | Refusal:
    """File a report and tell the moderators of the activity's territory; of the visitor nothing is kept."""
    form = Form(tools=acting.tools)
    missing = "Schrijf kort wat er mis is." if command.reason is ReportReason.OTHER else None
    text = form.at("text").text(command.text, most=MAX_TEXT, missing=missing)
    email = form.at("email").email(command.email)
    if (wrong := form.refusal) is not None:
        return wrong
    now, tools = acting.tools.now(), acting.tools

    async def report(work: UnitOfWork) -> Reported | Refusal:
        activity = await work.activities.get(command.activity_id)
        if activity is None or not ActivityVisibility.of(acting.actor).includes(activity):
            return UNKNOWN_ACTIVITY
        if await work.reports.count_since(activity.id, now - HOUR) >= REPORTS_PER_HOUR:
            return TooManyRequests(
                message="Deze activiteit werd het voorbije uur al vaak gemeld. De moderatoren kijken het na."
            )
        if not throttle.take(visitor.sender, at=now):
            return TooManyRequests(message="Je hebt het voorbije uur al vaak iets gerapporteerd. Probeer het later.")
        tracking_code = tools.new_secret()
        await work.reports.add(
            NewReport(
                id=tools.new_id(),
                activity_id=activity.id,
                territory=activity.territory,
                reason=command.reason,
                text=text,
                reported_at=now,
                tracking_code=tracking_code,
                reporter_email=email,
            )
        )
        if activity.territory is not None:
            await work.meldingen.add(
                NewMelding(
                    id=tools.new_id(),
                    territory=activity.territory,
                    kind=MeldingKind.ACTIVITY_REPORTED,
                    at=now,
                    activity_id=activity.id,
                )
            )
        return Reported(tracking_code=tracking_code)

    async def again(_work: UnitOfWork, answer: str) -> Reported | Refusal:
        return Reported(tracking_code=answer)

    # Whoever sees something wrong may say so, also before accepting anything.
    return await carry_out(acting, report, again=again, bound_by_terms=False)
