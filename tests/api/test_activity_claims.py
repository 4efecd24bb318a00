"""'Een collega bekijkt dit': for a while, for moderators of the territory only, and no obstacle to a decision."""

from typing import Any

import pytest

from domain.activities.model import ActivityStatus
from domain.actors import MODERATOR_RIGHT
from persistence.tables.claims import activity_claim
from tests.api.counting import Counting
from tests.api.deciding import (
    NOT_FOUND,
    SIGN_IN_REQUIRED,
    TEN_MINUTES_LATER,
    TERMS_NOT_ACCEPTED,
    decide,
    decide_on_all,
    send,
    take_back,
)
from tests.api.stored import claim, everything, rows
from tests.support.api import GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import HASSELT, activity, own, store

CLAIM = "query Q($id: ID!) { activity(id: $id) { claim { by { kind name } until } } }"
TABLE = """
query Q($nis: NisCode!, $first: Int) {
  territory(nis: $nis) { activities(first: $first) { nodes { title claim { by { name } until } } } }
}
"""
NOT_A_MODERATOR_HERE = {
    "__typename": "NotAllowed",
    "code": "NOT_ALLOWED",
    "message": "Enkel moderatoren van dit grondgebied kunnen laten weten dat ze een activiteit bekijken.",
}
MO = {"by": {"kind": "PERSON", "name": "Mo Derator"}, "until": TEN_MINUTES_LATER}


async def seen(client: Client, key: object) -> Any:
    """Return the claim as somebody sees it, which is the same whichever way it is read."""
    first = (await client.send(CLAIM, {"id": activity_id(key)})).data["activity"]
    planned = (await client.send(CLAIM, {"id": activity_id(key)})).data["activity"]
    assert planned == first
    return first["claim"]


async def test_a_claim_is_seen_by_moderators_of_the_territory_only_and_for_ten_minutes(api: Api) -> None:
    found = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    assert await seen(api.moderator(), found.id) is None
    assert await decide(api.moderator(), "Claim", found) == {"__typename": "ActivityClaimed", "activity": {"claim": MO}}
    clients = [
        api.moderator(),
        api.moderator("Tweede"),
        api.other_moderator(),
        api.organiser(),
        api.administrator(),
        api.anonymous(),
    ]
    assert [await seen(each, found.id) for each in clients] == [MO, MO, None, None, None, None]
    api.clock.advance(minutes=9, seconds=59)
    assert await seen(api.moderator(), found.id) == MO
    api.clock.advance(seconds=1)
    assert await seen(api.moderator(), found.id) is None


@pytest.mark.parametrize(
    ("waited", "left"),
    [(0, "10 minuten"), (120, "8 minuten"), (121, "8 minuten"), (540, "1 minuut"), (599, "1 minuut")],
)
async def test_somebody_else_is_told_who_looks_and_for_how_long(api: Api, waited: int, left: str) -> None:
    found = activity()
    await store(api.engine, [found])
    await decide(api.moderator(), "Claim", found)
    api.clock.advance(seconds=waited)
    before = await everything(api.engine)
    assert await decide(api.moderator("Tweede"), "Claim", found) == {
        "__typename": "AlreadyClaimed",
        "code": "ALREADY_CLAIMED",
        "message": f"Mo Derator bekijkt deze activiteit nog {left}.",
        **MO,
    }
    assert await everything(api.engine) == before


async def test_claiming_again_goes_on_from_now(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    await decide(api.moderator(), "Claim", found)
    api.clock.advance(minutes=5)
    renewed = await decide(api.moderator(), "Claim", found)
    assert renewed["activity"]["claim"]["until"] == "2026-11-21T13:15:00+01:00"


async def test_what_ended_can_be_claimed_by_another(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    await decide(api.moderator(), "Claim", found)
    api.clock.advance(minutes=10)
    claimed = await decide(api.moderator("Tweede"), "Claim", found)
    assert claimed["activity"]["claim"]["by"]["name"] == "Tweede"


async def test_who_lets_go_leaves_it_to_others_and_others_cannot_let_go_of_it(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    await decide(api.moderator(), "Claim", found)
    others = await decide(api.moderator("Tweede"), "Claim", found, release=True)
    assert others == {"__typename": "ActivityClaimed", "activity": {"claim": MO}}
    nobody = {"__typename": "ActivityClaimed", "activity": {"claim": None}}
    assert [await decide(api.moderator(), "Claim", found, release=True) for _ in range(2)] == [nobody] * 2
    assert await rows(api.engine, activity_claim) == []
    assert (await decide(api.moderator("Tweede"), "Claim", found))["__typename"] == "ActivityClaimed"


@pytest.mark.parametrize("operation", ["Unpublish", "Delete", "UnpublishAll", "DeleteAll"])
@pytest.mark.parametrize("person", ["Mo Derator", "Tweede"])
async def test_a_decision_is_not_blocked_by_a_claim_and_ends_it(api: Api, operation: str, person: str) -> None:
    found, other = (activity(status=ActivityStatus.PUBLISHED) for _ in range(2))
    await store(api.engine, [found, other])
    for each in (found, other):
        await claim(api.engine, each, "Mo Derator")
    client = api.moderator(person)
    decision = (
        await decide_on_all(client, operation, [found])
        if operation.endswith("All")
        else await decide(client, operation, found)
    )
    assert decision["undo"] is not None
    assert [row["activity_id"] for row in await rows(api.engine, activity_claim)] == [other.id]


async def test_undoing_ends_a_claim_too_and_a_refusal_does_not(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    decision = await decide(api.moderator(), "Publish", found)
    await claim(api.engine, found, "Tweede")
    assert (await decide(api.moderator(), "Publish", found))["__typename"] == "WrongStatus"
    assert len(await rows(api.engine, activity_claim)) == 1
    await take_back(api.moderator(), decision)
    assert await rows(api.engine, activity_claim) == []


async def test_only_moderators_of_the_territory_claim(api: Api) -> None:
    draft, published = own(OCMW_GENT_ID), activity(territory=HASSELT, status=ActivityStatus.PUBLISHED)
    deleted = activity(status=ActivityStatus.DELETED)
    await store(api.engine, [draft, published, deleted])
    before = await everything(api.engine)
    assert [
        await decide(api.anonymous(), "Claim", draft),
        await decide(api.anonymous(), "Claim", published),
        await decide(api.signed_in("Na Tuurlijk", None), "Claim", draft),
        await decide(api.other_moderator(), "Claim", draft),
        await decide(api.moderator(), "Claim", deleted),
        await send(api.moderator(), "Claim", activityId="x"),
        await decide(api.organiser(), "Claim", draft),
        await decide(api.signed_in("Na Tuurlijk", None), "Claim", published),
        await decide(api.moderator(), "Claim", published),
        await decide(api.signed_in("Ni Euw", GENT_OVO, MODERATOR_RIGHT), "Claim", draft),
    ] == [*[SIGN_IN_REQUIRED] * 2, *[NOT_FOUND] * 4, *[NOT_A_MODERATOR_HERE] * 3, TERMS_NOT_ACCEPTED]
    assert await everything(api.engine) == before


async def test_a_repeated_claim_does_not_go_on(api: Api) -> None:
    found = activity()
    await store(api.engine, [found])
    await decide(api.moderator(), "Claim", found, idempotencyKey="k")
    api.clock.advance(minutes=5)
    repeated = await decide(api.moderator(), "Claim", found, idempotencyKey="k")
    assert repeated == {"__typename": "ActivityClaimed", "activity": {"claim": MO}}


async def test_a_table_shows_all_claims_with_one_statement_more(api: Api, counting: Counting) -> None:
    found = [activity() for _ in range(50)]
    await store(api.engine, found)
    for each in found[::2]:
        await claim(api.engine, each, "Mo Derator")
    costs: dict[str, list[int]] = {"executed": [], "planned": []}
    moderator = api.moderator()
    await moderator.send("{ publicationRules { number } }")
    for size in (2, 50):
        for how, numbers in costs.items():
            before = api.planner.counts["planned"]
            with counting() as statements:
                data = (await moderator.send(f"{TABLE} # {size}", {"nis": "44021", "first": size})).data
            nodes = data["territory"]["activities"]["nodes"]
            assert api.planner.counts["planned"] - before == (how == "planned")
            numbers.append(len(statements))
        assert sum(each["claim"] is not None for each in nodes) >= size // 2 - 1
    # The territory, the page and the claims.
    assert costs == {"executed": [3, 3], "planned": [3, 3]}


async def test_claims_that_ended_are_cleaned_up_some_at_a_time(api: Api) -> None:
    found = [activity() for _ in range(30)]
    await store(api.engine, found)
    for each in found:
        await claim(api.engine, each, "Mo Derator")
    api.clock.advance(minutes=10)
    left = []
    for each in found[:2]:
        await decide(api.moderator("Tweede"), "Claim", each)
        left.append(len(await rows(api.engine, activity_claim)))
    assert left == [10, 2]
