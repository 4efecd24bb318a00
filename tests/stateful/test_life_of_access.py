"""Requests, work relations and grants, in any order that people come up with: no other states than the table allows.

A model keeps what must be there; the application runs on a real database. After every step each answer is the one that
the model expects, the database holds what the model holds, and every decision left exactly one line in the trail: who,
for whom, when and why.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from auth.development import subject_of
from domain.access_audit import AccessAction
from domain.actors import MODERATOR_RIGHT, person_key
from persistence.engine import WRITES
from persistence.tables.access_audit import access_audit_entry
from persistence.tables.access_requests import access_request
from persistence.tables.grants import access_grant
from persistence.tables.mails import mail
from persistence.tables.work_relations import work_relation
from resolvers.ids import NodeKind, uuid_of
from tests.api.asking import (
    ADMINISTRATOR,
    COLLEAGUE,
    administrator,
    applicant,
    approve,
    asked_for,
    employ,
    reject,
    run,
)
from tests.support.access import PREMIEZOEKER, appoint
from tests.support.api import GENT_ID, Api
from tests.support.clock import START

T = TypeVar("T")

IN_TIME = 30.0
ADMINISTRATORS = (ADMINISTRATOR, COLLEAGUE)
# An administrator can ask for something too, and must not decide on it.
APPLICANTS = ("Eerste Vrager", "Tweede Vrager", COLLEAGUE)
RIGHTS = (None, MODERATOR_RIGHT, PREMIEZOEKER)
OPEN = ("SUBMITTED", "WORK_RELATION_NEEDED")
ADMINISTRATOR_KEYS = tuple(person_key(subject_of(each)) for each in ADMINISTRATORS)
MOST_DAYS = 200
"""The administrators have their right for longer than a machine runs."""


@dataclass(slots=True)
class Asked:
    """A request as it must be."""

    person: str
    right: str | None
    status: str = "SUBMITTED"
    version: int = 1

    def becomes(self, status: str) -> None:
        """Change the state."""
        self.status, self.version = status, self.version + 1


@dataclass(slots=True)
class Model:
    """What must be there."""

    requests: dict[str, Asked] = field(default_factory=dict[str, Asked])
    grants: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    """How many grants of a right somebody was given."""
    employed: set[str] = field(default_factory=lambda: {*ADMINISTRATORS})
    trail: Counter[tuple[Any, ...]] = field(default_factory=Counter[tuple[Any, ...]])
    mailed: set[str] = field(default_factory=set[str])
    """Keys of the mails, of which there is one each."""
    days: int = 0

    def has(self, person: str, right: str | None) -> bool:
        """Whether somebody need not ask; grants last longer than a machine runs."""
        return person in self.employed if right is None else self.grants[person, right] > 0

    def waits(self, person: str, right: str | None) -> bool:
        """Whether an administrator still has to decide on the same."""
        return any(
            each.status in OPEN and (each.person, each.right) == (person, right) for each in self.requests.values()
        )


class LifeOfAccess(RuleBasedStateMachine):
    """People ask, take back, approve, reject and employ, in any order, also at the same time."""

    asked = Bundle("asked")

    def __init__(self, api: Api, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._api, self._loop = api, loop
        self._model = Model()
        self._wait(_begin(api))

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(IN_TIME)

    def _told(self, action: AccessAction, request_id: str, by: str, reason: str | None) -> None:
        # One asks, and takes back, as a person; one decides for the organisation.
        asking = action in {AccessAction.REQUESTED, AccessAction.WITHDRAWN}
        acting_as = None if asking else GENT_ID
        self._model.trail[action, uuid_of(request_id, NodeKind.ACCESS_REQUEST), by, acting_as, reason, self._now()] += 1

    def _mailed(self, request_id: str, *told: object) -> None:
        key = uuid_of(request_id, NodeKind.ACCESS_REQUEST)
        self._model.mailed |= {f"access-request:{key}:{each}" for each in told}

    def _now(self) -> datetime:
        return self._api.clock.now()

    def _expect(self, answer: Mapping[str, Any], expected: str) -> None:
        assert answer["__typename"] == expected, answer

    @rule(target=asked, person=st.sampled_from(APPLICANTS), right=st.sampled_from(RIGHTS))
    def ask(self, person: str, right: str | None) -> Any:  # what a bundle takes
        """Ask for a right, or to be known as somebody who works there."""
        answer = self._wait(
            run(applicant(self._api, person), "RequestAccess", **asked_for(right=right, reason="Nodig"))
        )
        if self._model.waits(person, right) or self._model.has(person, right):
            self._expect(answer, "WrongStatus")
            return multiple()
        self._expect(answer, "AccessRequested")
        request_id: str = answer["request"]["id"]
        self._model.requests[request_id] = Asked(person, right)
        self._told(AccessAction.REQUESTED, request_id, person, "Nodig")
        self._mailed(request_id, *(f"submitted:{each}" for each in ("applicant", *ADMINISTRATOR_KEYS)))
        return request_id

    @rule(request_id=asked, person=st.sampled_from(APPLICANTS))
    def withdraw(self, request_id: str, person: str) -> None:
        """Take a request back, of one's own or not."""
        request = self._model.requests[request_id]
        answer = self._wait(run(applicant(self._api, person), "WithdrawAccessRequest", requestId=request_id))
        if person != request.person:
            self._expect(answer, "NotFound")
        elif request.status not in OPEN:
            self._expect(answer, "AlreadyDecided")
        else:
            self._expect(answer, "AccessRequestWithdrawn")
            request.becomes("WITHDRAWN")
            self._told(AccessAction.WITHDRAWN, request_id, person, None)

    @rule(request_id=asked, by=st.sampled_from(ADMINISTRATORS), stale=st.booleans())
    def approve(self, request_id: str, by: str, stale: bool) -> None:
        """Approve, perhaps what was there before."""
        request = self._model.requests[request_id]
        version = request.version - 1 if stale else request.version
        answer = self._wait(
            approve(administrator(self._api, by), request_id, reason="akkoord", expectedVersion=version)
        )
        if self._refused(answer, request, by, stale=stale):
            return
        self._approved(answer["__typename"], request_id, by)

    @rule(request_id=asked, by=st.sampled_from(ADMINISTRATORS), stale=st.booleans())
    def reject(self, request_id: str, by: str, stale: bool) -> None:
        """Reject, perhaps what was there before."""
        request = self._model.requests[request_id]
        version = request.version - 1 if stale else request.version
        answer = self._wait(reject(administrator(self._api, by), request_id, reason="nee", expectedVersion=version))
        if self._refused(answer, request, by, stale=stale):
            return
        self._expect(answer, "AccessRequestRejected")
        self._rejected(request_id, by)

    @rule(request_id=asked)
    def decide_at_once(self, request_id: str) -> None:
        """Let two administrators decide at the same moment: one does, the other reads that it happened."""
        request = self._model.requests[request_id]
        if request.status not in OPEN or request.person in ADMINISTRATORS:
            return

        async def both() -> tuple[dict[str, Any], dict[str, Any]]:
            one, other = (administrator(self._api, each) for each in ADMINISTRATORS)
            return await asyncio.gather(
                approve(one, request_id, reason="akkoord", expectedVersion=request.version),
                reject(other, request_id, reason="nee", expectedVersion=request.version),
            )

        approval, rejection = self._wait(both())
        late = [each for each in (approval, rejection) if each["__typename"] == "VersionConflict"]
        assert len(late) == 1, (approval, rejection)
        assert late[0]["currentVersion"] == request.version + 1
        if rejection in late:
            self._approved(approval["__typename"], request_id, ADMINISTRATOR)
        else:
            self._expect(rejection, "AccessRequestRejected")
            self._rejected(request_id, COLLEAGUE)

    @rule(request_id=asked, by=st.sampled_from(ADMINISTRATORS))
    def establish(self, request_id: str, by: str) -> None:
        """Say that the applicant works there."""
        request = self._model.requests[request_id]
        answer = self._wait(employ(administrator(self._api, by), request_id))
        if request.status not in OPEN:
            self._expect(answer, "AlreadyDecided")
        elif request.status == "SUBMITTED":
            self._expect(answer, "WrongStatus")
        elif request.person == by:
            self._expect(answer, "NotAllowed")
        else:
            self._expect(answer, "WorkRelationEstablished")
            request.becomes("APPROVED")
            if request.person not in self._model.employed:
                self._told(AccessAction.WORK_RELATION_ESTABLISHED, request_id, by, None)
                self._model.employed.add(request.person)
            self._granted(request_id, by)

    @rule(days=st.integers(1, 40))
    def pass_time(self, days: int) -> None:
        """Let days go by."""
        if self._model.days + days <= MOST_DAYS:
            self._model.days += days
            self._api.clock.advance(days=days)

    def _refused(self, answer: Mapping[str, Any], request: Asked, by: str, *, stale: bool) -> bool:
        if stale:
            self._expect(answer, "VersionConflict")
        elif request.status not in OPEN:
            self._expect(answer, "AlreadyDecided")
        elif request.person == by:
            self._expect(answer, "NotAllowed")
        else:
            return False
        return True

    def _approved(self, typename: str, request_id: str, by: str) -> None:
        request = self._model.requests[request_id]
        if request.right is None or request.person not in self._model.employed:
            assert typename == "WorkRelationNeeded"
            request.becomes("WORK_RELATION_NEEDED")
            self._told(AccessAction.WORK_RELATION_AWAITED, request_id, by, "akkoord")
            self._mailed(request_id, "work_relation_needed")
            return
        assert typename == "AccessRequestApproved"
        request.becomes("APPROVED")
        self._granted(request_id, by)

    def _rejected(self, request_id: str, by: str) -> None:
        self._model.requests[request_id].becomes("REJECTED")
        self._told(AccessAction.REJECTED, request_id, by, "nee")
        self._mailed(request_id, "rejected")

    def _granted(self, request_id: str, by: str) -> None:
        request = self._model.requests[request_id]
        self._told(AccessAction.APPROVED, request_id, by, "akkoord")
        self._mailed(request_id, "approved")
        if request.right is not None:
            self._model.grants[request.person, request.right] += 1
            self._told(AccessAction.GRANTED, request_id, by, "akkoord")

    @invariant()
    def the_database_holds_what_the_model_holds(self) -> None:
        """Nothing more, nothing less, nothing twice."""
        found = self._wait(_stored(self._api.engine))
        assert found.requests == {
            uuid_of(request_id, NodeKind.ACCESS_REQUEST): (each.status, each.version)
            for request_id, each in self._model.requests.items()
        }
        assert sum(found.grants_of_requests.values()) == self._model.grants.total()
        assert set(found.grants_of_requests.values()) <= {1}, "a request was granted twice"
        assert found.employed == len(self._model.employed)
        assert found.trail == self._model.trail
        assert found.mailed == self._model.mailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is in the database."""

    requests: dict[UUID, tuple[str, int]]
    grants_of_requests: Counter[UUID]
    employed: int
    trail: Counter[tuple[Any, ...]]
    mailed: set[str]


TABLES = (mail, access_audit_entry, access_grant, access_request, work_relation)


async def _begin(api: Api) -> None:
    """Forget what an earlier machine did, and appoint the administrators."""
    api.clock.time = START
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for table in TABLES:
            await connection.execute(delete(table))
        await connection.commit()
    for each in ADMINISTRATORS:
        await appoint(api.engine, each, GENT_ID)


async def _stored(engine: AsyncEngine) -> Stored:
    async with engine.connect() as connection:
        requests = await connection.execute(
            select(access_request.c.id, access_request.c.status, access_request.c.version)
        )
        grants = await connection.execute(select(access_grant.c.request_id))
        employed = await connection.execute(select(work_relation.c.id))
        entry = access_audit_entry.c
        trail = await connection.execute(
            select(entry.action, entry.request_id, entry.actor_name, entry.acting_as, entry.reason, entry.at)
        )
        mails = await connection.execute(select(mail.c.key))
        return Stored(
            requests={row.id: (row.status, row.version) for row in requests},
            grants_of_requests=Counter(row.request_id for row in grants if row.request_id is not None),
            employed=len(employed.all()),
            trail=Counter(tuple(row) for row in trail),
            mailed={row.key for row in mails},
        )


async def test_access_lives_as_the_table_of_states_says(api: Api) -> None:
    loop = asyncio.get_running_loop()

    class Here(LifeOfAccess):
        def __init__(self) -> None:
            super().__init__(api, loop)

    # Hypothesis is not asynchronous; the application stays in the loop of the test.
    await asyncio.to_thread(run_state_machine_as_test, Here, settings=settings(max_examples=12, stateful_step_count=25))
