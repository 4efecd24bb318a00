"""Asking for access and deciding on it, with the operations that the clients send."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from resolvers.ids import NodeKind, encode_id
from schema import contract
from tests.support.api import GENT_ID, GENT_OVO, Api
from tests.support.client import Client

GENT_AS_ID = encode_id(NodeKind.ORGANISATION, GENT_ID)
APPLICANT, ADMINISTRATOR, COLLEAGUE = "Aan Vrager", "Lo Beheerder", "Dubbel"


def organisation_id(key: UUID) -> str:
    """Return the global id of an organisation."""
    return encode_id(NodeKind.ORGANISATION, key)


def administrator(api: Api, person: str = ADMINISTRATOR) -> Client:
    """Return a local administrator of Gent."""
    return api.signed_in(person, GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)


def applicant(api: Api, person: str = APPLICANT) -> Client:
    """Return somebody who signed in as a natural person."""
    return api.signed_in(person, None)


async def run(client: Client, operation: str, **given: Any) -> dict[str, Any]:
    """Send a mutation of the contract and return its answer."""
    answer = await client.send(contract.operations()[operation], {"input": given}, operation)
    (found,) = answer.data.values()
    shown: dict[str, Any] = found
    return shown


def asked_for(**given: Any) -> dict[str, Any]:
    """Return the input of a request for the right to moderate Gent."""
    return {
        "organisationId": GENT_AS_ID,
        "right": MODERATOR_RIGHT,
        "phone": "+32 491 00 00 00",
        "email": "aan.vrager@example.org",
        "reason": "Activiteiten beheren",
        **given,
    }


async def ask(client: Client, **given: Any) -> str:
    """Ask for access and return the id of the request."""
    answer = await run(client, "RequestAccess", **asked_for(**given))
    assert answer["__typename"] == "AccessRequested", answer
    found: str = answer["request"]["id"]
    return found


async def approve(client: Client, request_id: str, **given: Any) -> dict[str, Any]:
    """Approve a request."""
    return await run(client, "ApproveAccessRequest", requestId=request_id, **{"reason": "medewerker", **given})


async def reject(client: Client, request_id: str, **given: Any) -> dict[str, Any]:
    """Reject a request."""
    return await run(client, "RejectAccessRequest", requestId=request_id, **{"reason": "onbekend", **given})


async def employ(client: Client, request_id: str, **given: Any) -> dict[str, Any]:
    """Establish the work relation that a request waits for."""
    values: Mapping[str, Any] = {"kind": "PERMANENT", "email": "aan.vrager@example.org", **given}
    return await run(client, "EstablishWorkRelation", requestId=request_id, **values)


async def tasks(client: Client) -> Any:
    """Return what waits for somebody's decision."""
    return (await client.send(contract.operations()["AccessTasks"], {}, "AccessTasks")).data["viewer"]["accessTasks"]


async def mine(client: Client) -> Any:
    """Return what somebody asked for and was granted."""
    return (await client.send(contract.operations()["MyAccess"], {}, "MyAccess")).data["viewer"]
