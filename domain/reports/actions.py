"""Reporting an activity, signed in or not."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.visibility import ActivityVisibility
from domain.meldingen.model import MeldingKind, NewMelding
from domain.ports import UnitOfWork
from domain.refusals import FieldError, InvalidInput, NotFound, Refusal, TooManyRequests
from domain.reports.model import NewReport, ReportReason
from domain.texts import UNWRITABLE, is_writable
from domain.throttling import Throttle
from domain.visitors import Visitor

MAX_TEXT = 2000
MAX_EMAIL = 254
REPORTS_PER_HOUR = 20
"""Per activity: a flood tells the moderators nothing more than the first twenty."""
REPORTS_PER_SENDER = 10
"""Per hour, on whatever activities: who has more to say, has it to say to the moderators directly."""
HOUR = timedelta(hours=1)

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


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
    if errors := _errors(command):
        return InvalidInput(fields=errors)
    now, tools = acting.tools.now(), acting.tools

    async def report(work: UnitOfWork) -> Reported | Refusal:
        activity = await work.activities.get(command.activity_id)
        if activity is None or not ActivityVisibility.of(acting.actor).includes(activity):
            return NotFound(message="Deze activiteit bestaat niet of je mag ze niet zien.")
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
                text=command.text.strip(),
                reported_at=now,
                tracking_code=tracking_code,
                reporter_email=command.email,
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


def _errors(command: ReportActivity) -> tuple[FieldError, ...]:
    errors = [
        FieldError(path=path, message=UNWRITABLE)
        for path, text in (("text", command.text), ("email", command.email))
        if not is_writable(text)
    ]
    if len(command.text) > MAX_TEXT:
        errors.append(FieldError(path="text", message=f"Gebruik hoogstens {MAX_TEXT} tekens."))
    if command.reason is ReportReason.OTHER and not command.text.strip():
        errors.append(FieldError(path="text", message="Schrijf kort wat er mis is."))
    if command.email is not None and (len(command.email) > MAX_EMAIL or not _EMAIL.fullmatch(command.email)):
        errors.append(FieldError(path="email", message="Dit is geen geldig e-mailadres."))
    return tuple(errors)
