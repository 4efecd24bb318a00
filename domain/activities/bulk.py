"""Deciding on many activities at once, in one unit of work, with an answer for each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.bulk_answers import answer_of, answered
from domain.activities.decisions import DELETE, PUBLISH, UNPUBLISH, Decision, Grounds, enacted, judged
from domain.activities.publishing import UNKNOWN_ACTIVITY, DecisionRefusal, StatusChanged
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, OtherRowsRefused, Refusal, SignInRequired
from domain.undo.model import UndoOffer

MOST_AT_ONCE = 100
"""Rows of one request: the longest page of a table, and a transaction that others wait for no more than a moment."""


class ErrorPolicy(StrEnum):
    """What happens to the other rows when some are refused."""

    REJECT_EVERYTHING = "REJECT_EVERYTHING"
    REJECT_FAILED_ROWS = "REJECT_FAILED_ROWS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity to decide on; without an id for one that cannot exist."""

    activity_id: UUID | None
    expected_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOnActivities:
    """Decide on activities; `rule` cites a publication rule by number."""

    rows: tuple[Row, ...]
    error_policy: ErrorPolicy = ErrorPolicy.REJECT_FAILED_ROWS
    reason: str | None = None
    rule: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedOnMany:
    """What became of each row, in order: the id of an activity on which the decision stands, or why it does not."""

    results: tuple[UUID | Refusal, ...]
    undo: UndoOffer | None
    """The way back for all of it; None if nothing changed."""

    @property
    def answer(self) -> str | None:
        """What is kept under the idempotency key; nothing if nothing changed, so that it may be tried again."""
        return None if self.undo is None else answer_of(self.results, self.undo)


async def publish_activities(command: DecideOnActivities, acting: Acting) -> DecidedOnMany | Refusal:
    """Put activities online and tell the moderators of their territories of each."""
    return await _decide(PUBLISH, command, acting)


async def unpublish_activities(command: DecideOnActivities, acting: Acting) -> DecidedOnMany | Refusal:
    """Take activities offline."""
    return await _decide(UNPUBLISH, command, acting)


async def delete_activities(command: DecideOnActivities, acting: Acting) -> DecidedOnMany | Refusal:
    """Delete activities."""
    return await _decide(DELETE, command, acting)


async def _decide(decision: Decision, command: DecideOnActivities, acting: Acting) -> DecidedOnMany | Refusal:
    if acting.actor.person is None:
        return SignInRequired()
    if not command.rows:
        return InvalidInput.at("activities", "Kies minstens één activiteit.")
    if len(command.rows) > MOST_AT_ONCE:
        return InvalidInput.at("activities", f"Kies hoogstens {MOST_AT_ONCE} activiteiten tegelijk.")

    async def decide(work: UnitOfWork) -> DecidedOnMany | Refusal:
        rules = await work.rules.in_force(acting.tools.now())
        grounds = Grounds.given(command.reason, command.rule, rules)
        if not isinstance(grounds, Grounds):
            return grounds
        versions: dict[UUID, int | None] = {}
        for row in command.rows:
            if row.activity_id is not None:
                versions.setdefault(row.activity_id, row.expected_version)
        outcomes = _in_order(command.rows, await judged(work, decision, versions, acting, rules))
        changes = [each for each in outcomes if isinstance(each, StatusChanged)]
        if command.error_policy is ErrorPolicy.REJECT_EVERYTHING and len(changes) < len(outcomes):
            changes = []
        undo = await enacted(work, decision, changes, grounds, acting) if changes else None
        spared = OtherRowsRefused(message=f"Niets werd {decision.done} omdat andere rijen geweigerd werden.")
        results = (
            each if not isinstance(each, StatusChanged) else spared if undo is None else each.activity.id
            for each in outcomes
        )
        return DecidedOnMany(results=tuple(results), undo=undo)

    async def again(_work: UnitOfWork, answer: str) -> DecidedOnMany | Refusal:
        results, undo = answered(answer)
        return DecidedOnMany(results=results, undo=undo)

    return await carry_out(acting, decide, again=again)


def _in_order(
    rows: tuple[Row, ...], judged_by_id: Mapping[UUID, StatusChanged | DecisionRefusal]
) -> list[StatusChanged | Refusal]:
    """Return what was judged for each row as it was given; an activity that comes twice is decided on once."""
    outcomes: list[StatusChanged | Refusal] = []
    seen: set[UUID] = set()
    for number, row in enumerate(rows):
        if row.activity_id is None:
            outcomes.append(UNKNOWN_ACTIVITY)
        elif row.activity_id in seen:
            message = "Deze activiteit staat al eerder in deze lijst."
            outcomes.append(InvalidInput.at(f"activities.{number}.activityId", message))
        else:
            seen.add(row.activity_id)
            outcomes.append(judged_by_id[row.activity_id])
    return outcomes
