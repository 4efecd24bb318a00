"""Requests, work relations and grants, in any order that people come up with: no other states than the table allows.

A model keeps what must be there; the application runs on a real database. After every step each answer is the one that
the model expects, the database holds what the model holds, and every decision left exactly one line in the trail: who,
for whom, when and why.
"""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import delete

from auth.development import subject_of
from domain.access_audit import AccessAction
from domain.actors import MODERATOR_RIGHT, person_key
from persistence.engine import WRITES
from persistence.tables.access_audit import access_audit_entry
from persistence.tables.access_requests import access_request
from persistence.tables.grants import access_grant
from persistence.tables.mails import mail
from persistence.tables.work_relations import work_relation
from resolvers.ids import NodeKind, encode_id, uuid_of
from tests.api.asking import (
    ADMINISTRATOR,
    COLLEAGUE,
    GENT_AS_ID,
    administrator,
    applicant,
    approve,
    asked_for,
    employ,
    reject,
    run,
)
from tests.api.granting import person_id
from tests.api.stored import rows
from tests.stateful.access_model import LONGEST, Asked, Granted, Model
from tests.support.access import PREMIEZOEKER, appoint
from tests.support.api import GENT_ID, Api
from tests.support.clock import START

T = TypeVar("T")

IN_TIME = 60.0
ADMINISTRATORS = (ADMINISTRATOR, COLLEAGUE)
# An administrator can ask for something too, and must not decide on it.
APPLICANTS = ("Eerste Vrager", "Tweede Vrager", COLLEAGUE)
RIGHTS = (MODERATOR_RIGHT, PREMIEZOEKER)
LASTING = (3, 60, 700)
"""Days after the first one that a right is granted for."""
MOST_DAYS = 200
"""The administrators have their right for longer than a machine runs."""
TABLES = (mail, access_audit_entry, access_grant, access_request, work_relation)


class LifeOfAccess(RuleBasedStateMachine):
    """Ask, take back, approve, reject, employ, grant, change and end, in any order, also at the same time."""

    asked = Bundle("asked")
    granted = Bundle("granted")

    def __init__(self, api: Api, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._api, self._loop = api, loop
        self._model = Model({*ADMINISTRATORS}, [person_key(subject_of(each)) for each in ADMINISTRATORS])
        self._appointments = self._wait(_begin(api))

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(IN_TIME)

    def _send(self, by: str, operation: str, **given: Any) -> dict[str, Any]:
        return self._wait(run(administrator(self._api, by), operation, **given))

    @rule(target=asked, person=st.sampled_from(APPLICANTS), right=st.sampled_from((None, *RIGHTS)))
    def ask(self, person: str, right: str | None) -> Any:  # what a bundle takes
        """Ask for a right, or to be known as somebody who works there."""
        answer = self._wait(
            run(applicant(self._api, person), "RequestAccess", **asked_for(right=right, reason="Nodig"))
        )
        if self._model.needs_not(person, right):
            expect(answer, "WrongStatus")
            return multiple()
        expect(answer, "AccessRequested")
        self._model.asks(answer["request"]["id"], person, right, "Nodig")
        return answer["request"]["id"]

    @rule(request=asked, person=st.sampled_from(APPLICANTS))
    def withdraw(self, request: str, person: str) -> None:
        """Take a request back, of one's own or not."""
        asked = self._model.requests[request]
        answer = self._wait(run(applicant(self._api, person), "WithdrawAccessRequest", requestId=request))
        if person != asked.person:
            expect(answer, "NotFound")
        elif not asked.is_open:
            expect(answer, "AlreadyDecided")
        else:
            expect(answer, "AccessRequestWithdrawn")
            asked.becomes("WITHDRAWN")
            self._model.notes(AccessAction.WITHDRAWN, person, None, request=request)

    @rule(
        target=granted,
        request=asked,
        by=st.sampled_from(ADMINISTRATORS),
        lasting=st.sampled_from(LASTING),
        stale=st.booleans(),
    )
    def approve(self, request: str, by: str, lasting: int, stale: bool) -> Any:  # what a bundle takes
        """Approve, perhaps what was there before."""
        asked, terms = self._model.requests[request], self._model.terms(lasting)
        given = {"reason": "akkoord", "end": terms[1].isoformat(), "expectedVersion": asked.version - stale}
        answer = self._wait(approve(administrator(self._api, by), request, **given))
        if refused(answer, asked, by, stale=stale):
            return multiple()
        return self._approved(answer, request, by, terms)

    @rule(request=asked, by=st.sampled_from(ADMINISTRATORS), stale=st.booleans())
    def reject(self, request: str, by: str, stale: bool) -> None:
        """Reject, perhaps what was there before."""
        asked = self._model.requests[request]
        answer = self._wait(
            reject(administrator(self._api, by), request, reason="nee", expectedVersion=asked.version - stale)
        )
        if not refused(answer, asked, by, stale=stale):
            expect(answer, "AccessRequestRejected")
            self._model.rejects(request, by, "nee")

    @rule(request=asked, lasting=st.sampled_from(LASTING))
    def decide_at_once(self, request: str, lasting: int) -> None:
        """Let two administrators decide at the same moment: one does, the other reads that it happened.

        Who is first is chance: nothing that comes of it goes into a bundle, from which later steps are drawn.
        """
        asked, terms = self._model.requests[request], self._model.terms(lasting)
        if not asked.is_open or asked.person in ADMINISTRATORS or self._hindered(asked, terms):
            return

        async def both() -> tuple[dict[str, Any], dict[str, Any]]:
            one, other = (administrator(self._api, each) for each in ADMINISTRATORS)
            version = asked.version
            return await asyncio.gather(
                approve(one, request, reason="akkoord", end=terms[1].isoformat(), expectedVersion=version),
                reject(other, request, reason="nee", expectedVersion=version),
            )

        approval, rejection = self._wait(both())
        (late,) = [each for each in (approval, rejection) if each["__typename"] == "VersionConflict"]
        assert late["currentVersion"] == asked.version + 1
        if rejection is late:
            self._approved(approval, request, ADMINISTRATOR, terms)
        else:
            expect(rejection, "AccessRequestRejected")
            self._model.rejects(request, COLLEAGUE, "nee")

    @rule(target=granted, request=asked, by=st.sampled_from(ADMINISTRATORS))
    def establish(self, request: str, by: str) -> Any:  # what a bundle takes
        """Say that the applicant works there."""
        asked, model = self._model.requests[request], self._model
        answer = self._wait(employ(administrator(self._api, by), request))
        if not asked.is_open:
            expect(answer, "AlreadyDecided")
        elif asked.status == "SUBMITTED":
            expect(answer, "WrongStatus")
        elif asked.right is not None and asked.last < model.today:
            expect(answer, "InvalidInput")
        elif self._hindered(asked, (asked.first, asked.last)):
            expect(answer, "WrongStatus")
        else:
            expect(answer, "WorkRelationEstablished")
            if asked.person not in model.employed:
                model.employed.add(asked.person)
                model.notes(AccessAction.WORK_RELATION_ESTABLISHED, by, None, request=request)
            grant = None if asked.right is None else self._wait(_grant_of(self._api, request))
            model.approves(request, by, "akkoord", grant, (asked.first, asked.last))
            return multiple() if grant is None else grant
        return multiple()

    @rule(
        target=granted,
        person=st.sampled_from(APPLICANTS),
        right=st.sampled_from(RIGHTS),
        by=st.sampled_from(ADMINISTRATORS),
        lasting=st.sampled_from(LASTING),
    )
    def grant(self, person: str, right: str, by: str, lasting: int) -> Any:  # what a bundle takes
        """Grant somebody who works there a right that they did not ask for."""
        first, last = self._model.terms(lasting)
        if person not in self._model.employed:
            return multiple()
        given = {"organisationId": GENT_AS_ID, "right": right, "personIds": [person_id(person)], "reason": "extra"}
        (answer,) = self._send(by, "GrantRights", **given, end=last.isoformat())["results"]
        if person == by:
            expect(answer, "NotAllowed")
        elif self._model.in_the_way(person, right, first, last):
            expect(answer, "WrongStatus")
        else:
            expect(answer, "RightGranted")
            grant = grant_in(answer)
            assert grant is not None
            self._model.grants[grant] = Granted(person, right, first, last, None)
            self._model.notes(AccessAction.GRANTED, by, "extra", grant=grant)
            self._model.mailed.add(f"grant:{grant}:granted:1")
            return grant
        return multiple()

    @rule(grant=granted, by=st.sampled_from(ADMINISTRATORS), after=st.sampled_from((None, 0, 2, 40, 100)))
    def end(self, grant: UUID, by: str, after: int | None) -> None:
        """End a grant at once, or after some days."""
        held, model = self._model.grants[grant], self._model
        last = None if after is None else model.terms(after)[1]
        given = {"grantIds": [encode_id(NodeKind.GRANT, grant)], "end": last and last.isoformat(), "reason": "weg"}
        (answer,) = self._send(by, "EndGrants", **given)["results"]
        if held.is_over(model.today) or (last is not None and last >= held.last):
            expect(answer, "WrongStatus")
            return
        expect(answer, "GrantEnded")
        held.revoked, held.last = last is None, last or held.last
        model.changes(grant, AccessAction.GRANT_REVOKED, by, "weg", "ended")

    @rule(grant=granted, by=st.sampled_from(ADMINISTRATORS), lasting=st.sampled_from(LASTING))
    def change(self, grant: UUID, by: str, lasting: int) -> None:
        """Let a grant end on another day."""
        held, model = self._model.grants[grant], self._model
        last = model.terms(lasting)[1]
        given = {"grantId": encode_id(NodeKind.GRANT, grant), "end": last.isoformat(), "reason": "anders"}
        answer = self._send(by, "ChangeGrantPeriod", **given)
        if held.is_over(model.today):
            expect(answer, "WrongStatus")
        elif last != held.last and (last - held.first).days >= LONGEST:
            expect(answer, "InvalidInput")
        elif last > held.last and held.person == by:
            expect(answer, "NotAllowed")
        elif last > held.last and model.in_the_way(held.person, held.right, held.first, last, but=held):
            expect(answer, "WrongStatus")
        else:
            expect(answer, "GrantPeriodChanged")
            if last != held.last:
                held.last = last
                model.changes(grant, AccessAction.GRANT_PERIOD_CHANGED, by, "anders", "period")

    @rule(days=st.integers(1, 40))
    def pass_time(self, days: int) -> None:
        """Let days go by."""
        if (self._api.clock.now() - START).days + days <= MOST_DAYS:
            self._api.clock.advance(days=days)
            self._model.now = self._api.clock.now()

    def _hindered(self, asked: Asked, terms: tuple[Any, Any]) -> bool:
        """Whether a grant on these terms would come on top of another one."""
        return asked.right is not None and self._model.in_the_way(asked.person, asked.right, *terms)

    def _approved(self, answer: Mapping[str, Any], request: str, by: str, terms: tuple[Any, Any]) -> Any:
        asked = self._model.requests[request]
        if self._hindered(asked, terms):
            expect(answer, "WrongStatus")
            return multiple()
        if asked.right is None or asked.person not in self._model.employed:
            expect(answer, "WorkRelationNeeded")
            self._model.waits(request, by, "akkoord", terms)
            return multiple()
        expect(answer, "AccessRequestApproved")
        grant = grant_in(answer)
        self._model.approves(request, by, "akkoord", grant, terms)
        return grant

    @invariant()
    def the_database_holds_what_the_model_holds(self) -> None:
        """Compare: nothing more, nothing less, nothing twice."""
        model, found = self._model, self._wait(_stored(self._api, self._appointments))
        assert found["requests"] == {
            uuid_of(key, NodeKind.ACCESS_REQUEST): (each.status, each.version) for key, each in model.requests.items()
        }
        assert found["grants"] == {
            key: (each.version, each.first, each.last, each.revoked, each.request) for key, each in model.grants.items()
        }
        assert found["employed"] == len(model.employed)
        assert found["trail"] == model.trail
        assert found["mailed"] == model.mailed


def expect(answer: Mapping[str, Any], typename: str) -> None:
    """Compare what an answer is with what it must be."""
    assert answer["__typename"] == typename, answer


def refused(answer: Mapping[str, Any], asked: Asked, by: str, *, stale: bool) -> bool:
    """Whether `by` may not decide on a request; if so the answer says why."""
    if stale:
        expect(answer, "VersionConflict")
    elif not asked.is_open:
        expect(answer, "AlreadyDecided")
    elif asked.person == by:
        expect(answer, "NotAllowed")
    else:
        return False
    return True


def grant_in(answer: Mapping[str, Any]) -> UUID | None:
    """Return the key of the grant in an answer."""
    return uuid_of(answer["grant"]["id"], NodeKind.GRANT) if answer["grant"] else None


async def _begin(api: Api) -> set[UUID]:
    """Forget what an earlier machine did, and appoint the administrators."""
    api.clock.time = START
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        for table in TABLES:
            await connection.execute(delete(table))
        await connection.commit()
    return {(await appoint(api.engine, each, GENT_ID)).id for each in ADMINISTRATORS}


async def _grant_of(api: Api, request: str) -> UUID | None:
    asked = uuid_of(request, NodeKind.ACCESS_REQUEST)
    return next((row["id"] for row in await rows(api.engine, access_grant) if row["request_id"] == asked), None)


async def _stored(api: Api, appointments: set[UUID]) -> dict[str, Any]:
    trail = ("action", "request_id", "grant_id", "actor_name", "acting_as", "reason", "at")
    return {
        "requests": {row["id"]: (row["status"], row["version"]) for row in await rows(api.engine, access_request)},
        "grants": {
            row["id"]: (row["version"], row["begin"], row["end"], row["revoked_at"] is not None, row["request_id"])
            for row in await rows(api.engine, access_grant)
            if row["id"] not in appointments
        },
        "employed": len(await rows(api.engine, work_relation)),
        "trail": Counter(tuple(row[name] for name in trail) for row in await rows(api.engine, access_audit_entry)),
        "mailed": {row["key"] for row in await rows(api.engine, mail)},
    }


async def test_access_lives_as_the_table_of_states_says(api: Api) -> None:
    loop = asyncio.get_running_loop()

    class Here(LifeOfAccess):
        def __init__(self) -> None:
            super().__init__(api, loop)

    # Hypothesis is not asynchronous; the application stays in the loop of the test. Steps on a real database are too
    # slow to be tried again and again in search of the fewest that fail.
    machine = settings(max_examples=15, stateful_step_count=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
    await asyncio.to_thread(run_state_machine_as_test, Here, settings=machine)
