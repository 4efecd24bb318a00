"""A self-registration link, explained to whoever received it: what it asks for, or what is wrong with it."""

from typing import Any

import pytest
from sqlalchemy import update

from domain.access_links.explaining import UNKNOWN_CONTEXT
from domain.access_links.reading import HOST, LEADS_ELSEWHERE, NO_LINK, NO_TARGET_GROUP, NOTHING_ASKED
from domain.access_requests.asking import NO_RIGHTS, UNKNOWN_RIGHT
from domain.actors import HEAD_ADMINISTRATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from persistence.engine import WRITES
from persistence.tables.organisations import organisation
from schema import contract
from tests.api.asking import GENT_AS_ID
from tests.support.api import GENT_ID, Api
from tests.support.client import Client
from tests.support.clock import START

USER = f"https://{HOST}/user/"
LOKET = contract.variables()["ExplainAccessLink"]["url"]
LOKET_RIGHT = "ABB_LoketLB_LB_CompEnt_Gebruiker"
LOCAL_GOVERNMENTS = {
    "code": "LB",
    "label": "Lokale besturen",
    "organisationQuestion": "Voor welk lokaal bestuur wilt u een gebruikersrecht aanvragen?",
}
GENT = {"id": GENT_AS_ID, "name": "Stad Gent", "kbo": "0207451227"}


async def explained(client: Client, url: str) -> Any:
    answer = await client.send(contract.operations()["ExplainAccessLink"], {"url": url}, "ExplainAccessLink")
    return answer.data["accessLink"]


async def link(api: Api, query: str, page: str = "aanvraag") -> Any:
    found = await explained(api.anonymous(), f"{USER}{page}?&{query}")
    assert found["__typename"] == "AccessLink", found
    return found


async def test_a_link_fixes_a_right(api: Api) -> None:
    found = await explained(api.anonymous(), LOKET)
    assert [each["code"] for each in found["right"].pop("contexts")][:2] == [
        "berichtenGebruiker",
        "eredienstBedienaarGebruiker",
    ]
    assert found == {
        "__typename": "AccessLink",
        "kind": "RIGHT",
        "targetGroup": LOCAL_GOVERNMENTS,
        "application": {"code": "LOKET", "name": "Loket voor Lokale Besturen"},
        "right": {"code": LOKET_RIGHT, "name": "LoketLB Gebruiker"},
        "rightsToChooseFrom": [],
        "organisation": None,
        "contexts": [],
    }


async def test_a_link_offers_the_rights_of_an_application(api: Api) -> None:
    found = await link(api, "an=287&dg=LB")
    assert (found["right"], found["application"]["code"]) == (None, "LOKET")
    assert [each["code"] for each in found["rightsToChooseFrom"]] == [LOKET_RIGHT]


async def test_a_link_names_a_right_without_its_application(api: Api) -> None:
    found = await link(api, f"ec={MODERATOR_RIGHT}&dg=LB".replace("_", r"\_"))
    assert found["application"] == {"code": "IKDOEMEE", "name": "Ikdoemee.be"}
    assert found["right"] == {"code": MODERATOR_RIGHT, "name": "Ikdoemee.be gebruiker", "contexts": []}


async def test_another_target_group_asks_another_question(api: Api) -> None:
    found = await link(api, "ec=DWSE_SIP_EA_Medewerker&dg=EA")
    assert found["targetGroup"] == {
        "code": "EA",
        "label": "Ondernemingen en organisaties",
        "organisationQuestion": "Voor welke onderneming of organisatie wilt u een gebruikersrecht aanvragen?",
    }


@pytest.mark.parametrize("what", [f"ec={LOKET_RIGHT}", "an=287"])
async def test_contexts_are_filled_in_in_the_order_of_the_right(api: Api, what: str) -> None:
    found = await link(api, f"{what}&dg=LB&ctx=toezichtGebruiker&ctx=berichtenGebruiker")
    assert found["contexts"] == [
        {"code": "berichtenGebruiker", "label": "Berichtencentrum"},
        {"code": "toezichtGebruiker", "label": "Toezicht"},
    ]


async def test_the_organisation_is_filled_in(api: Api) -> None:
    assert (await link(api, f"ec={MODERATOR_RIGHT}&dg=LB&oc=0207.451.227"))["organisation"] == GENT


async def test_an_organisation_that_is_not_known_here_is_left_open(api: Api) -> None:
    assert (await link(api, f"ec={MODERATOR_RIGHT}&dg=LB&oc=0428364866"))["organisation"] is None


async def test_an_organisation_that_ended_is_left_open(api: Api) -> None:
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(update(organisation).where(organisation.c.id == GENT_ID).values(ended_on=START.date()))
        await connection.commit()
    assert (await link(api, f"ec={MODERATOR_RIGHT}&dg=LB&oc=0207451227"))["organisation"] is None


@pytest.mark.parametrize(
    ("more", "application"),
    [("", None), ("&an=287", "LOKET"), ("&an=999", None), (f"&ec={LOKET_RIGHT}&ctx=weg", "LOKET")],
)
async def test_a_work_relation_is_asked_for_without_a_right(api: Api, more: str, application: str | None) -> None:
    found = await link(api, f"dg=LB&oc=0207451227{more}", "aanvraag_werkrelatie")
    assert (found["application"] or {"code": None})["code"] == application
    assert {name: found[name] for name in ("kind", "right", "rightsToChooseFrom", "contexts", "organisation")} == {
        "kind": "WORK_RELATION",
        "right": None,
        "rightsToChooseFrom": [],
        "contexts": [],
        "organisation": GENT,
    }


@pytest.mark.parametrize(
    ("url", "path", "message"),
    [
        ("hallo", "url", NO_LINK),
        (LOKET.replace("vlaanderen.be", "example.org"), "url", LEADS_ELSEWHERE),
        (LOKET.replace("dg=LB", ""), "url.dg", NO_TARGET_GROUP),
        (f"{USER}aanvraag?dg=LB", "url.ec", NOTHING_ASKED),
        (f"{USER}aanvraag?dg=LB&ec=Bestaat_Niet", "url.ec", UNKNOWN_RIGHT),
        (f"{USER}aanvraag?dg=LB&ec=%00", "url.ec", UNKNOWN_RIGHT),
        (f"{USER}aanvraag?dg=LB&ec={LOCAL_ADMINISTRATOR_RIGHT}", "url.ec", UNKNOWN_RIGHT),
        (f"{USER}aanvraag?dg=LB&ec={HEAD_ADMINISTRATOR_RIGHT}", "url.ec", UNKNOWN_RIGHT),
        # The example of the presentation: Dimona Mandaat has no rights for anybody here.
        (
            "https://zelfregistratie-gebruikersbeheer-ti.vlaanderen.be/user/aanvraag?&an=45&dg=EA&oc=0428364866",
            "url.an",
            NO_RIGHTS,
        ),
        (f"{USER}aanvraag?dg=LB&an=999", "url.an", NO_RIGHTS),
        (f"{USER}aanvraag?dg=EA&an=287", "url.an", NO_RIGHTS),
        (
            f"{USER}aanvraag?dg=EA&ec={MODERATOR_RIGHT}",
            "url.dg",
            (
                f"{NO_RIGHTS} Het gebruikersrecht Ikdoemee.be gebruiker is niet bedoeld voor de doelgroep "
                "Ondernemingen en organisaties."
            ),
        ),
        (
            f"{USER}aanvraag?dg=LB&an=287&ec={MODERATOR_RIGHT}",
            "url.an",
            (
                "Het gebruikersrecht Ikdoemee.be gebruiker hoort niet bij de toepassing met nummer 287 (an), maar bij "
                "Ikdoemee.be."
            ),
        ),
        (f"{USER}aanvraag?dg=LB&an=287&ctx=weg", "url.ctx", UNKNOWN_CONTEXT),
        (f"{USER}aanvraag?dg=LB&ec={MODERATOR_RIGHT}&ctx=berichtenGebruiker", "url.ctx", UNKNOWN_CONTEXT),
        (
            f"{USER}aanvraag?dg=EA&ec=DWSE_SIP_EA_Medewerker&oc=0207451227",
            "url.oc",
            "Stad Gent hoort niet bij de doelgroep Ondernemingen en organisaties (dg).",
        ),
    ],
)
async def test_a_broken_link_is_told_what_is_wrong(api: Api, url: str, path: str, message: str) -> None:
    assert await explained(api.anonymous(), url) == {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": message,
        "fields": [{"path": path, "message": message}],
    }


def test_the_texts_of_the_self_registration_are_used_letter_by_letter() -> None:
    assert UNKNOWN_RIGHT == "Het opgegeven gebruikersrecht is niet gevonden."
    assert NO_RIGHTS == "Geen gebruikersrechten gevonden voor de gegeven criteria!"


async def test_everybody_may_ask(api: Api) -> None:
    clients = [api.anonymous(), api.signed_in("Na Tuurlijk", None), api.moderator(), api.administrator()]
    answers = [await explained(client, f"{LOKET}&oc=0207451227") for client in clients]
    assert answers == [answers[0]] * 4
