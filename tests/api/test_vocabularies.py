"""Vocabularies grow and shrink without a release; what activities carry keeps its label."""

from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from tests.support.api import Api
from tests.support.client import Client, activity_id
from tests.support.factories import activity, content, store
from tests.support.texts import revise

LISTS = {
    "TYPE": "activityTypes",
    "TOPIC": "topics",
    "GOAL": "goals",
    "LANGUAGE_LEVEL": "languageLevels",
}


def written(vocabulary: str, *terms: tuple[str, str]) -> str:
    return "".join(f'[[vocabulary.{vocabulary}]]\ncode = "{code}"\nlabel = "{label}"\n' for code, label in terms)


async def offered(client: Client, name: str) -> Any:
    terms = (await client.send(f"{{ it: {name} {{ code label }} }}")).data["it"]
    return [(term["code"], term["label"]) for term in terms]


@pytest.mark.parametrize("vocabulary", LISTS)
async def test_a_running_server_offers_a_list_as_it_was_written(api: Api, vocabulary: str) -> None:
    name = LISTS[vocabulary]
    known = [await offered(api.anonymous(), name) for _ in range(2)][1]
    # Another order, another label, a new term.
    wanted = [*reversed(known[1:]), (known[0][0], "Anders"), ("NIEUW_1", "Nieuw")]
    await revise(api.engine, api.clock, written(vocabulary, *wanted))
    assert await offered(api.anonymous(), name) == wanted


async def test_a_retired_term_is_offered_no_longer_and_labels_what_carries_it(api: Api) -> None:
    carrying = activity(content_=content(topics=("TAAL",), types=("WORKSHOP",)), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [carrying])
    # Examples carry terms too; these two say what is left of them.
    examples = '[[inspiration]]\ncode = "A"\ntitle = "A"\ndescription = "A"\ntip = "A"\nschedule = "FLEXIBLE"\n'
    kept = [term for term in await offered(api.anonymous(), "topics") if term[0] != "TAAL"]
    assert await revise(api.engine, api.clock, examples + written("TOPIC", *kept)) == [
        "retired TOPIC term TAAL",
        "added inspiration A",
        *(f"removed inspiration {code}" for code in codes_before()),
    ]
    assert await offered(api.anonymous(), "topics") == kept
    document = "query Q($id: ID!) { activity(id: $id) { topics { code label } } }"
    labels = [
        (await api.anonymous().send(document, {"id": activity_id(carrying.id)})).data["activity"] for _ in range(2)
    ]
    assert labels == [{"topics": [{"code": "TAAL", "label": "Taal"}]}] * 2
    # And it comes back.
    assert await revise(api.engine, api.clock, written("TOPIC", ("TAAL", "Taal"), *kept)) == [
        "offered again TOPIC term TAAL",
        "moved TOPIC terms",
    ]
    assert (await offered(api.anonymous(), "topics"))[0] == ("TAAL", "Taal")


def codes_before() -> list[str]:
    """Return the codes of the examples that a platform starts with, in order."""
    return [
        "CONVERSATIETAFEL", "DIGIBANK_WORKSHOP", "BUDDYWERKING", "KOOKWORKSHOP", "BIBLIOTHEEKBEZOEK", "WANDELING",
        "VRIJWILLIGERSWERK", "FOTOCLUB", "MOESTUIN", "SPEL_EN_GEZIN",
    ]  # fmt: skip
