"""Every operation about access as the clients send it, with the variables of their examples: one story in Gent."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from resolvers.ids import NodeKind, encode_id
from schema import contract
from tests.api.asking import ADMINISTRATOR, APPLICANT, GENT_AS_ID, administrator, applicant
from tests.api.granting import person_id
from tests.api.test_contract import filled, run
from tests.support.access import PREMIEZOEKER, appoint, employ, entitle, use_channel, work_email
from tests.support.api import GENT_ID, GENT_OVO, HASSELT_OVO, Api
from tests.support.client import Client
from tests.support.events import first_event

GENT = {"id": GENT_AS_ID, "name": "Stad Gent"}
RIGHT = {
    "code": "AGII_Aanbodplatform_LB_CompEnt_Gebruiker",
    "name": "Ikdoemee.be gebruiker",
    "application": {"code": "IKDOEMEE", "name": "Ikdoemee.be"},
}
BACKUP = "Re Serve"


async def said(client: Client, operation: str, **given: str) -> Any:
    """Send an operation with the variables of its example and return what its root field says."""
    (answer,) = (await run(client, operation, None, **given)).values()
    return answer


async def requested(api: Api, person: str) -> Any:
    """Ask for access as the example does and return the request."""
    answer = await said(applicant(api, person), "RequestAccess", organisation_id=GENT_AS_ID)
    assert answer["__typename"] == "AccessRequested", answer
    return answer["request"]


async def test_a_link_is_explained_and_the_organisation_found(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    link = await said(api.anonymous(), "ExplainAccessLink")
    assert (link["__typename"], link["kind"], link["targetGroup"]["code"]) == ("AccessLink", "RIGHT", "LB")
    assert link["application"] == {"code": "LOKET", "name": "Loket voor Lokale Besturen"}
    assert (link["right"]["code"], link["organisation"], link["contexts"]) == (
        "ABB_LoketLB_LB_CompEnt_Gebruiker",
        None,
        [],
    )
    found = await said(api.anonymous(), "FindOrganisation")
    assert [edge["node"] for edge in found["edges"]] == [
        {**GENT, "kbo": "0207451227", "ovo": "OVO002067", "canReceiveAccessRequests": True, "whyNot": None}
    ]


async def test_from_asking_to_having_a_right(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request = await requested(api, APPLICANT)
    shown = {
        "id": request["id"],
        "kind": "RIGHT",
        "status": "SUBMITTED",
        "version": 1,
        "requestedAt": "2026-11-21T13:00:00+01:00",
        "organisation": {**GENT, "kbo": "0207451227"},
        "right": RIGHT,
        "contexts": [],
        "reason": "Activiteiten beheren",
        "decision": None,
    }
    assert request == shown
    who = {"name": APPLICANT, "email": "moderator@example.org", "phone": "+32491000000"}
    (edge,) = (await said(administrator(api), "AccessTasks"))["accessTasks"]["edges"]
    assert edge["node"] == {**shown, "applicant": who}
    event = await first_event(
        api.app, administrator(api).token, contract.operations()["LiveAccessTasks"], filled("LiveAccessTasks", {})
    )
    assert event == {"data": {"accessTasks": {"__typename": "AccessTaskArrived", "request": shown}}}

    waits = await said(administrator(api), "ApproveAccessRequest", request_id=request["id"])
    assert (waits["__typename"], waits["request"]["status"], waits["request"]["version"]) == (
        "WorkRelationNeeded",
        "WORK_RELATION_NEEDED",
        2,
    )
    works = await said(administrator(api), "EstablishWorkRelation", request_id=request["id"])
    assert works["workRelation"] | {"id": "?"} == {
        "id": "?",
        "kind": "PERMANENT",
        "email": "moderator@example.org",
        "phone": "+32491000000",
        "begin": "2026-12-01",
        "end": None,
        "person": {"id": person_id(APPLICANT), "name": APPLICANT},
        "organisation": GENT,
    }
    mine = await said(applicant(api), "MyAccess")
    (asked,), (granted,) = ([edge["node"] for edge in mine[name]["edges"]] for name in ("accessRequests", "grants"))
    assert (asked["status"], asked["decision"]["outcome"], asked["decision"]["reason"]) == (
        "APPROVED",
        "APPROVED",
        "medewerker integratie",
    )
    assert granted | {"id": "?"} == {
        "id": "?",
        "status": "GRANTED",
        "begin": "2026-12-01",
        "end": "2028-11-30",
        "external": False,
        "person": {"id": person_id(APPLICANT), "name": APPLICANT},
        "organisation": GENT,
        "right": RIGHT,
        "contexts": [],
    }


async def test_a_request_is_rejected_or_taken_back(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    request = await requested(api, APPLICANT)
    rejected = await said(administrator(api), "RejectAccessRequest", request_id=request["id"])
    assert (rejected["__typename"], rejected["request"]["decision"]) == (
        "AccessRequestRejected",
        {
            "outcome": "REJECTED",
            "reason": "niet bekend in onze organisatie",
            "by": {"name": ADMINISTRATOR},
            "at": "2026-11-21T13:00:00+01:00",
        },
    )
    other = await requested(api, "Iemand Anders")
    taken_back = await said(applicant(api, "Iemand Anders"), "WithdrawAccessRequest", request_id=other["id"])
    assert (taken_back["__typename"], taken_back["request"]["status"]) == ("AccessRequestWithdrawn", "WITHDRAWN")


async def test_rights_are_looked_after(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await use_channel(api.engine, GENT_ID, "LOKET")
    await employ(api.engine, BACKUP, GENT_ID)
    (given,) = (await said(administrator(api), "GrantRights", organisation_id=GENT_AS_ID, person_id=person_id(BACKUP)))[
        "results"
    ]
    grant = given["grant"]
    assert (given["__typename"], grant["status"], grant["person"]["name"]) == ("RightGranted", "GRANTED", BACKUP)
    changed = await said(administrator(api), "ChangeGrantPeriod", grant_id=grant["id"])
    assert (changed["__typename"], changed["grant"]["end"]) == ("GrantPeriodChanged", "2027-11-30")
    (ended,) = (await said(administrator(api), "EndGrants", grant_id=grant["id"]))["results"]
    assert (ended["__typename"], ended["grant"]["end"]) == ("GrantEnded", "2026-12-31")
    access = await run(administrator(api), "OrganisationAccess", {"id": GENT_AS_ID, "first": 10})
    granted = access["organisation"].pop("grants")
    assert (granted["totalCount"], ended["grant"] in [edge["node"] for edge in granted["edges"]]) == (2, True)
    assert access["organisation"] == {
        "administrators": [{"name": ADMINISTRATOR, "head": False, "email": work_email(ADMINISTRATOR)}],
        "delegatedTo": [],
        "channels": [
            {
                "application": {"code": "LOKET", "name": "Loket voor Lokale Besturen"},
                "status": "ACTIVE",
                "since": "2025-10-17T14:00:00+02:00",
            }
        ],
    }
    switched = await said(administrator(api), "SwitchChannel", organisation_id=GENT_AS_ID)
    assert [(each["application"]["code"], each["status"]) for each in switched["organisation"]["channels"]] == [
        ("RELIGIOPOINT", "ACTIVE"),
        ("LOKET", "ENDED"),
    ]


ABOUT = {
    "RequestAccess": {"organisation_id"},
    "WithdrawAccessRequest": {"request_id"},
    "ApproveAccessRequest": {"request_id"},
    "RejectAccessRequest": {"request_id"},
    "EstablishWorkRelation": {"request_id"},
    "GrantRights": {"organisation_id", "person_id"},
    "EndGrants": {"grant_id"},
    "ChangeGrantPeriod": {"grant_id"},
    "SwitchChannel": {"organisation_id"},
}
"""Every mutation about access, with the ids that its example leaves open."""


def test_no_mutation_is_forgotten() -> None:
    mutations = {
        definition.name.value
        for definition in contract.documents()["access"].definitions
        if isinstance(definition, OperationDefinitionNode)
        and definition.operation is OperationType.MUTATION
        and definition.name is not None
    }
    assert set(ABOUT) == mutations


@pytest.mark.parametrize("operation", sorted(ABOUT))
async def test_who_did_not_sign_in_is_asked_to(api: Api, operation: str) -> None:
    ids = dict.fromkeys(ABOUT[operation], GENT_AS_ID)
    assert (await said(api.anonymous(), operation, **ids))["__typename"] == "SignInRequired"


@pytest.mark.parametrize("operation", sorted(set(ABOUT) - {"RequestAccess"}))
async def test_another_organisation_finds_nothing_to_decide_on(api: Api, operation: str) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await employ(api.engine, BACKUP, GENT_ID)
    grant = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    ids = {
        "organisation_id": GENT_AS_ID,
        "request_id": (await requested(api, APPLICANT))["id"],
        "grant_id": encode_id(NodeKind.GRANT, grant.id),
        "person_id": person_id(BACKUP),
    }
    elsewhere = api.signed_in("Elders Beheer", HASSELT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    answer = await said(elsewhere, operation, **{name: ids[name] for name in ABOUT[operation]})
    (answer,) = answer.get("results", [answer])
    assert answer["__typename"] == "NotFound"


@pytest.mark.parametrize("operation", sorted(set(ABOUT) - {"RequestAccess", "WithdrawAccessRequest"}))
async def test_who_decides_has_accepted_the_terms_of_use(api: Api, operation: str) -> None:
    fresh = api.signed_in("Ver Gat", GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    answer = await said(fresh, operation, **dict.fromkeys(ABOUT[operation], GENT_AS_ID))
    assert answer["__typename"] == "TermsNotAccepted"
