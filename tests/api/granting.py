"""Granting rights, ending them and changing their periods, with the operations that the clients send."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from auth.development import subject_of
from domain.actors import person_key
from domain.grants.model import Grant
from persistence.tables.access_audit import access_audit_entry
from persistence.tables.access_changes import access_change
from persistence.tables.mails import mail
from resolvers.ids import NodeKind, encode_id
from tests.api.asking import GENT_AS_ID, run
from tests.support.access import PREMIEZOEKER, TODAY
from tests.support.api import Api
from tests.support.client import Client

GRANTS = """
query Grants($id: ID!) {
  node(id: $id) {
    ... on Organisation { grants(first: 100) { totalCount nodes { status person { name } right { code } } } }
  }
}
"""
BACKUP = "Re Serve"
NUMBER, OTHER_NUMBER, BIS_NUMBER = "85.07.30-033 28", "17073003384", "98472899765"


def person_id(name: str) -> str:
    """Return the global id of a made-up person."""
    return encode_id(NodeKind.PERSON, person_key(subject_of(name)))


def grant_id(grant: Grant) -> str:
    """Return the global id of a grant."""
    return encode_id(NodeKind.GRANT, grant.id)


def day(later: int) -> str:
    """Return the day so many days after today."""
    return (TODAY + timedelta(days=later)).isoformat()


def wanted(*people: str, **given: Any) -> dict[str, Any]:
    """Return the input that grants people of Gent the right to use Premiezoeker."""
    return {
        "organisationId": GENT_AS_ID,
        "right": PREMIEZOEKER,
        "personIds": [person_id(each) for each in people],
        "begin": day(0),
        "end": day(364),
        "contexts": [],
        "external": False,
        "reason": "back-up",
        **given,
    }


def works(**given: Any) -> dict[str, Any]:
    """Return the input that says how somebody works there."""
    return {"kind": "PERMANENT", "email": "nieuw@example.org", **given}


def new_person(number: str = NUMBER, **given: Any) -> dict[str, Any]:
    """Return the input that names somebody by number."""
    return {"number": number, "name": "An Test", "workRelation": works(), **given}


async def grant(client: Client, *people: str, **given: Any) -> dict[str, Any]:
    """Grant people a right."""
    return await run(client, "GrantRights", **wanted(*people, **given))


async def end(client: Client, *grants: str, **given: Any) -> dict[str, Any]:
    """End grants, at once unless a day is given."""
    return await run(client, "EndGrants", grantIds=grants, **{"reason": "uit dienst", **given})


async def change(client: Client, grant: str, **given: Any) -> dict[str, Any]:
    """Change the period of a grant."""
    values = {"begin": None, "end": day(100), "reason": "verlenging", **given}
    return await run(client, "ChangeGrantPeriod", grantId=grant, **values)


def kinds(answer: dict[str, Any]) -> list[str]:
    """Return what became of each row."""
    assert "results" in answer, answer
    return [each["__typename"] for each in answer["results"]]


def said(refusal: dict[str, Any]) -> tuple[str, str]:
    """Return what a refusal says."""
    return refusal["__typename"], refusal["message"]


def wrong(refusal: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong where."""
    assert refusal["__typename"] == "InvalidInput", refusal
    return {each["path"]: each["message"] for each in refusal["fields"]}


async def grants_of(client: Client, organisation_id: str = GENT_AS_ID) -> list[tuple[str, str, str]]:
    """Return who has which right of an organisation, and where that stands."""
    found = (await client.send(GRANTS, {"id": organisation_id})).data["node"]["grants"]
    assert found["totalCount"] == len(found["nodes"])
    return [(each["person"]["name"], each["right"]["code"], each["status"]) for each in found["nodes"]]


async def trail(api: Api, action: str) -> Sequence[Any]:
    """Return the lines of the trail about something that was done, in order."""
    statement = (
        select(access_audit_entry)
        .where(access_audit_entry.c.action == action)
        .order_by(access_audit_entry.c.at, access_audit_entry.c.id)
    )
    async with api.engine.connect() as connection:
        return (await connection.execute(statement)).mappings().all()


async def mailed(api: Api, to: str) -> list[str]:
    """Return the subjects of what was mailed to an address."""
    async with api.engine.connect() as connection:
        return sorted((await connection.execute(select(mail.c.subject).where(mail.c.to == to))).scalars())


async def changed_subjects(api: Api) -> set[str]:
    """Return whose rights changed, as every process hears."""
    async with api.engine.connect() as connection:
        return set((await connection.execute(select(access_change.c.subject))).scalars())


def as_organisation(key: UUID) -> str:
    """Return the global id of an organisation."""
    return encode_id(NodeKind.ORGANISATION, key)
