"""Registering organisations: who may, for which number, and who hears of it."""

from typing import Any

from persistence.reference import government_id
from persistence.tables.meldingen import melding
from persistence.tables.organisations import organisation
from tests.api.stored import everything, rows
from tests.support.api import GENT_ID, Api, accept_terms
from tests.support.client import Client
from tests.support.factories import GENT

REGISTER = """
mutation ($input: RegisterOrganisationInput!) {
  it: registerOrganisation(input: $input) {
    __typename
    ... on OrganisationRegistered {
      organisation {
        name kbo kind registeredAt
        municipality { nis } address { street postcode locality } contacts { kind value }
      }
    }
    ... on Refusal { code message }
    ... on InvalidInput { fields { path message } }
  }
}
"""
DE_BRUG_KBO = "0428364866"
GIVEN: dict[str, Any] = {
    "name": "Buurthuis De Brug",
    "kbo": "0428.364.866",
    "kind": "ASSOCIATION",
    "address": {"street": "Voorbeeldstraat 1", "postcode": "9000", "locality": "Gent"},
    "contacts": [{"kind": "EMAIL", "value": "info@example.org"}],
}
DE_BRUG = {
    "__typename": "OrganisationRegistered",
    "organisation": {
        "name": "Buurthuis De Brug",
        "kbo": DE_BRUG_KBO,
        "kind": "ASSOCIATION",
        "registeredAt": "2026-11-21T13:00:00+01:00",
        "municipality": {"nis": "44021"},
        "address": GIVEN["address"],
        "contacts": GIVEN["contacts"],
    },
}


async def register(client: Client, **changes: Any) -> Any:
    return (await client.send(REGISTER, {"input": {**GIVEN, **changes}})).data["it"]


def errors(result: Any) -> dict[str, str]:
    assert result["__typename"] == "InvalidInput", result
    return {each["path"]: each["message"] for each in result["fields"]}


async def volunteer(api: Api) -> Client:
    """Return somebody who signed in on behalf of an organisation that is not known here."""
    await accept_terms(api.engine, "Vrij Williger")
    return api.signed_in("Vrij Williger", DE_BRUG_KBO)


async def test_who_signed_in_on_behalf_of_a_number_registers_it_and_acts_for_it(api: Api) -> None:
    client = await volunteer(api)
    assert await register(client) == DE_BRUG
    (told,) = await rows(api.engine, melding)
    assert (told["kind"], told["territory"]) == ("ORGANISATION_REGISTERED", GENT)
    (found,) = [each for each in await rows(api.engine, organisation) if each["kbo"] == DE_BRUG_KBO]
    assert told["organisation_id"] == found["id"]
    # A new token of the same person, as the first is remembered for some seconds.
    api.clock.advance(minutes=1)
    fresh = api.signed_in("Vrij Williger", DE_BRUG_KBO)
    assert (await fresh.send("{ viewer { actingAs { name } } }")).data["viewer"]["actingAs"] == {
        "name": "Buurthuis De Brug"
    }


async def test_a_moderator_registers_a_group_without_a_number(api: Api) -> None:
    registered = await register(api.moderator(), kbo=None)
    assert registered == {**DE_BRUG, "organisation": {**DE_BRUG["organisation"], "kbo": None}}  # type: ignore[dict-item]


async def test_nobody_else_registers_an_organisation(api: Api) -> None:
    before = await everything(api.engine)
    outcomes = [
        (await register(client, **changes))["__typename"]
        for client, changes in (
            (api.anonymous(), {}),
            (api.signed_in("Na Tuurlijk", None), {}),
            (api.organiser(), {}),
            (api.other_moderator(), {}),
            (api.organiser(), {"kbo": None}),
            (api.signed_in("Ni Euw", DE_BRUG_KBO), {}),
        )
    ]
    assert outcomes == ["SignInRequired", *("NotAllowed",) * 4, "TermsNotAccepted"]
    assert await everything(api.engine) == before


async def test_a_number_is_registered_once(api: Api) -> None:
    client = await volunteer(api)
    key = {"idempotencyKey": "k"}
    assert await register(client, **key) == await register(client, **key) == DE_BRUG
    taken = {"kbo": "Er is al een organisatie met dit ondernemingsnummer: Buurthuis De Brug."}
    assert errors(await register(client)) == taken
    assert errors(await register(api.moderator())) == taken
    assert len(await rows(api.engine, melding)) == 1


async def test_a_government_completes_what_is_known_of_it(api: Api) -> None:
    registered = await register(api.moderator(), kbo="0207451227")
    assert registered["organisation"] == {
        **DE_BRUG["organisation"],  # type: ignore[dict-item]
        "name": "Stad Gent",
        "kbo": "0207451227",
        "kind": "MUNICIPALITY",
    }
    (told,) = await rows(api.engine, melding)
    assert told["organisation_id"] == GENT_ID


async def test_nobody_else_completes_it(api: Api) -> None:
    assert errors(await register(api.moderator(), kbo="0212214125")) == {
        "kbo": "Er is al een organisatie met dit ondernemingsnummer: OCMW Gent."
    }
    assert government_id("0212214125") in {each["id"] for each in await rows(api.engine, organisation)}


async def test_every_field_says_what_is_wrong_with_it(api: Api) -> None:
    result = await register(
        api.moderator(),
        name="",
        kbo="0207451228",
        kind="MUNICIPALITY",
        address={"street": " ", "postcode": "", "locality": "\0"},
        contacts=[],
    )
    assert errors(result) == {
        "name": "Vul de naam van de organisatie in.",
        "kbo": "Dit is geen geldig ondernemingsnummer. Het telt tien cijfers, zoals 0207.451.227.",
        "kind": "Lokale besturen hoeven zich niet te registreren: ze zijn hier al gekend.",
        "address.street": "Vul straat en nummer in.",
        "address.postcode": "Vul de postcode in.",
        "address.locality": "Dit bevat tekens die niet bewaard kunnen worden.",
        "contacts": "Geef minstens één manier om contact op te nemen.",
    }
    elsewhere = {"street": "Rue 1", "postcode": "4000", "locality": "Liège"}
    assert errors(await register(api.moderator(), address=elsewhere)) == {
        "address.postcode": "Deze postcode kennen we niet in Vlaanderen of Brussel."
    }
