"""Who may do what: each role against each root field, every cell spelled out.

A row holds for one field in one situation; each role gets activities of its own to decide on, so that no cell depends
on the one before it. `null` is "there is no such thing", as for what does not exist at all.
"""

from collections.abc import Callable

import pytest

from auth.development import subject_of
from domain.activities.model import ActivityStatus, ActorKind, Author
from domain.actors import person_key
from domain.inspiration.model import inspiration_id
from domain.meldingen.cursors import encode
from domain.meldingen.model import LogPosition
from domain.reports.model import NewReport
from resolvers.ids import NodeKind, encode_id
from tests.api.cells import Row, cell
from tests.api.stored import claim, cursor_at, entry, file_reports, news, note, reported, tell
from tests.support.access import PREMIEZOEKER, appoint, delegate, entitle, use_channel
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id, report_id
from tests.support.factories import GENT, activity, own, store

ROLES: dict[str, Callable[[Api], Client]] = {
    "anonymous": lambda api: api.anonymous(),
    "natural person": lambda api: api.signed_in("Na Tuurlijk", None),
    "other organiser": lambda api: api.signed_in("An Der", "OVO002672"),
    "its organiser": lambda api: api.organiser(),
    "moderator here": lambda api: api.moderator(),
    "moderator elsewhere": lambda api: api.other_moderator(),
}


def everybody(outcome: str) -> tuple[str, ...]:
    """Return the same outcome for all roles."""
    return (outcome,) * 6


def nobody(outcome: str) -> tuple[str, ...]:
    """Return what everybody hears who decides on nobody's access; who did not sign in is asked to."""
    return ("SignInRequired", *(outcome,) * 5)


def only_here(outcome: str) -> tuple[str, ...]:
    """Return an outcome for the moderators of the territory, and nothing for anybody else."""
    return ("null", "null", "null", "null", outcome, "null")


ACTIVITY = "query Q($id: ID!) { it: activity(id: $id) { status } }"
AUTHOR = "query Q($id: ID!) { it: activity(id: $id) { updatedBy { name } } }"
NODE = "query Q($id: ID!) { it: node(id: $id) { __typename } }"
HISTORY = "query Q($id: ID!) { it: activity(id: $id) { history { totalCount } } }"
ORGANISATION = "query Q($id: ID!) { it: node(id: $id) { ... on Organisation { IT } } }"
PUBLISH = "mutation M($input: PublishActivityInput!) { it: publishActivity(input: $input) { __typename } }"
UNPUBLISH = "mutation M($input: UnpublishActivityInput!) { it: unpublishActivity(input: $input) { __typename } }"
DELETE = "mutation M($input: DeleteActivityInput!) { it: deleteActivity(input: $input) { __typename } }"
CLAIM = "mutation M($input: ClaimActivityInput!) { it: claimActivity(input: $input) { __typename } }"
CLAIMED = "query Q($id: ID!) { it: activity(id: $id) { claim { by { name } } } }"
UNDO = 'mutation { it: undo(input: {token: "x"}) { __typename } }'
FOLLOW_CLAIMS = 'subscription { it: activityClaims(nis: "44021") { by { name } } }'
REPORT = "mutation M($input: ReportActivityInput!) { it: reportActivity(input: $input) { __typename } }"
RESOLVE = "mutation M($input: ResolveReportInput!) { it: resolveReport(input: $input) { __typename } }"
REOPEN = "mutation M($input: ReopenReportInput!) { it: reopenReport(input: $input) { __typename } }"
VIEW = "mutation M($input: RecordActivityViewInput!) { it: recordActivityView(input: $input) { __typename } }"
REASONS = "query Q($id: ID!) { it: activity(id: $id) { reportDecisions { explanation } } }"
MARK = "mutation M($input: MarkMeldingenReadInput!) { it: markMeldingenRead(input: $input) { __typename } }"
ACCEPT = "mutation M($input: AcceptTermsOfUseInput!) { it: acceptTermsOfUse(input: $input) { __typename } }"
CREATE = "mutation M($input: CreateActivityInput!) { it: createActivity(input: $input) { __typename } }"
UPDATE = "mutation M($input: UpdateActivityInput!) { it: updateActivity(input: $input) { __typename } }"
REGISTER = "mutation M($input: RegisterOrganisationInput!) { it: registerOrganisation(input: $input) { __typename } }"
CREATE_FEED = "mutation M($input: CreateWorkFeedInput!) { it: createWorkFeed(input: $input) { __typename } }"
REVOKE_FEED = "mutation M($input: RevokeWorkFeedInput!) { it: revokeWorkFeed(input: $input) { __typename } }"
SWITCH = "mutation M($input: SwitchChannelInput!) { it: switchChannel(input: $input) { __typename } }"
GRANT_RIGHTS = "mutation M($input: GrantRightsInput!) { it: grantRights(input: $input) { __typename } }"
END_GRANTS = (
    "mutation M($input: EndGrantsInput!) { it: endGrants(input: $input) "
    "{ ... on GrantsEnded { results { ... on NotFound { code } } } ... on Refusal { __typename } } }"
)
CHANGE_PERIOD = "mutation M($input: ChangeGrantPeriodInput!) { it: changeGrantPeriod(input: $input) { __typename } }"
FOLLOW = 'subscription S($after: String) { it: meldingen(nis: "44021", after: $after) { __typename } }'


LINK = "query Q($url: String!) { it: accessLink(url: $url) { __typename } }"


FIND = 'query Q($search: String!) { it: organisations(search: $search, targetGroup: "LB") { totalCount } }'


def on_many(operation: str, success: str) -> str:
    """Return the mutation that decides on several activities; its outcome is until when that can be undone."""
    kind = f"{operation[0].upper()}{operation[1:]}Input"
    selection = f"... on {success} {{ undo {{ expiresAt }} }} ... on Refusal {{ code }}"
    return f"mutation M($input: {kind}!) {{ it: {operation}(input: $input) {{ {selection} }} }}"


DONE = "2026-11-21T13:10:00+01:00"


def on_territory(selection: str) -> str:
    """Return the query for a field of the territory."""
    return f'{{ it: territory(nis: "44021") {{ {selection} }} }}'


ROWS = [
    Row(
        covers=("Query.organisation",),
        situation="of Gent",
        query="query Q($id: ID!) { it: organisation(id: $id) { name } }",
        variables={"id": "@organisation"},
        outcomes=everybody("OCMW Gent"),
    ),
    Row(
        covers=("Query.organisations",),
        situation="by number",
        query=FIND,
        variables={"search": "0212.214.125"},
        outcomes=everybody("1"),
    ),
    Row(
        covers=("Organisation.administrators",),
        situation="names of two, one of who manages its access",
        query=ORGANISATION.replace("IT", "administrators { name }"),
        variables={"id": "@organisation"},
        outcomes=("0", "2", "2", "2", "2", "2"),
    ),
    Row(
        covers=("Organisation.delegatedTo",),
        situation="to Gent",
        query=ORGANISATION.replace("IT", "delegatedTo { name }"),
        variables={"id": "@organisation"},
        outcomes=("0", "0", "0", "1", "0", "0"),
    ),
    Row(
        covers=("Organisation.channels",),
        situation="one",
        query=ORGANISATION.replace("IT", "channels { status }"),
        variables={"id": "@organisation"},
        outcomes=("0", "0", "0", "1", "0", "0"),
    ),
    Row(
        covers=("Query.accessLink",),
        situation="for users of the Loket",
        query=LINK,
        variables={"url": "https://zelfregistratie-gebruikersbeheer.vlaanderen.be/user/aanvraag?dg=LB&an=287"},
        outcomes=everybody("AccessLink"),
    ),
    Row(
        covers=("Query.activity",),
        situation="published",
        query=ACTIVITY,
        variables={"id": "@published"},
        outcomes=everybody("PUBLISHED"),
    ),
    Row(
        covers=("Query.activity",),
        situation="draft of an organisation",
        query=ACTIVITY,
        variables={"id": "@draft"},
        outcomes=("null", "null", "null", "DRAFT", "DRAFT", "null"),
    ),
    Row(
        covers=("Query.activity",),
        situation="draft from UiT",
        query=ACTIVITY,
        variables={"id": "@imported"},
        outcomes=only_here("DRAFT"),
    ),
    Row(
        covers=("Query.activity",),
        situation="deleted",
        query=ACTIVITY,
        variables={"id": "@deleted"},
        outcomes=everybody("null"),
    ),
    Row(
        covers=(),
        situation="the person behind a change",
        query=AUTHOR,
        variables={"id": "@published"},
        outcomes=("OCMW Gent", "OCMW Gent", "OCMW Gent", "Or Ganisator", "OCMW Gent", "OCMW Gent"),
    ),
    Row(
        covers=("Query.activities",),
        situation="six published, six of each other kind",
        query="{ it: activities { totalCount } }",
        outcomes=everybody("6"),
    ),
    Row(
        covers=("Query.activities",),
        situation="drafts asked for",
        query="{ it: activities(filter: {statuses: [DRAFT]}) { totalCount } }",
        outcomes=everybody("6"),
    ),
    Row(
        covers=("Query.territory", "Territory.id", "Territory.name"),
        situation="of Gent",
        query=on_territory("name"),
        outcomes=only_here("Gent"),
    ),
    Row(
        covers=("Territory.municipalities",),
        situation="of Gent",
        query=on_territory("municipalities { nis }"),
        outcomes=only_here("1"),
    ),
    Row(
        covers=("Territory.activities",),
        situation="of Gent",
        query=on_territory("activities { totalCount }"),
        outcomes=only_here("24"),
    ),
    Row(
        covers=("Territory.organisations",),
        situation="of Gent",
        query=on_territory("organisations { totalCount }"),
        outcomes=only_here("2"),
    ),
    Row(
        covers=("Territory.figures",),
        situation="of Gent",
        query=on_territory("figures { draft }"),
        outcomes=only_here("12"),
    ),
    Row(
        covers=("Territory.insight",),
        situation="of Gent",
        query=on_territory("insight { goals { code } }"),
        outcomes=only_here("6"),
    ),
    Row(
        covers=("Activity.history",),
        situation="of what an organisation published, with a report that was upheld",
        query=HISTORY,
        variables={"id": "@published"},
        outcomes=("null", "null", "null", "1", "2", "null"),
    ),
    Row(
        covers=("Activity.history",),
        situation="of a draft of an organisation",
        query=HISTORY,
        variables={"id": "@draft"},
        outcomes=("null", "null", "null", "1", "1", "null"),
    ),
    Row(
        covers=("Activity.history",),
        situation="of a draft from UiT",
        query=HISTORY,
        variables={"id": "@imported"},
        outcomes=only_here("1"),
    ),
    Row(
        covers=("Organisation.activities",),
        situation="six of each kind",
        query=ORGANISATION.replace("IT", "activities { totalCount }"),
        variables={"id": "@organisation"},
        outcomes=("6", "6", "6", "12", "12", "6"),
    ),
    Row(
        covers=("Organisation.figures",),
        situation="its own",
        query=ORGANISATION.replace("IT", "figures { draft }"),
        variables={"id": "@organisation"},
        outcomes=("null", "null", "null", "6", "6", "null"),
    ),
    Row(
        covers=("Organisation.channels",),
        situation="it uses Loket",
        query=ORGANISATION.replace("IT", "channels { status }"),
        variables={"id": "@organisation"},
        outcomes=("0", "0", "0", "1", "0", "0"),
    ),
    Row(
        covers=("Territory.unreadMeldingen",),
        situation="of Gent",
        query=on_territory("unreadMeldingen"),
        outcomes=only_here("1"),
    ),
    Row(
        covers=("Territory.meldingen",),
        situation="of Gent",
        query=on_territory("meldingen { totalCount }"),
        outcomes=only_here("1"),
    ),
    Row(
        covers=("Territory.reports",),
        situation="of Gent, three of each role",
        query=on_territory("reports { totalCount }"),
        outcomes=only_here("18"),
    ),
    Row(
        covers=("Query.reportStatus",),
        situation="by tracking code",
        query="query Q($code: String!) { it: reportStatus(trackingCode: $code) { status } }",
        variables={"code": "@code"},
        outcomes=everybody("OPEN"),
    ),
    Row(
        covers=(),
        situation="why a report on an activity was upheld",
        query=REASONS,
        variables={"id": "@published"},
        outcomes=("0", "0", "0", "1", "1", "0"),
    ),
    Row(
        covers=("Query.node",),
        situation="Report, on a published activity",
        query=NODE,
        variables={"id": "@report"},
        outcomes=only_here("Report"),
    ),
    Row(
        covers=("Query.node",),
        situation="Activity, published",
        query=NODE,
        variables={"id": "@published"},
        outcomes=everybody("Activity"),
    ),
    Row(
        covers=("Query.node",),
        situation="Activity, draft",
        query=NODE,
        variables={"id": "@draft"},
        outcomes=("null", "null", "null", "Activity", "Activity", "null"),
    ),
    Row(
        covers=("Query.node",),
        situation="Inspiration",
        query=NODE,
        variables={"id": "@inspiration"},
        outcomes=everybody("Inspiration"),
    ),
    Row(
        covers=("Query.node",),
        situation="Organisation",
        query=NODE,
        variables={"id": "@organisation"},
        outcomes=everybody("Organisation"),
    ),
    Row(
        covers=("Query.node",),
        situation="Municipality",
        query=NODE,
        variables={"id": "@municipality"},
        outcomes=everybody("Municipality"),
    ),
    Row(
        covers=("Query.node",),
        situation="Territory",
        query=NODE,
        variables={"id": "@territory"},
        outcomes=only_here("Territory"),
    ),
    Row(
        covers=("Query.node",),
        situation="Melding",
        query=NODE,
        variables={"id": "@melding"},
        outcomes=only_here("Melding"),
    ),
    Row(
        covers=("Query.node",),
        situation="Person, the moderator here",
        query=NODE,
        variables={"id": "@moderator"},
        outcomes=only_here("Person"),
    ),
    Row(
        covers=("Query.node",),
        situation="WorkFeed, of the moderator here",
        query=NODE,
        variables={"id": "@workFeed"},
        outcomes=only_here("WorkFeed"),
    ),
    Row(
        covers=("Query.node",),
        situation="Grant, of the organiser for OCMW Gent",
        query=NODE,
        variables={"id": "@grant"},
        outcomes=("null", "null", "null", "Grant", "null", "null"),
    ),
    Row(
        covers=("Query.municipalities",),
        situation="in Gent",
        query='{ it: municipalities(search: "9050") { totalCount } }',
        outcomes=everybody("1"),
    ),
    Row(
        covers=("Query.viewer",),
        situation="name",
        query="{ it: viewer { person { name } } }",
        outcomes=("null", "Na Tuurlijk", "An Der", "Or Ganisator", "Mo Derator", "Elders Derator"),
    ),
    Row(
        covers=("Query.viewer",),
        situation="number of territories",
        query="{ it: viewer { territories { id } } }",
        outcomes=("0", "0", "0", "0", "1", "1"),
    ),
    Row(
        covers=("Query.viewer",),
        situation="number of feeds of open work",
        query="{ it: viewer { workFeeds { id } } }",
        outcomes=("0", "0", "0", "0", "1", "0"),
    ),
    Row(
        covers=("Query.viewer",),
        situation="number of grants",
        query="{ it: viewer { grants { totalCount } } }",
        outcomes=("0", "0", "0", "1", "0", "0"),
    ),
    Row(
        covers=("Query.activityTypes",),
        situation="all",
        query="{ it: activityTypes { code } }",
        outcomes=everybody("5"),
    ),
    Row(covers=("Query.topics",), situation="all", query="{ it: topics { code } }", outcomes=everybody("11")),
    Row(covers=("Query.goals",), situation="all", query="{ it: goals { code } }", outcomes=everybody("6")),
    Row(
        covers=("Query.languageLevels",),
        situation="all",
        query="{ it: languageLevels { code } }",
        outcomes=everybody("6"),
    ),
    Row(
        covers=("Query.publicationRules",),
        situation="all",
        query="{ it: publicationRules { number } }",
        outcomes=everybody("1"),
    ),
    Row(
        covers=("Query.help",),
        situation="all",
        query="{ it: help { questions { question } } }",
        outcomes=everybody("5"),
    ),
    Row(
        covers=("Query.inspiration",),
        situation="all",
        query="{ it: inspiration { totalCount } }",
        outcomes=everybody("10"),
    ),
    Row(
        covers=("Mutation.publishActivity",),
        situation="draft of an organisation",
        query=PUBLISH,
        variables={"input": {"activityId": "@draft"}},
        outcomes=("NotFound", "NotFound", "NotFound", "ActivityPublished", "ActivityPublished", "NotFound"),
    ),
    Row(
        covers=("Mutation.publishActivity",),
        situation="draft from UiT",
        query=PUBLISH,
        variables={"input": {"activityId": "@imported"}},
        outcomes=("NotFound", "NotFound", "NotFound", "NotFound", "ActivityPublished", "NotFound"),
    ),
    Row(
        covers=("Mutation.publishActivity",),
        situation="published",
        query=PUBLISH,
        variables={"input": {"activityId": "@published"}},
        outcomes=("SignInRequired", "NotAllowed", "NotAllowed", "WrongStatus", "WrongStatus", "NotAllowed"),
    ),
    Row(
        covers=("Mutation.unpublishActivity",),
        situation="published",
        query=UNPUBLISH,
        variables={"input": {"activityId": "@published"}},
        outcomes=(
            "SignInRequired",
            "NotAllowed",
            "NotAllowed",
            "ActivityUnpublished",
            "ActivityUnpublished",
            "NotAllowed",
        ),
    ),
    Row(
        covers=("Mutation.unpublishActivity",),
        situation="draft of an organisation",
        query=UNPUBLISH,
        variables={"input": {"activityId": "@draft"}},
        outcomes=("NotFound", "NotFound", "NotFound", "WrongStatus", "WrongStatus", "NotFound"),
    ),
    Row(
        covers=("Mutation.deleteActivity",),
        situation="draft of an organisation",
        query=DELETE,
        variables={"input": {"activityId": "@draft"}},
        outcomes=("NotFound", "NotFound", "NotFound", "ActivityDeleted", "ActivityDeleted", "NotFound"),
    ),
    Row(
        covers=("Mutation.deleteActivity",),
        situation="draft from UiT",
        query=DELETE,
        variables={"input": {"activityId": "@imported"}},
        outcomes=("NotFound", "NotFound", "NotFound", "NotFound", "ActivityDeleted", "NotFound"),
    ),
    Row(
        covers=("Mutation.deleteActivity",),
        situation="published",
        query=DELETE,
        variables={"input": {"activityId": "@published"}},
        outcomes=("SignInRequired", "NotAllowed", "NotAllowed", "ActivityDeleted", "ActivityDeleted", "NotAllowed"),
    ),
    Row(
        covers=("Mutation.deleteActivity",),
        situation="deleted",
        query=DELETE,
        variables={"input": {"activityId": "@deleted"}},
        outcomes=everybody("NotFound"),
    ),
    Row(
        covers=("Mutation.publishActivities",),
        situation="draft of an organisation",
        query=on_many("publishActivities", "ActivitiesPublished"),
        variables={"input": {"activities": [{"activityId": "@draft"}]}},
        outcomes=("SIGN_IN_REQUIRED", "null", "null", DONE, DONE, "null"),
    ),
    Row(
        covers=("Mutation.publishActivities",),
        situation="draft from UiT",
        query=on_many("publishActivities", "ActivitiesPublished"),
        variables={"input": {"activities": [{"activityId": "@imported"}]}},
        outcomes=("SIGN_IN_REQUIRED", "null", "null", "null", DONE, "null"),
    ),
    Row(
        covers=("Mutation.unpublishActivities",),
        situation="published",
        query=on_many("unpublishActivities", "ActivitiesUnpublished"),
        variables={"input": {"activities": [{"activityId": "@published"}]}},
        outcomes=("SIGN_IN_REQUIRED", "null", "null", DONE, DONE, "null"),
    ),
    Row(
        covers=("Mutation.deleteActivities",),
        situation="published",
        query=on_many("deleteActivities", "ActivitiesDeleted"),
        variables={"input": {"activities": [{"activityId": "@published"}]}},
        outcomes=("SIGN_IN_REQUIRED", "null", "null", DONE, DONE, "null"),
    ),
    Row(
        covers=("Mutation.undo",),
        situation="with a token that does not exist",
        query=UNDO,
        outcomes=("SignInRequired", *("NotFound",) * 5),
    ),
    Row(
        covers=("Mutation.claimActivity",),
        situation="published",
        query=CLAIM,
        variables={"input": {"activityId": "@published"}},
        outcomes=("SignInRequired", "NotAllowed", "NotAllowed", "NotAllowed", "ActivityClaimed", "NotAllowed"),
    ),
    Row(
        covers=("Mutation.claimActivity",),
        situation="draft of an organisation",
        query=CLAIM,
        variables={"input": {"activityId": "@draft"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotAllowed", "ActivityClaimed", "NotFound"),
    ),
    Row(
        covers=(),
        situation="the colleague who looks at an activity",
        query=CLAIMED,
        variables={"id": "@published"},
        outcomes=only_here("Mo Derator"),
    ),
    Row(
        covers=("Subscription.activityClaims",),
        situation="six of Gent",
        query=FOLLOW_CLAIMS,
        outcomes=("NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "6", "NOT_FOUND"),
    ),
    Row(
        covers=("Mutation.reportActivity",),
        situation="published",
        query=REPORT,
        variables={"input": {"activityId": "@published", "reason": "CANCELLED"}},
        outcomes=everybody("ActivityReported"),
    ),
    Row(
        covers=("Mutation.reportActivity",),
        situation="draft of an organisation",
        query=REPORT,
        variables={"input": {"activityId": "@draft", "reason": "CANCELLED"}},
        outcomes=("NotFound", "NotFound", "NotFound", "ActivityReported", "ActivityReported", "NotFound"),
    ),
    Row(
        covers=("Mutation.createActivity",),
        situation="for their own organisation",
        query=CREATE,
        variables={"input": {"title": "Praattafel"}},
        outcomes=("SignInRequired", "NotAllowed", *("ActivityCreated",) * 4),
    ),
    Row(
        covers=("Mutation.updateActivity",),
        situation="draft of an organisation",
        query=UPDATE,
        variables={"input": {"activityId": "@draft", "changes": {"title": "Praattafel"}}},
        outcomes=("NotFound", "NotFound", "NotFound", "ActivityUpdated", "ActivityUpdated", "NotFound"),
    ),
    Row(
        covers=("Mutation.updateActivity",),
        situation="published",
        query=UPDATE,
        variables={"input": {"activityId": "@published", "changes": {"title": "Praattafel"}}},
        outcomes=("SignInRequired", "NotAllowed", "NotAllowed", "ActivityUpdated", "ActivityUpdated", "NotAllowed"),
    ),
    Row(
        covers=("Mutation.registerOrganisation",),
        situation="without a number, in Gent",
        query=REGISTER,
        variables={
            "input": {
                "name": "Buurthuis",
                "address": {"street": "Straat 1", "postcode": "9000", "locality": "Gent"},
                "contacts": [{"kind": "EMAIL", "value": "info@example.org"}],
            }
        },
        outcomes=("SignInRequired", "NotAllowed", "NotAllowed", "NotAllowed", "OrganisationRegistered", "NotAllowed"),
    ),
    Row(
        covers=("Mutation.resolveReport",),
        situation="open",
        query=RESOLVE,
        variables={"input": {"reportId": "@report", "outcome": "UPHELD", "explanation": "x"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotFound", "ReportResolved", "NotFound"),
    ),
    Row(
        covers=("Mutation.resolveReport",),
        situation="open, on an activity of the municipality itself",
        query=RESOLVE,
        variables={"input": {"reportId": "@own report", "outcome": "UPHELD", "explanation": "x"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotFound", "ReportDecisionProposed", "NotFound"),
    ),
    Row(
        covers=("Mutation.reopenReport",),
        situation="upheld",
        query=REOPEN,
        variables={"input": {"reportId": "@upheld", "reason": "x"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotFound", "ReportReopened", "NotFound"),
    ),
    Row(
        covers=("Mutation.recordActivityView",),
        situation="published",
        query=VIEW,
        variables={"input": {"activityId": "@published"}},
        outcomes=everybody("ActivityViewRecorded"),
    ),
    Row(
        covers=("Mutation.recordActivityView",),
        situation="draft of an organisation",
        query=VIEW,
        variables={"input": {"activityId": "@draft"}},
        outcomes=("NotFound", "NotFound", "NotFound", "ActivityViewRecorded", "ActivityViewRecorded", "NotFound"),
    ),
    Row(
        covers=("Mutation.grantRights",),
        situation="of OCMW Gent, to the organiser",
        query=GRANT_RIGHTS,
        variables={
            "input": {
                "organisationId": "@organisation",
                "right": PREMIEZOEKER,
                "personIds": ["@moderator"],
                "reason": "x",
            }
        },
        outcomes=nobody("NotFound"),
    ),
    Row(
        covers=("Mutation.endGrants",),
        situation="of the organiser for OCMW Gent",
        query=END_GRANTS,
        variables={"input": {"grantIds": ["@grant"], "reason": "x"}},
        outcomes=nobody("1"),
    ),
    Row(
        covers=("Mutation.changeGrantPeriod",),
        situation="of the organiser for OCMW Gent",
        query=CHANGE_PERIOD,
        variables={"input": {"grantId": "@grant", "end": "2027-01-01", "reason": "x"}},
        outcomes=nobody("NotFound"),
    ),
    Row(
        covers=("Organisation.grants",),
        situation="one, of the organiser; nobody here is its local administrator",
        query=ORGANISATION.replace("IT", "grants { totalCount }"),
        variables={"id": "@organisation"},
        outcomes=everybody("0"),
    ),
    Row(
        covers=("Mutation.acceptTermsOfUse",),
        situation="the version in force",
        query=ACCEPT,
        variables={"input": {"version": "2026-01"}},
        outcomes=("SignInRequired", *("TermsOfUseAccepted",) * 5),
    ),
    Row(
        covers=("Mutation.markMeldingenRead",),
        situation="of Gent",
        query=MARK,
        variables={"input": {"nis": "44021", "upTo": "@cursor"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotFound", "MeldingenMarkedRead", "NotFound"),
    ),
    Row(
        covers=("Mutation.createWorkFeed",),
        situation="of Gent",
        query=CREATE_FEED,
        variables={"input": {"nis": "44021"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotFound", "WorkFeedCreated", "NotFound"),
    ),
    Row(
        covers=("Mutation.revokeWorkFeed",),
        situation="of the moderator here",
        query=REVOKE_FEED,
        variables={"input": {"feedId": "@workFeed"}},
        outcomes=("SignInRequired", "NotFound", "NotFound", "NotFound", "WorkFeedRevoked", "NotFound"),
    ),
    Row(
        covers=("Mutation.switchChannel",),
        situation="of an organisation whose access somebody else decides on",
        query=SWITCH,
        variables={
            "input": {"organisationId": "@organisation", "to": "LOKET", "decidedOn": "2026-11-21", "reason": "x"}
        },
        outcomes=nobody("NotFound"),
    ),
    Row(
        covers=("Subscription.meldingen",),
        situation="of Gent, from a place that is not there",
        query=FOLLOW,
        variables={"after": "@nowhere"},
        outcomes=("NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "MeldingenGap", "NOT_FOUND"),
    ),
]


async def people_the_world(api: Api) -> dict[str, dict[str, str]]:
    """Put the same things there for each role, and return their ids by role."""
    author = Author(
        kind=ActorKind.PERSON, name="Or Ganisator", organisation_id=OCMW_GENT_ID, organisation_name="OCMW Gent"
    )
    told = news()
    await tell(api.engine, [told])
    feed = await api.moderator().send(
        'mutation { createWorkFeed(input: {nis: "44021"}) { ... on WorkFeedCreated { feed { id } } } }'
    )
    await appoint(api.engine, "Be Heerder", OCMW_GENT_ID)
    await appoint(api.engine, "Lo Beheerder", GENT_ID)
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    await use_channel(api.engine, OCMW_GENT_ID, "LOKET")
    grant = await entitle(api.engine, "Or Ganisator", OCMW_GENT_ID, PREMIEZOEKER)
    shared = {
        "@grant": encode_id(NodeKind.GRANT, grant.id),
        "@workFeed": feed.data["createWorkFeed"]["feed"]["id"],
        "@organisation": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID),
        "@inspiration": encode_id(NodeKind.INSPIRATION, inspiration_id("FOTOCLUB")),
        "@municipality": encode_id(NodeKind.MUNICIPALITY, GENT),
        "@territory": encode_id(NodeKind.TERRITORY, GENT),
        "@melding": encode_id(NodeKind.MELDING, told.id),
        "@moderator": encode_id(NodeKind.PERSON, person_key(subject_of("Mo Derator"))),
        "@cursor": await cursor_at(api.engine, 1),
        "@nowhere": encode(LogPosition(territory=GENT, epoch="0", sequence=1)),
    }
    ids: dict[str, dict[str, str]] = {}
    for role in ROLES:
        made = {
            "@draft": own(OCMW_GENT_ID),
            "@imported": activity(),
            "@published": own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED, updated_by=author),
            "@deleted": own(OCMW_GENT_ID, status=ActivityStatus.DELETED),
        }
        ours = own(GENT_ID, status=ActivityStatus.UNPUBLISHED)
        await store(api.engine, [*made.values(), ours])
        await note(api.engine, [entry(each) for each in made.values()])
        await claim(api.engine, made["@published"], "Mo Derator")
        reports = {
            "@report": reported(made["@published"].id),
            "@upheld": reported(made["@published"].id),
            "@own report": reported(ours.id),
        }
        await file_reports(api.engine, list(reports.values()))
        ids[role] = (
            shared
            | {name: activity_id(each.id) for name, each in made.items()}
            | {name: report_id(each.id) for name, each in reports.items()}
            | {"@code": reports["@report"].tracking_code}
        )
        await uphold(api, reports["@upheld"])
    return ids


async def uphold(api: Api, report: NewReport) -> None:
    """Find a report right, as the moderator of Gent."""
    wish = {"reportId": report_id(report.id), "outcome": "UPHELD", "explanation": "x"}
    await api.moderator().send(RESOLVE, {"input": wish})


async def test_each_role_reads_what_the_table_says(api: Api) -> None:
    ids = await people_the_world(api)
    rows = [row for row in ROWS if row.changes_nothing]
    found = {
        row.name: tuple([await cell(api, sign_in(api), row, ids[role]) for role, sign_in in ROLES.items()])
        for row in rows
    }
    assert found == {row.name: row.outcomes for row in rows}


@pytest.mark.parametrize("row", [row for row in ROWS if not row.changes_nothing], ids=lambda row: row.name)
async def test_each_role_does_what_the_table_says(api: Api, row: Row) -> None:
    ids = await people_the_world(api)
    found = {role: await cell(api, sign_in(api), row, ids[role]) for role, sign_in in ROLES.items()}
    assert found == dict(zip(ROLES, row.outcomes, strict=True))
