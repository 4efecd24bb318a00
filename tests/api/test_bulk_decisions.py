"""Deciding on many activities at once: an answer for each, one transaction, one way back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from domain.activities.model import Activity, ActivityStatus, Organiser
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding, melding_log
from persistence.tables.undo import undo
from tests.api.counting import Counting
from tests.api.deciding import (
    KEY_REUSED,
    NOT_FOUND,
    SIGN_IN_REQUIRED,
    TEN_MINUTES_LATER,
    TERMS_NOT_ACCEPTED,
    decide,
    decide_on_all,
    invalid,
    send,
    take_back,
)
from tests.api.stored import everything, rows
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import activity_id
from tests.support.factories import GENT, HASSELT, activity, content, on_site, own, store

ALL = ("PublishAll", "UnpublishAll", "DeleteAll")


def kinds(decision: dict[str, Any]) -> list[str]:
    return [each["__typename"] for each in decision["results"]]


async def hundred(api: Api) -> tuple[list[Activity], list[dict[str, Any]]]:
    """Store what a moderator of Gent selects: 100 rows, of which seven are refused, each for a reason of its own."""
    good = [activity() for _ in range(93)]
    incomplete = activity(content_=content(types=(), contacts=()))
    published = activity(status=ActivityStatus.PUBLISHED)
    expired = activity(status=ActivityStatus.EXPIRED)
    newer = activity(version=3)
    elsewhere = activity(territory=HASSELT)
    elsewhere_online = activity(territory=HASSELT, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [*good, incomplete, published, expired, newer, elsewhere, elsewhere_online])
    selected = [incomplete, *good[:40], published, expired, *good[40:80], newer, elsewhere, *good[80:]]
    rows_ = [{"activityId": activity_id(each.id), "expectedVersion": each.version} for each in selected]
    rows_[selected.index(newer)]["expectedVersion"] = 2
    rows_ += [
        {"activityId": activity_id(elsewhere_online.id), "expectedVersion": 1},
        {"activityId": activity_id(good[0].id), "expectedVersion": 1},
    ]
    return good, rows_


async def test_of_a_hundred_rows_93_are_published_and_seven_named_each_with_its_refusal(api: Api) -> None:
    good, selected = await hundred(api)
    assert len(selected) == 100
    before = {row["id"]: row for row in await rows(api.engine, activity_table)}
    decision = await send(api.moderator(), "PublishAll", activities=selected, reason="UiT-import nagekeken")

    assert decision["__typename"] == "ActivitiesPublished"
    assert decision["undo"]["expiresAt"] == TEN_MINUTES_LATER
    refused = {number: each for number, each in enumerate(decision["results"]) if "code" in each}
    assert {number: (each["__typename"], each["message"]) for number, each in refused.items()} == {
        0: ("ActivityIncomplete", "Activiteit kan niet worden gepubliceerd wegens mogelijke onvolledigheid."),
        41: ("WrongStatus", "Deze activiteit is al gepubliceerd."),
        42: ("WrongStatus", "Deze activiteit is verlopen. Pas eerst de data aan."),
        83: (
            "VersionConflict",
            "Intussen gewijzigd door UiTinVlaanderen. Bekijk de nieuwe versie en probeer opnieuw.",
        ),
        84: ("NotFound", "Deze activiteit bestaat niet of je mag ze niet zien."),
        98: ("NotAllowed", "Deze activiteit ligt niet op jouw grondgebied en is niet van jouw organisatie."),
        99: ("InvalidInput", "Kijk de gemarkeerde velden na."),
    }
    assert [gap["code"] for gap in refused[0]["problems"]] == ["TYPE_MISSING", "CONTACT_MISSING"]
    assert refused[83]["currentVersion"] == 3
    assert refused[99]["fields"] == [
        {"path": "activities.99.activityId", "message": "Deze activiteit staat al eerder in deze lijst."}
    ]
    published = [each for each in decision["results"] if each["__typename"] == "ActivityPublished"]
    assert [
        (each["activity"]["id"], each["activity"]["status"], each["activity"]["version"]) for each in published
    ] == [(activity_id(each.id), "PUBLISHED", 2) for each in good]

    ids = {each.id for each in good}
    after = {row["id"]: row for row in await rows(api.engine, activity_table)}
    assert {key for key, row in after.items() if row != before[key]} == ids
    told = await rows(api.engine, melding)
    assert [(each["territory"], each["sequence"], each["kind"]) for each in told] == [
        (GENT, number, "ACTIVITY_PUBLISHED") for number in range(1, 94)
    ]
    # In the order given.
    assert [each["activity_id"] for each in told] == [each.id for each in good]
    heads = {row["territory"]: row["last_sequence"] for row in await rows(api.engine, melding_log)}
    assert (heads[GENT], heads[HASSELT]) == (93, 0)
    trail = await rows(api.engine, audit_entry)
    assert {(each["action"], each["reason"]) for each in trail} == {("PUBLISHED", "UiT-import nagekeken")}
    assert sorted(each["activity_id"] for each in trail) == sorted(ids)

    undone = await take_back(api.moderator(), decision)
    assert {each["id"] for each in undone["activities"]} == {activity_id(each) for each in ids}
    assert {(each["status"], each["version"]) for each in undone["activities"]} == {("DRAFT", 3)}
    again = {row["id"]: row for row in await rows(api.engine, activity_table)}
    as_before = {key: row | {name: before[key][name] for name in ("version", "updated_at", "updated_by")}
                 for key, row in again.items()}  # fmt: skip
    assert as_before == before
    assert {key for key, row in again.items() if row["version"] != before[key]["version"]} == ids
    assert len(await rows(api.engine, melding)) == 93


async def test_with_reject_everything_one_refusal_keeps_all_from_changing(api: Api) -> None:
    good, selected = await hundred(api)
    before = await everything(api.engine)
    decision = await send(api.moderator(), "PublishAll", activities=selected, errorPolicy="REJECT_EVERYTHING")
    assert decision["undo"] is None
    spared = [each for each in decision["results"] if each["__typename"] == "OtherRowsRefused"]
    assert spared == [
        {
            "__typename": "OtherRowsRefused",
            "code": "OTHER_ROWS_REFUSED",
            "message": "Niets werd gepubliceerd omdat andere rijen geweigerd werden.",
        }
    ] * len(good)
    others = [each["__typename"] for each in decision["results"] if each not in spared]
    assert others == [
        "ActivityIncomplete", "WrongStatus", "WrongStatus", "VersionConflict", "NotFound", "NotAllowed", "InvalidInput",
    ]  # fmt: skip
    assert await everything(api.engine) == before


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ("PublishAll", "Niets werd gepubliceerd omdat andere rijen geweigerd werden."),
        ("UnpublishAll", "Niets werd gedepubliceerd omdat andere rijen geweigerd werden."),
        ("DeleteAll", "Niets werd verwijderd omdat andere rijen geweigerd werden."),
    ],
)
async def test_what_was_spared_says_what_was_not_done(api: Api, operation: str, message: str) -> None:
    found = activity(status=ActivityStatus.UNPUBLISHED if operation == "PublishAll" else ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    both = [found, activity()]
    decision = await decide_on_all(api.moderator(), operation, both, errorPolicy="REJECT_EVERYTHING")
    assert [each["message"] for each in decision["results"]] == [message, NOT_FOUND["message"]]


async def test_with_reject_everything_and_nothing_refused_all_change(api: Api) -> None:
    found = [activity() for _ in range(3)]
    await store(api.engine, found)
    decision = await decide_on_all(api.moderator(), "PublishAll", found, errorPolicy="REJECT_EVERYTHING")
    assert kinds(decision) == ["ActivityPublished"] * 3


async def test_many_are_unpublished_with_the_rule_that_is_cited(api: Api) -> None:
    found = [activity(status=ActivityStatus.PUBLISHED) for _ in range(3)]
    await store(api.engine, [*found, draft := activity()])
    decision = await decide_on_all(api.moderator(), "UnpublishAll", [*found, draft], rule=1, reason="niet Nederlands")
    assert kinds(decision) == [*["ActivityUnpublished"] * 3, "WrongStatus"]
    trail = await rows(api.engine, audit_entry)
    assert {(each["action"], each["rule_number"], each["reason"]) for each in trail} == {
        ("UNPUBLISHED", 1, "niet Nederlands")
    }
    assert (len(trail), await rows(api.engine, melding)) == (3, [])
    undone = await take_back(api.moderator(), decision)
    assert {each["status"] for each in undone["activities"]} == {"PUBLISHED"}


async def test_many_are_deleted_and_brought_back_as_they_were(api: Api) -> None:
    found = [activity(status=each) for each in ActivityStatus]
    await store(api.engine, found)
    decision = await decide_on_all(api.moderator(), "DeleteAll", found)
    assert decision["results"][:2] == [
        {"__typename": "ActivityDeleted", "activityId": activity_id(each.id), "undo": None} for each in found[:2]
    ]
    assert kinds(decision) == ["ActivityDeleted" if each.status is not ActivityStatus.DELETED else "NotFound"
                               for each in found]  # fmt: skip
    await take_back(api.moderator(), decision)
    assert {row["id"]: row["status"] for row in await rows(api.engine, activity_table)} == {
        each.id: each.status for each in found
    }


async def test_an_organisation_publishes_what_is_its_own_on_several_territories(api: Api) -> None:
    made = [own(OCMW_GENT_ID) for _ in range(4)]
    places = [GENT, HASSELT, GENT, None]
    made = [
        replace(each, content=replace(each.content, location=replace(on_site(nis), municipality=nis)))
        for each, nis in zip(made, places, strict=True)
    ]
    await store(api.engine, made)
    decision = await decide_on_all(api.organiser(), "PublishAll", made)
    assert kinds(decision) == ["ActivityPublished"] * 4
    told = [(each["territory"], each["sequence"], each["activity_id"]) for each in await rows(api.engine, melding)]
    assert told == [(GENT, 1, made[0].id), (GENT, 2, made[2].id), (HASSELT, 1, made[1].id)]


@pytest.mark.parametrize("operation", ALL)
@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"activities": []}, invalid("activities", "Kies minstens één activiteit.")),
        (
            {"activities": [{"activityId": "x"}] * 101},
            invalid("activities", "Kies hoogstens 100 activiteiten tegelijk."),
        ),
        (
            {"activities": [{"activityId": "x"}], "reason": "x" * 1001},
            invalid("reason", "Gebruik hoogstens 1000 tekens."),
        ),
        (
            {"activities": [{"activityId": "x"}], "reason": "\0"},
            invalid("reason", "Dit bevat tekens die niet bewaard kunnen worden."),
        ),
        (
            {"activities": [{"activityId": "x"}], "idempotencyKey": ""},
            invalid("idempotencyKey", "Gebruik 1 tot 200 tekens."),
        ),
    ],
)
async def test_input_that_cannot_be_used_is_refused_as_a_whole(
    api: Api, operation: str, given: dict[str, Any], refusal: dict[str, Any]
) -> None:
    assert await send(api.moderator(), operation, **given) == refusal


async def test_a_rule_that_does_not_exist_cannot_be_cited(api: Api) -> None:
    refused = await send(api.moderator(), "UnpublishAll", activities=[{"activityId": "x"}], rule=9)
    assert refused == invalid("rule", "Er is geen publicatieregel met nummer 9.")


@pytest.mark.parametrize("operation", ALL)
async def test_who_is_nobody_or_accepted_nothing_decides_on_nothing(api: Api, operation: str) -> None:
    found = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    before = await everything(api.engine)
    assert await decide_on_all(api.anonymous(), operation, [found]) == SIGN_IN_REQUIRED
    assert await decide_on_all(api.signed_in("Ni Euw", GENT_OVO), operation, [found]) == TERMS_NOT_ACCEPTED
    assert await everything(api.engine) == before


@pytest.mark.parametrize("operation", ALL)
async def test_ids_of_nothing_are_not_found_each_for_itself(api: Api, operation: str) -> None:
    ids = ["", "x", "\0", activity_id("nee"), activity_id(activity().id), "x"]
    before = await everything(api.engine)
    decision = await send(api.moderator(), operation, activities=[{"activityId": each} for each in ids])
    assert (decision["results"], decision["undo"]) == ([NOT_FOUND] * 6, None)
    assert await everything(api.engine) == before


async def test_a_repeated_request_answers_what_was_answered_refusals_too(api: Api) -> None:
    good, selected = await hundred(api)
    wish = {"activities": selected, "reason": "ok", "idempotencyKey": "k"}
    first = await send(api.moderator(), "PublishAll", **wish)
    after_first = await everything(api.engine)
    api.clock.advance(minutes=5)
    assert await send(api.moderator(), "PublishAll", **wish) == first
    assert await send(api.moderator(), "PublishAll", **{**wish, "reason": "anders"}) == KEY_REUSED
    assert await send(api.moderator(), "DeleteAll", **wish) == KEY_REUSED
    assert await everything(api.engine) == after_first
    # What was refused then and could be done now stays refused under this key; what is gone since is shown as gone.
    await decide(api.moderator(), "Unpublish", next(each for each in good))
    await decide(api.moderator(), "Delete", good[1])
    repeated = await send(api.moderator(), "PublishAll", **wish)
    assert kinds(repeated) == kinds(first)
    assert repeated["undo"] == first["undo"]
    assert (repeated["results"][1]["activity"]["status"], repeated["results"][2]["activity"]) == ("UNPUBLISHED", None)


@pytest.mark.parametrize("policy", ["REJECT_EVERYTHING", "REJECT_FAILED_ROWS"])
async def test_a_request_that_changed_nothing_may_be_tried_again_under_its_key(api: Api, policy: str) -> None:
    found = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [found])
    wish = {"activities": [{"activityId": activity_id(found.id)}], "errorPolicy": policy, "idempotencyKey": "k"}
    refused = await send(api.moderator(), "PublishAll", **wish)
    await decide(api.moderator(), "Unpublish", found)
    accepted = await send(api.moderator(), "PublishAll", **wish)
    assert (kinds(refused), kinds(accepted)) == (["WrongStatus"], ["ActivityPublished"])


async def test_what_is_refused_for_a_conflict_names_the_organisation_to_those_outside_it(api: Api) -> None:
    found = [own(OCMW_GENT_ID), own(OCMW_GENT_ID)]
    await store(api.engine, found)
    await decide(api.organiser(), "Publish", found[0])
    for _ in range(2):
        decision = await decide_on_all(api.moderator(), "PublishAll", found, idempotencyKey="k")
        assert decision["results"][0]["changedBy"] == {"kind": "ORGANISATION", "name": "OCMW Gent"}


async def made(api: Api, count: int) -> Sequence[Activity]:
    """Store drafts that differ in all that is read with them."""
    found = [
        activity(
            content_=content(
                title=f"Activiteit {number}",
                types=("WORKSHOP", "UITSTAP"),
                topics=("TAAL",),
                organiser=Organiser(name="Stad Gent", organisation_id=GENT_ID),
            )
        )
        for number in range(count)
    ]
    await store(api.engine, found)
    return found


WHOLE = """
mutation ($input: PublishActivitiesInput!) {
  it: publishActivities(input: $input) {
    ... on ActivitiesPublished {
      results {
        ... on ActivityPublished {
          activity {
            title types { label } organiser { organisation { name } } location { municipality { name } }
            viewerActions { allowed } claim { until }
          }
        }
      }
    }
  }
}
"""


async def test_any_number_of_rows_costs_the_same_number_of_statements(api: Api, counting: Counting) -> None:
    moderator, costs = api.moderator(), []
    await moderator.send("{ publicationRules { number } }")
    for count in (2, 50):
        found = await made(api, count)
        wanted = [{"activityId": activity_id(each.id), "expectedVersion": 1} for each in found]
        with counting() as statements:
            data = (await moderator.send(WHOLE, {"input": {"activities": wanted, "idempotencyKey": f"{count}"}})).data
        assert [each["activity"]["title"] for each in data["it"]["results"]] == [each.content.title for each in found]
        costs.append(len(statements))
    # 3 for the key, 1 for the terms of use, 2 to read, 2 for what is decided and its trace, 2 for the Meldingen, 1 for
    # claims, 3 for the way back; then 6 to show the activities.
    assert costs == [21, 21], statements


async def test_undoing_any_number_of_rows_costs_the_same_number_of_statements(api: Api, counting: Counting) -> None:
    moderator, costs = api.moderator(), []
    for count in (2, 50):
        decision = await decide_on_all(moderator, "PublishAll", await made(api, count))
        with counting() as statements:
            undone = await take_back(moderator, decision)
        assert len(undone["activities"]) == count
        costs.append(len(statements))
    assert costs == [costs[0]] * 2, statements


async def test_there_is_one_way_back_for_all_of_it(api: Api) -> None:
    await decide_on_all(api.moderator(), "PublishAll", await made(api, 5))
    assert len(await rows(api.engine, undo)) == 1
