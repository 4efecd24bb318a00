"""Who may do what about access: each role against each field, every cell spelled out.

The organisation is Gent; the OCMW of Gent manages its access. Each role gets requests of its own, of an applicant of
its own, so that no cell depends on the one before it. Hasselt has one request, which is nobody's here.
"""

from collections.abc import Callable

import pytest

from auth.development import subject_of
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT, person_key
from resolvers.ids import NodeKind, encode_id
from tests.api.asking import ADMINISTRATOR, GENT_AS_ID, administrator, approve, ask, organisation_id
from tests.api.cells import Row, cell
from tests.support import access
from tests.support.access import PREMIEZOEKER, appoint, delegate, entitle
from tests.support.api import GENT_ID, HASSELT_ID, HASSELT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api
from tests.support.client import Client

HOLDER = "Hou Der"
"""Works for Gent and has a grant there."""
MANAGER = "Be Heert"
"""Decides on access for the OCMW of Gent, and so on that of Gent."""

ROLES: dict[str, Callable[[Api], Client]] = {
    "anonymous": lambda api: api.anonymous(),
    "applicant": lambda api: api.signed_in(applicant_of("applicant"), None),
    "holder": lambda api: api.signed_in(HOLDER, None),
    "moderator here": lambda api: api.moderator(),
    "administrator here": administrator,
    "administrator of who manages it": lambda api: api.signed_in(MANAGER, OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT),
    "administrator elsewhere": lambda api: api.signed_in("Elders Beheer", HASSELT_OVO, LOCAL_ADMINISTRATOR_RIGHT),
}


def applicant_of(role: str) -> str:
    """Return who asked for what a role gets to decide on."""
    return f"Vrager voor {role}"


def administering(outcome: str, *, applicant: str = "null", anonymous: str = "null") -> tuple[str, ...]:
    """Return an outcome for those who decide on the access of Gent, and nothing for others."""
    return (anonymous, applicant, "null", "null", outcome, outcome, "null")


NODE = "query Q($id: ID!) { it: node(id: $id) { __typename } }"
ASK = "mutation M($input: RequestAccessInput!) { it: requestAccess(input: $input) { __typename } }"
WITHDRAW = "mutation M($input: WithdrawAccessRequestInput!) { it: withdrawAccessRequest(input: $input) { __typename } }"
APPROVE = "mutation M($input: ApproveAccessRequestInput!) { it: approveAccessRequest(input: $input) { __typename } }"
REJECT = "mutation M($input: RejectAccessRequestInput!) { it: rejectAccessRequest(input: $input) { __typename } }"
EMPLOY = "mutation M($input: EstablishWorkRelationInput!) { it: establishWorkRelation(input: $input) { __typename } }"
GRANT = (
    "mutation M($input: GrantRightsInput!) { it: grantRights(input: $input) "
    "{ ... on RightsGranted { results { __typename } } ... on Refusal { code } } }"
)
CHANGE = "mutation M($input: ChangeGrantPeriodInput!) { it: changeGrantPeriod(input: $input) { __typename } }"
SWITCH = "mutation M($input: SwitchChannelInput!) { it: switchChannel(input: $input) { __typename } }"
GRANTS = "query Q($id: ID!) { it: organisation(id: $id) { grants { totalCount } } }"
DELEGATED = "query Q($id: ID!) { it: organisation(id: $id) { delegatedTo { name } } }"
FOLLOW = """
subscription {
  it: accessTasks {
    ... on AccessTaskArrived { request { organisation { name } } }
    ... on AccessTaskDecided { request { organisation { name } } }
  }
}
"""

ASKED = {
    "organisationId": "@organisation",
    "right": PREMIEZOEKER,
    "phone": "+32 491 00 00 00",
    "email": "an@example.org",
}

ROWS = [
    Row(
        covers=("Viewer.accessTasks",),
        situation="two of each role",
        query="{ it: viewer { accessTasks { totalCount } } }",
        outcomes=("0", "0", "0", "0", "14", "14", "1"),
    ),
    Row(
        covers=("Viewer.accessRequests",),
        situation="two of each applicant",
        query="{ it: viewer { accessRequests { totalCount } } }",
        outcomes=("0", "2", "0", "0", "0", "0", "0"),
    ),
    Row(
        covers=("Viewer.grants",),
        situation="one of the holder, one of each administrator",
        query="{ it: viewer { grants { totalCount } } }",
        outcomes=("0", "0", "1", "0", "1", "1", "1"),
    ),
    Row(
        covers=("Viewer.workRelations",),
        situation="one of the holder, one of each administrator",
        query="{ it: viewer { workRelations { totalCount } } }",
        outcomes=("0", "0", "1", "0", "1", "1", "1"),
    ),
    Row(
        covers=("Query.node",),
        situation="AccessRequest, open",
        query=NODE,
        variables={"id": "@request"},
        outcomes=administering("AccessRequest", applicant="AccessRequest"),
    ),
    Row(
        covers=("Query.node",),
        situation="Grant, of the holder",
        query=NODE,
        variables={"id": "@grant"},
        outcomes=("null", "null", "Grant", "null", "Grant", "Grant", "null"),
    ),
    Row(
        covers=("Query.node",),
        situation="WorkRelation, of the holder",
        query=NODE,
        variables={"id": "@work relation"},
        outcomes=("null", "null", "WorkRelation", "null", "WorkRelation", "WorkRelation", "null"),
    ),
    Row(
        covers=("Query.node",),
        situation="Person, the holder",
        query=NODE,
        variables={"id": "@person"},
        outcomes=("null", "null", "Person", "null", "Person", "Person", "null"),
    ),
    Row(
        covers=("Mutation.requestAccess",),
        situation="a right that nobody here has or asked for",
        query=ASK,
        variables={"input": ASKED},
        outcomes=("SignInRequired", *("AccessRequested",) * 6),
    ),
    Row(
        covers=("Mutation.withdrawAccessRequest",),
        situation="open",
        query=WITHDRAW,
        variables={"input": {"requestId": "@request"}},
        outcomes=("SignInRequired", "AccessRequestWithdrawn", *("NotFound",) * 5),
    ),
    Row(
        covers=("Mutation.approveAccessRequest",),
        situation="open, of somebody who does not work there yet",
        query=APPROVE,
        variables={"input": {"requestId": "@request", "reason": "medewerker"}},
        outcomes=(
            "SignInRequired",
            "NotFound",
            "NotFound",
            "NotFound",
            "WorkRelationNeeded",
            "WorkRelationNeeded",
            "NotFound",
        ),
    ),
    Row(
        covers=("Mutation.rejectAccessRequest",),
        situation="open",
        query=REJECT,
        variables={"input": {"requestId": "@request", "reason": "onbekend"}},
        outcomes=(
            "SignInRequired",
            "NotFound",
            "NotFound",
            "NotFound",
            "AccessRequestRejected",
            "AccessRequestRejected",
            "NotFound",
        ),
    ),
    Row(
        covers=("Mutation.establishWorkRelation",),
        situation="approved, waiting for it",
        query=EMPLOY,
        variables={"input": {"requestId": "@waiting", "kind": "PERMANENT", "email": "an@example.org"}},
        outcomes=(
            "SignInRequired",
            "NotFound",
            "NotFound",
            "NotFound",
            "WorkRelationEstablished",
            "WorkRelationEstablished",
            "NotFound",
        ),
    ),
    Row(
        covers=("Mutation.grantRights",),
        situation="to somebody who works there",
        query=GRANT,
        variables={
            "input": {"organisationId": "@organisation", "right": PREMIEZOEKER, "personIds": ["@person"], "reason": "x"}
        },
        outcomes=("SIGN_IN_REQUIRED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "1", "1", "NOT_FOUND"),
    ),
    Row(
        covers=("Mutation.changeGrantPeriod",),
        situation="of somebody who works there",
        query=CHANGE,
        variables={"input": {"grantId": "@grant", "end": "2027-01-01", "reason": "x"}},
        outcomes=(
            "SignInRequired",
            "NotFound",
            "NotFound",
            "NotFound",
            "GrantPeriodChanged",
            "GrantPeriodChanged",
            "NotFound",
        ),
    ),
    Row(
        covers=("Mutation.switchChannel",),
        situation="to the one it does not use",
        query=SWITCH,
        variables={
            "input": {"organisationId": "@organisation", "to": "@channel", "decidedOn": "2026-11-21", "reason": "x"}
        },
        outcomes=(
            "SignInRequired",
            "NotFound",
            "NotFound",
            "NotFound",
            "ChannelSwitched",
            "ChannelSwitched",
            "NotFound",
        ),
    ),
    Row(
        covers=("Organisation.grants",),
        situation="of the holder, of the administrator",
        query=GRANTS,
        variables={"id": "@organisation"},
        outcomes=("0", "0", "0", "0", "2", "2", "0"),
    ),
    Row(
        covers=("Organisation.delegatedTo",),
        situation="the one that manages it",
        query=DELEGATED,
        variables={"id": "@organisation"},
        outcomes=("0", "0", "0", "1", "1", "1", "0"),
    ),
    Row(
        covers=("Subscription.accessTasks",),
        situation="the first of those that are open, by the organisation it is for",
        query=FOLLOW,
        outcomes=("NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "Stad Gent", "Stad Gent", "Hasselt"),
    ),
]


async def people_the_world(api: Api) -> dict[str, dict[str, str]]:
    """Put the same things there for each role, and return their ids by role."""
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await appoint(api.engine, MANAGER, OCMW_GENT_ID)
    await delegate(api.engine, GENT_ID, to=OCMW_GENT_ID)
    await appoint(api.engine, "Elders Beheer", HASSELT_ID)
    await ask(api.signed_in("Vrager elders", None), organisationId=organisation_id(HASSELT_ID))
    relation = await access.employ(api.engine, HOLDER, GENT_ID)
    grant = await entitle(api.engine, HOLDER, GENT_ID, MODERATOR_RIGHT)
    shared = {
        "@organisation": GENT_AS_ID,
        "@grant": encode_id(NodeKind.GRANT, grant.id),
        "@work relation": encode_id(NodeKind.WORK_RELATION, relation.id),
        "@person": encode_id(NodeKind.PERSON, person_key(subject_of(HOLDER))),
    }
    ids: dict[str, dict[str, str]] = {}
    for role in ROLES:
        asking = api.signed_in(applicant_of(role), None)
        waiting = await ask(asking, right=None)
        await approve(administrator(api), waiting)
        # The two who may switch do so one after the other.
        channel = "LOKET" if role == "administrator here" else "RELIGIOPOINT"
        ids[role] = shared | {"@channel": channel} | {"@request": await ask(asking), "@waiting": waiting}
    return ids


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
