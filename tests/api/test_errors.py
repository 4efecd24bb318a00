"""A fault of ours: the client gets a number to quote, the log gets the fault, and neither gets what is not theirs."""

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from domain.activities.model import ActivityStatus
from persistence.engine import WRITES
from persistence.tables.reports import report
from tests.api.stored import rows
from tests.support.api import Api
from tests.support.client import activity_id
from tests.support.factories import activity, store

LABELS = "{ topics { code } publicationRules { number } }"

NULLABLE = "query Q($id: ID!) { activity(id: $id) { title types { code } } publicationRules { number } }"

REPORT = "mutation M($input: ReportActivityInput!) { reportActivity(input: $input) { __typename } }"

ADDRESS = "geheim.persoon@example.net"


async def break_it(engine: AsyncEngine, table: str) -> None:
    """Take a table away under the running application."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        cascade = "" if engine.dialect.name == "sqlite" else " CASCADE"
        await connection.execute(text(f"DROP TABLE {table}{cascade}"))
        await connection.commit()


async def test_a_fault_is_masked_and_logged_under_the_number_that_the_client_gets(api: Api) -> None:
    await break_it(api.engine, "vocabulary_term")
    with capture_logs() as logs:
        answer = await api.anonymous().send(LABELS)
    (error,) = answer.body["errors"]
    (line,) = logs
    trace_id = line["trace_id"]
    assert (answer.status, answer.body["data"]) == (200, None)
    assert error == {
        "message": f"Er ging iets mis aan onze kant. Vermeld code {trace_id} als je het meldt.",
        "locations": [{"line": 1, "column": 3}],
        "path": ["topics"],
        "extensions": {"code": "INTERNAL", "traceId": trace_id},
    }
    assert (line["event"], line["log_level"], line["path"]) == ("operation.failed", "error", ["topics"])
    assert "vocabulary_term" in str(line["exc_info"])
    assert "vocabulary_term" not in str(answer.body)


async def test_the_rest_of_an_answer_is_there(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await break_it(api.engine, "activity_term")
    with capture_logs():
        answer = await api.anonymous().send(NULLABLE, {"id": activity_id(published.id)})
    assert (answer.error_codes, answer.body["data"]) == (
        ["INTERNAL"],
        {"activity": None, "publicationRules": [{"number": 1}]},
    )


async def test_every_fault_has_a_number_of_its_own(api: Api) -> None:
    await break_it(api.engine, "vocabulary_term")
    with capture_logs():
        answers = [await api.anonymous().send(LABELS) for _ in range(2)]
    numbers = {answer.body["errors"][0]["extensions"]["traceId"] for answer in answers}
    assert len(numbers) == 2


async def test_a_fault_halfway_leaves_nothing_done(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await break_it(api.engine, "reporter")
    wish = {"activityId": activity_id(published.id), "reason": "CANCELLED", "email": ADDRESS}
    with capture_logs():
        answer = await api.anonymous().send(REPORT, {"input": wish})
    assert (answer.error_codes, await rows(api.engine, report)) == (["INTERNAL"], [])


async def test_a_fault_does_not_bring_personal_data_into_the_log(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await break_it(api.engine, "reporter")
    wish = {"activityId": activity_id(published.id), "reason": "CANCELLED", "email": ADDRESS}
    caplog.set_level("CRITICAL", "strawberry.execution")
    with capture_logs() as logs:
        await api.anonymous().send(REPORT, {"input": wish})
    logged = "".join("".join(traceback.format_exception(line["exc_info"])) for line in logs)
    assert ("operation.failed" in str(logs), ADDRESS in logged) == (True, False)


async def test_a_mistake_of_the_client_is_told_as_it_is_and_not_logged(api: Api) -> None:
    with capture_logs() as logs:
        answer = await api.anonymous().send("{ nergens }")
    assert answer.body["errors"][0]["message"] == "Cannot query field 'nergens' on type 'Query'."
    assert logs == []
