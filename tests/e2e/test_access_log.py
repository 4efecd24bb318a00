"""A started server, where people ask, decide, add somebody by number and are mailed: the log knows none of them."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2

from auth.development import subject_of
from domain.actors import MODERATOR_RIGHT
from resolvers.ids import NodeKind, encode_id
from schema import contract
from tests.e2e.servers import Server, run, start
from tests.support.api import GENT_ID, GENT_OVO
from tests.support.smtp import smtp_server

GENT = encode_id(NodeKind.ORGANISATION, GENT_ID)
ADMINISTRATOR, APPLICANT, NEW = "Lo Beheerder", "Aan Vrager", "Nie Uw"
NUMBER = "85.07.30-033 28"
ADDRESSES = {ADMINISTRATOR: "lo@bestuur.test", APPLICANT: "aan@vrager.test", NEW: "nieuw@bestuur.test"}
PHONE = "+32 491 16 65 42"
NO_RIGHT = "Geen_Recht"

PERSONAL = [
    *ADDRESSES,
    *ADDRESSES.values(),
    *(subject_of(each) for each in ADDRESSES),
    PHONE,
    "+32491166542",
    NUMBER,
    "85073003328",
    "073003328",
]


async def send(server: Server, token: str, operation: str, given: dict[str, Any]) -> Any:
    """Send a mutation of the contract and return its answer."""
    body = {"query": contract.operations()[operation], "variables": {"input": given}}
    async with httpx2.AsyncClient(timeout=30, trust_env=False) as http:
        answer = await http.post(server.graphql, json=body, headers={"authorization": f"Bearer {token}"})
    (found,) = answer.json()["data"].values()
    return found


def appoint(settings: dict[str, str]) -> str:
    """Appoint the administrator and return what the command said."""
    done = run(
        *("access", "appoint", "--organisation", GENT_OVO, "--subject", subject_of(ADMINISTRATOR)),
        *("--name", ADMINISTRATOR, "--email", ADDRESSES[ADMINISTRATOR], "--reason", "formulier van het bestuur"),
        settings=settings,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


async def test_nobody_who_asks_decides_or_is_added_stands_in_the_log(
    demo_database: str, started: list[Server], tmp_path: Path
) -> None:
    async with smtp_server() as mails:
        settings = {
            "database_url": demo_database,
            "smtp_host": "127.0.0.1",
            "smtp_port": str(mails.port),
            "smtp_security": "none",
            "mail_from": "Ikdoemee <noreply@ikdoemee.test>",
        }
        said = await asyncio.to_thread(appoint, settings)
        server = start(tmp_path / "server.log", settings)
        started.append(server)
        await asyncio.to_thread(server.wait_until_ready)
        applicant = await asyncio.to_thread(server.token, APPLICANT, GENT_OVO, NO_RIGHT)
        administrator = await asyncio.to_thread(server.token, ADMINISTRATOR, GENT_OVO, NO_RIGHT)
        # The receiver's server refuses the first mail, with the address in its answer, as servers do.
        mails.answers["RCPT"].append(f"550 5.1.1 <{ADDRESSES[APPLICANT]}> unknown")

        asked = await send(
            server,
            applicant,
            "RequestAccess",
            {"organisationId": GENT, "right": MODERATOR_RIGHT, "phone": PHONE, "email": ADDRESSES[APPLICANT]},
        )
        request = {"requestId": asked["request"]["id"]}
        await send(server, administrator, "ApproveAccessRequest", {**request, "reason": "medewerker"})
        relation = {"kind": "PERMANENT", "email": ADDRESSES[APPLICANT]}
        await send(server, administrator, "EstablishWorkRelation", {**request, **relation})
        wrong, right = (
            {"number": number, "name": NEW, "workRelation": {"kind": "PERMANENT", "email": ADDRESSES[NEW]}}
            for number in (NUMBER.replace("28", "29"), NUMBER)
        )
        given = {"organisationId": GENT, "right": MODERATOR_RIGHT, "reason": "back-up"}
        answers = [
            (await send(server, administrator, "GrantRights", {**given, "newPeople": [each]}))["results"][0]
            for each in (wrong, right)
        ]
        assert [each["__typename"] for each in answers] == ["InvalidInput", "RightGranted"]
        ended = {"grantIds": [answers[1]["grant"]["id"]], "reason": "uit dienst"}
        assert (await send(server, administrator, "EndGrants", ended))["results"][0]["__typename"] == "GrantEnded"
        await mails.took(4)
        assert await asyncio.to_thread(server.stop) == 0
    written = server.log_text + said
    assert "mails.given_up" in written
    assert "Traceback" not in written
    tokens = [applicant, administrator]
    assert [secret for secret in [*PERSONAL, *tokens] if secret in written] == []
