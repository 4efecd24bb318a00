"""Filing reports, deciding on them, and asking what became of them, as tests do it."""

from typing import Any

from domain.activities.model import Activity, ActivityStatus
from domain.reports.model import NewReport
from tests.api.stored import file_reports, reported
from tests.support.api import OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id, report_id
from tests.support.factories import own, store

RESOLVE = """
mutation Resolve($input: ResolveReportInput!) {
  it: resolveReport(input: $input) {
    __typename
    ... on ReportResolved { report { id status version } activity { id status version } }
    ... on ReportDecisionProposed {
      message
      report { status version proposal { outcome explanation unpublish by { name } at } }
    }
    ...Refused
  }
}

mutation Reopen($input: ReopenReportInput!) {
  it: reopenReport(input: $input) {
    __typename
    ... on ReportReopened { report { id status version decision { outcome } proposal { outcome } } }
    ...Refused
  }
}

fragment Refused on Refusal {
  code
  message
  ... on InvalidInput { fields { path message } }
  ... on VersionConflict { currentVersion changedBy { kind name } changedAt }
}
"""

ONE = """
query One($id: ID!) {
  node(id: $id) {
    ... on Report {
      status reason text reportedAt version needsColleague
      activity { id title }
      decision { outcome explanation by { kind name } at }
      proposal { outcome explanation unpublish by { kind name } at }
    }
  }
}
"""

TRACK = "query Track($code: String!) { reportStatus(trackingCode: $code) { status decidedAt explanation } }"

REASONS = "query Reasons($id: ID!) { activity(id: $id) { reportDecisions { outcome reason explanation at } } }"

NOON = "2026-11-21T13:00:00+01:00"
OFFLINE = "De activiteit is offline gehaald."


async def send(client: Client, operation: str, about: NewReport, **more: Any) -> dict[str, Any]:  # any input
    wish = {"reportId": report_id(about.id), **more}
    outcome: dict[str, Any] = (await client.send(RESOLVE, {"input": wish}, operation)).data["it"]
    return outcome


async def resolve(client: Client, about: NewReport, **more: Any) -> dict[str, Any]:  # any input
    return await send(client, "Resolve", about, **{"outcome": "UPHELD", "explanation": OFFLINE, **more})


async def reopen(client: Client, about: NewReport, **more: Any) -> dict[str, Any]:  # any input
    return await send(client, "Reopen", about, **{"reason": "toch niet", **more})


async def filed(api: Api, about: Activity | None = None, **changes: Any) -> NewReport:  # any field of it
    """Return a report on an activity that is online, or on another one."""
    about = about or own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    made = reported(about.id, **changes)
    await store(api.engine, [about])
    await file_reports(api.engine, [made])
    return made


async def read(client: Client, about: NewReport) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await client.send(ONE, {"id": report_id(about.id)})).data["node"]
    return found


async def tracked(api: Api, about: NewReport) -> dict[str, Any] | None:
    answer = await api.anonymous().send(TRACK, {"code": about.tracking_code})
    found: dict[str, Any] | None = answer.data["reportStatus"]
    return found


async def reasons(client: Client, about: NewReport) -> list[dict[str, Any]]:
    answer = await client.send(REASONS, {"id": activity_id(about.activity_id)})
    found: list[dict[str, Any]] = answer.data["activity"]["reportDecisions"]
    return found
