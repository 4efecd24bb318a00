"""The three ways of a board to its digital channel, step by step as the manual of Loket tells them.

The platform does what the help desks do (place, appoint, delegate); all else goes through the API as people send it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from auth.development import subject_of
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from domain.organisations.target_groups import TargetGroup
from ikdoemee.access import Appointment, appointed, delegated, placed
from persistence.engine import WRITES
from persistence.tables.access_rights import access_right
from persistence.tables.mails import mail
from resolvers.ids import NodeKind, uuid_or_unknown
from tests.api.asking import applicant, approve, ask, asked_for, employ, mine, reject, run, tasks
from tests.support.access import LOKET, PREMIEZOEKER, TODAY, entitle, work_email
from tests.support.api import Api
from tests.support.client import Client

BOARD_KBO, BODY_KBO = "0428364866", "0415327175"
ALL_CONTEXTS = [
    "berichtenGebruiker",
    "eredienstBedienaarGebruiker",
    "eredienstMandaatGebruiker",
    "leidinggevendenGebruiker",
    "mandaatGebruiker",
    "toezichtGebruiker",
]
VENDOR_RIGHT = "Religiopoint_Inzender"
WHY = "beslissing van het bestuur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parish:
    """A board, and the representative body that decides on its access."""

    api: Api
    board_id: str

    @property
    def key(self) -> UUID:
        """The key of the board."""
        return uuid_or_unknown(self.board_id, NodeKind.ORGANISATION)

    @property
    def body(self) -> Client:
        """The local administrator of the representative body."""
        return self.api.signed_in("Twee", BODY_KBO, LOCAL_ADMINISTRATOR_RIGHT)

    def member(self, name: str = "Be Stuurslid") -> Client:
        """Return a member of the board, who signs in for themselves."""
        return applicant(self.api, name)

    def wish(self, **given: Any) -> dict[str, Any]:
        """Return the self-registration form as the manual says to fill it in."""
        form = {
            "organisationId": self.board_id,
            "right": LOKET,
            "contexts": ALL_CONTEXTS,
            "email": "lid@example.org",
            "reason": "Bestuurslid",
        }
        return asked_for(**{**form, **given})

    async def wish_refused(self, **given: Any) -> str:
        """Ask for access in vain and return why, in a word."""
        answer = await run(self.member(), "RequestAccess", **self.wish(**given))
        fields: list[Mapping[str, str]] = answer.get("fields", [])
        return " ".join([answer["__typename"], *(each["message"] for each in fields or [answer])])

    async def switch(self, to: str) -> dict[str, Any]:
        """Let the representative body note what the board decided."""
        return await run(
            self.body,
            "SwitchChannel",
            organisationId=self.board_id,
            to=to,
            decidedOn=TODAY.isoformat(),
            reason=WHY,
        )

    async def joins(self, name: str) -> None:
        """Let a member ask for Loket, and the representative body approve it with a work relation."""
        request_id = await ask(self.member(name), **self.wish(email=work_email(name)))
        waits = await approve(self.body, request_id)
        assert waits["__typename"] == "WorkRelationNeeded", waits
        established = await employ(self.body, request_id, email=work_email(name))
        assert established["__typename"] == "WorkRelationEstablished", established

    async def rights_of(self, name: str) -> dict[str, str]:
        """Return the rights of a member, as they see them, and where these are in their life."""
        edges = (await mine(self.member(name)))["grants"]["edges"]
        return {edge["node"]["right"]["code"]: edge["node"]["status"] for edge in edges}

    async def told(self, name: str) -> list[str]:
        """Return what a member was mailed."""
        async with self.api.engine.connect() as connection:
            statement = select(mail.c.subject).where(mail.c.to == work_email(name)).order_by(mail.c.written_at)
            return list((await connection.execute(statement)).scalars())


async def registered(client: Client, name: str, kbo: str) -> str:
    """Register an organisation and return its id."""
    answer = await run(
        client,
        "RegisterOrganisation",
        name=name,
        kbo=kbo,
        kind="OTHER",
        address={"street": "Kerkplein 1", "postcode": "9000", "locality": "Gent"},
        contacts=[{"kind": "EMAIL", "value": "bestuur@example.org"}],
    )
    assert answer["__typename"] == "OrganisationRegistered", answer
    found: str = answer["organisation"]["id"]
    return found


async def appoint_at_the_body(api: Api) -> None:
    """Appoint the administrator of the representative body; the command line has a clock of its own."""
    appointment = Appointment(
        organisation=BODY_KBO,
        subject=subject_of("Twee"),
        name="Twee",
        email="bisdom@example.org",
        reason="formulier",
        begin=date(2024, 1, 1),
        end=date(2033, 12, 31),
    )
    await appointed(api.settings, appointment)


@pytest.fixture
async def unknown_board(api: Api) -> Parish:
    """Give a board that nobody set up yet, and its representative body."""
    board_id = await registered(api.signed_in("Een", BOARD_KBO), "Kerkfabriek Voorbeeld", BOARD_KBO)
    await registered(api.signed_in("Twee", BODY_KBO), "Bisdom Voorbeeld", BODY_KBO)
    return Parish(api=api, board_id=board_id)


@pytest.fixture
async def board(unknown_board: Parish) -> Parish:
    """Give a board that the help desk has set up."""
    api = unknown_board.api
    await placed(api.settings, BOARD_KBO, TargetGroup.LB, reason="aanvraag")
    await appoint_at_the_body(api)
    await delegated(api.settings, BOARD_KBO, BODY_KBO, reason="aanvraag")
    return unknown_board


async def test_1_a_board_that_was_never_connected_connects_to_loket(unknown_board: Parish) -> None:
    board, settings = unknown_board, unknown_board.api.settings
    # The help desk places the board among the local governments ...
    assert "Geen gebruikersrechten gevonden" in await board.wish_refused()
    await placed(settings, BOARD_KBO, TargetGroup.LB, reason="aanvraag")
    assert "gebruikt Loket voor Lokale Besturen niet" in await board.wish_refused()
    # ... and lets the representative body manage its access.
    assert (await board.switch("LOKET"))["__typename"] == "NotFound"
    assert "geen lokale beheerder" in await board.wish_refused(right=None, contexts=[])
    await appoint_at_the_body(board.api)
    await delegated(settings, BOARD_KBO, BODY_KBO, reason="aanvraag")
    # The board decides, and the body notes it.
    switched = await board.switch("LOKET")
    assert [(each["application"]["code"], each["status"]) for each in switched["organisation"]["channels"]] == [
        ("LOKET", "ACTIVE")
    ]
    assert switched["endedGrants"] == []
    # Now a member registers: with a digital key, the board, their particulars, contexts and "Bestuurslid".
    assert "Kies minstens één context." in await board.wish_refused(contexts=[])
    request_id = await ask(board.member(), **board.wish())
    (task,) = (await tasks(board.body))["edges"]
    assert (task["node"]["id"], task["node"]["reason"], task["node"]["organisation"]["kbo"]) == (
        request_id,
        "Bestuurslid",
        BOARD_KBO,
    )
    waits = await approve(board.body, request_id)
    assert (waits["__typename"], await board.rights_of("Be Stuurslid")) == ("WorkRelationNeeded", {})
    established = await employ(board.body, request_id)
    assert established["workRelation"]["organisation"]["name"] == "Kerkfabriek Voorbeeld"
    (edge,) = (await mine(board.member()))["grants"]["edges"]
    assert (edge["node"]["status"], [each["code"] for each in edge["node"]["contexts"]]) == ("ACTIVE", ALL_CONTEXTS)


async def test_2_a_board_on_religiopoint_switches_to_loket(board: Parish) -> None:
    api = board.api
    assert (await board.switch("RELIGIOPOINT"))["__typename"] == "ChannelSwitched"
    assert "gebruikt Loket voor Lokale Besturen niet" in await board.wish_refused()
    # The vendor sends in for the board; people of other organisations can hold rights there too.
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(
            insert(access_right).values(
                code=VENDOR_RIGHT,
                application="RELIGIOPOINT",
                name="Inzender",
                target_groups=["LB"],
                contexts=[],
                longest_days=731,
            )
        )
        await connection.commit()
    await entitle(api.engine, "Ver Koper", board.key, VENDOR_RIGHT)
    # The board stops there: with the subscription goes what the vendor could do in its name.
    switched = await board.switch("LOKET")
    assert [(each["application"]["code"], each["status"]) for each in switched["organisation"]["channels"]] == [
        ("LOKET", "ACTIVE"),
        ("RELIGIOPOINT", "ENDED"),
    ]
    assert [(each["person"]["name"], each["status"]) for each in switched["endedGrants"]] == [("Ver Koper", "REVOKED")]
    assert await board.rights_of("Ver Koper") == {VENDOR_RIGHT: "REVOKED"}
    # From here on it is as for any board.
    await board.joins("Be Stuurslid")
    assert await board.rights_of("Be Stuurslid") == {LOKET: "ACTIVE"}
    assert (await tasks(board.body))["totalCount"] == 0


async def test_3_a_board_on_loket_switches_to_religiopoint(board: Parish) -> None:
    assert (await board.switch("LOKET"))["__typename"] == "ChannelSwitched"
    members = ["Eerste Lid", "Tweede Lid", "Derde Lid"]
    for name in members:
        await board.joins(name)
    await entitle(board.api.engine, "Eerste Lid", board.key, PREMIEZOEKER)
    late = await ask(board.member("Laat Lid"), **board.wish())
    # The members themselves cannot switch, nor does it help that one of them speaks for the board.
    for client in (board.member("Eerste Lid"), board.api.signed_in("Een", BOARD_KBO)):
        refused = await run(
            client,
            "SwitchChannel",
            organisationId=board.board_id,
            to="RELIGIOPOINT",
            decidedOn=TODAY.isoformat(),
            reason=WHY,
        )
        assert refused["__typename"] == "NotFound"
        assert await board.rights_of("Tweede Lid") == {LOKET: "ACTIVE"}
    # The representative body ends the access of all members: with the channel, so that the two are never used together.
    switched = await board.switch("RELIGIOPOINT")
    assert {each["person"]["name"] for each in switched["endedGrants"]} == set(members)
    for name in members:
        assert (await board.rights_of(name))[LOKET] == "REVOKED"
        assert "Je toegang tot Loket voor Lokale Besturen is stopgezet" in await board.told(name)
    # What is no part of it stays.
    assert (await board.rights_of("Eerste Lid"))[PREMIEZOEKER] == "ACTIVE"
    # Nobody gets in by what was asked for before, nor by asking again.
    assert (await approve(board.body, late))["__typename"] == "WrongStatus"
    assert (await reject(board.body, late))["__typename"] == "AccessRequestRejected"
    assert "gebruikt Loket voor Lokale Besturen niet" in await board.wish_refused()
    # The board may come back; its members ask anew.
    assert (await board.switch("LOKET"))["endedGrants"] == []
    assert (await board.rights_of("Tweede Lid"))[LOKET] == "REVOKED"
    request_id = await ask(board.member("Tweede Lid"), **board.wish())
    assert (await approve(board.body, request_id))["__typename"] == "AccessRequestApproved"
