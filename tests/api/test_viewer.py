"""The viewer: who is signed in, for whom, in which roles, and what that puts in the menu."""

import hashlib
from typing import Any

import pytest

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT, person_key
from resolvers.ids import NodeKind, encode_id
from tests.api.stored import news, tell
from tests.support.api import GENT_OVO, OCMW_GENT_OVO, Api
from tests.support.client import Client

VIEWER = """
{
  viewer {
    person { id name }
    actingAs { name }
    capacities { kind organisation { name } }
    capabilities
    notice
    territories { name unreadMeldingen }
    termsOfUse { currentVersion acceptedVersion acceptedAt }
  }
}
"""

NOT_ACCEPTED = {"currentVersion": "2026-01", "acceptedVersion": None, "acceptedAt": None}
ACCEPTED = {"currentVersion": "2026-01", "acceptedVersion": "2026-01", "acceptedAt": "2026-11-21T13:00:00+01:00"}


async def viewer(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = (await client.send(VIEWER)).data["viewer"]
    return found


def person(name: str) -> dict[str, str]:
    subject = hashlib.sha256(f"person:{name}".encode()).hexdigest()[:40]
    return {"id": encode_id(NodeKind.PERSON, person_key(subject)), "name": name}


async def test_a_visitor_who_did_not_sign_in_is_nobody(api: Api) -> None:
    assert await viewer(api.anonymous()) == {
        "person": None,
        "actingAs": None,
        "capacities": [],
        "capabilities": [],
        "notice": "Je bent niet aangemeld. Je ziet enkel wat gepubliceerd is.",
        "territories": [],
        "termsOfUse": NOT_ACCEPTED,
    }


async def test_a_natural_person_hears_why_there_is_little_to_see(api: Api) -> None:
    assert await viewer(api.signed_in("Na Tuurlijk", None)) == {
        "person": person("Na Tuurlijk"),
        "actingAs": None,
        "capacities": [{"kind": "NATURAL_PERSON", "organisation": None}],
        "capabilities": [],
        "notice": "Je bent aangemeld als natuurlijk persoon. Meld je aan voor je stad, gemeente of organisatie om "
        "activiteiten te beheren. Heb je daar nog geen recht voor? Vraag het dan aan: de lokale beheerder van de "
        "organisatie beslist erover.",
        "territories": [],
        "termsOfUse": NOT_ACCEPTED,
    }


async def test_an_organiser_acts_for_an_organisation(api: Api) -> None:
    assert await viewer(api.organiser()) == {
        "person": person("Or Ganisator"),
        "actingAs": {"name": "OCMW Gent"},
        "capacities": [{"kind": "ORGANISER", "organisation": {"name": "OCMW Gent"}}],
        "capabilities": ["MY_ACTIVITIES", "MY_ORGANISATION"],
        "notice": None,
        "territories": [],
        "termsOfUse": ACCEPTED,
    }


async def test_a_moderator_has_a_territory_and_its_menu(api: Api) -> None:
    await tell(api.engine, [news(), news()])
    organisation = {"name": "Stad Gent"}
    assert await viewer(api.moderator()) == {
        "person": person("Mo Derator"),
        "actingAs": organisation,
        "capacities": [
            {"kind": "ORGANISER", "organisation": organisation},
            {"kind": "MODERATOR", "organisation": organisation},
        ],
        "capabilities": [
            "MY_ACTIVITIES",
            "MY_ORGANISATION",
            "MELDINGEN",
            "TERRITORY_ORGANISATIONS",
            "TERRITORY_ACTIVITIES",
        ],
        "notice": None,
        "territories": [{"name": "Gent", "unreadMeldingen": 2}],
        "termsOfUse": ACCEPTED,
    }


async def test_a_local_administrator_has_tasks_but_no_territory(api: Api) -> None:
    organisation = {"name": "Stad Gent"}
    assert await viewer(api.administrator()) == {
        "person": person("Lo Beheerder"),
        "actingAs": organisation,
        "capacities": [
            {"kind": "ORGANISER", "organisation": organisation},
            {"kind": "LOCAL_ADMINISTRATOR", "organisation": organisation},
        ],
        "capabilities": ["MY_ACTIVITIES", "MY_ORGANISATION", "ACCESS_TASKS"],
        "notice": None,
        "territories": [],
        "termsOfUse": ACCEPTED,
    }


async def test_somebody_can_be_moderator_and_administrator_at_once(api: Api) -> None:
    both = api.signed_in("Al Les", GENT_OVO, MODERATOR_RIGHT, LOCAL_ADMINISTRATOR_RIGHT)
    found = await viewer(both)
    assert [capacity["kind"] for capacity in found["capacities"]] == ["ORGANISER", "MODERATOR", "LOCAL_ADMINISTRATOR"]
    assert len(found["capabilities"]) == 6


@pytest.mark.parametrize("code", ["OVO999999", "0000000000", "OVO002132", "0207478545", "geen code"])
async def test_who_acts_for_an_organisation_that_is_not_there_any_more_is_a_natural_person(api: Api, code: str) -> None:
    found = await viewer(api.signed_in("Mo Kortessem", code, MODERATOR_RIGHT))
    assert (found["actingAs"], [capacity["kind"] for capacity in found["capacities"]], found["territories"]) == (
        None,
        ["NATURAL_PERSON"],
        [],
    )


@pytest.mark.parametrize("code", ["0207451227", "0207.451.227", "ovo002067"])
async def test_an_organisation_is_known_by_each_of_its_codes(api: Api, code: str) -> None:
    found = await viewer(api.signed_in("Mo Derator", code, MODERATOR_RIGHT))
    assert (found["actingAs"], found["territories"]) == (
        {"name": "Stad Gent"},
        [{"name": "Gent", "unreadMeldingen": 0}],
    )


async def test_the_right_of_moderators_gives_a_territory_to_municipalities_only(api: Api) -> None:
    found = await viewer(api.signed_in("Mo bij het OCMW", OCMW_GENT_OVO, MODERATOR_RIGHT))
    assert ([capacity["kind"] for capacity in found["capacities"]], found["territories"]) == (["ORGANISER"], [])


async def test_who_acts_for_a_municipality_without_the_right_hears_how_to_get_it(api: Api) -> None:
    clients = (api.signed_in("Mo Derator", GENT_OVO), api.moderator(), api.administrator())
    assert [(await viewer(each))["notice"] for each in clients] == [
        (
            "Je kan de eigen activiteiten van Stad Gent beheren, maar niet modereren. Heb je daar nog geen recht voor? "
            "Vraag het dan aan: de lokale beheerder van de organisatie beslist erover."
        ),
        None,
        None,
    ]
