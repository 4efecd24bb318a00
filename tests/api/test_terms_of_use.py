"""The terms of use: no change by an organiser before the version in force is accepted."""

from datetime import date
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.activities.model import ActivityStatus
from domain.actors import MODERATOR_RIGHT
from persistence.engine import WRITES
from persistence.tables.terms_of_use import terms_acceptance, terms_of_use
from tests.api.stored import everything
from tests.support.api import GENT_ID, GENT_OVO, Api
from tests.support.client import Client, activity_id
from tests.support.factories import own, store

PUBLISH = """
mutation ($input: PublishActivityInput!) {
  it: publishActivity(input: $input) {
    __typename
    ... on Refusal { code message }
    ... on TermsNotAccepted { termsVersion }
  }
}
"""
ACCEPT = """
mutation ($input: AcceptTermsOfUseInput!) {
  it: acceptTermsOfUse(input: $input) {
    __typename
    ... on TermsOfUseAccepted { version acceptedAt }
    ... on Refusal { code message }
    ... on InvalidInput { fields { path message } }
  }
}
"""
STATUS = "{ viewer { termsOfUse { currentVersion acceptedVersion acceptedAt } } }"
REFUSED = {
    "__typename": "TermsNotAccepted",
    "code": "TERMS_NOT_ACCEPTED",
    "message": "Aanvaard eerst de gebruikersvoorwaarden van ikdoemee.be.",
    "termsVersion": "2026-01",
}
AT_ONE = "2026-11-21T13:00:00+01:00"


def newcomer(api: Api) -> Client:
    """Return a moderator of Gent who has accepted nothing yet."""
    return api.signed_in("Ni Euw", GENT_OVO, MODERATOR_RIGHT)


async def accept(client: Client, version: str = "2026-01", **more: Any) -> Any:
    return (await client.send(ACCEPT, {"input": {"version": version, **more}})).data["it"]


async def publish(client: Client, key: object, **more: Any) -> Any:
    return (await client.send(PUBLISH, {"input": {"activityId": activity_id(key), **more}})).data["it"]


async def bring_into_force(engine: AsyncEngine, version: str, day: date) -> None:
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(insert(terms_of_use).values(version=version, html="<p>Nieuw</p>", in_force_from=day))
        await connection.commit()


async def test_whoever_acts_for_an_organisation_changes_nothing_before_accepting(api: Api) -> None:
    draft = own(GENT_ID)
    await store(api.engine, [draft])
    before = await everything(api.engine)
    assert await publish(newcomer(api), draft.id, idempotencyKey="k") == REFUSED
    assert await everything(api.engine) == before

    assert (await accept(newcomer(api)))["__typename"] == "TermsOfUseAccepted"
    # The refusal was not kept under the key: nothing had been done.
    assert await publish(newcomer(api), draft.id, idempotencyKey="k") == {"__typename": "ActivityPublished"}


async def test_a_new_version_has_to_be_accepted_again_from_its_first_day_on(api: Api) -> None:
    drafts = [own(GENT_ID), own(GENT_ID)]
    await store(api.engine, drafts)
    await bring_into_force(api.engine, "2026-12", date(2026, 11, 22))

    assert await publish(api.moderator(), drafts[0].id) == {"__typename": "ActivityPublished"}
    # 23:30 in Brussels is still the day before.
    api.clock.advance(hours=10, minutes=30)
    assert (await api.moderator().send(STATUS)).data["viewer"]["termsOfUse"] == {
        "currentVersion": "2026-01", "acceptedVersion": "2026-01", "acceptedAt": AT_ONE,
    }  # fmt: skip
    api.clock.advance(minutes=30)
    assert await publish(api.moderator(), drafts[1].id) == {**REFUSED, "termsVersion": "2026-12"}
    assert (await api.moderator().send(STATUS)).data["viewer"]["termsOfUse"] == {
        "currentVersion": "2026-12", "acceptedVersion": "2026-01", "acceptedAt": AT_ONE,
    }  # fmt: skip
    assert (await accept(api.moderator(), "2026-12"))["version"] == "2026-12"
    assert await publish(api.moderator(), drafts[1].id) == {"__typename": "ActivityPublished"}


async def test_accepting_again_keeps_the_first_time(api: Api) -> None:
    first = await accept(newcomer(api), idempotencyKey="k")
    api.clock.advance(minutes=5)
    accepted = {"__typename": "TermsOfUseAccepted", "version": "2026-01", "acceptedAt": AT_ONE}
    assert (first, await accept(newcomer(api)), await accept(newcomer(api), idempotencyKey="k")) == (accepted,) * 3


async def test_only_the_version_in_force_can_be_accepted(api: Api) -> None:
    await bring_into_force(api.engine, "2026-12", date(2026, 12, 1))
    refused = {
        "__typename": "InvalidInput",
        "code": "INVALID_INPUT",
        "message": "Kijk de gemarkeerde velden na.",
        "fields": [
            {
                "path": "version",
                "message": "De gebruikersvoorwaarden die nu gelden zijn versie 2026-01. Lees die eerst.",
            }
        ],
    }
    assert [await accept(newcomer(api), version) for version in ("2026-12", "2025-01", "", "\0")] == [refused] * 4


async def test_where_there_are_no_terms_nothing_can_be_accepted(api: Api) -> None:
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await connection.execute(delete(terms_acceptance))
        await connection.execute(delete(terms_of_use))
        await connection.commit()
    refused = await accept(newcomer(api))
    message = "Er zijn nu geen gebruikersvoorwaarden om te aanvaarden."
    assert refused["fields"] == [{"path": "version", "message": message}]


async def test_who_did_not_sign_in_has_nothing_to_accept(api: Api) -> None:
    assert (await accept(api.anonymous()))["__typename"] == "SignInRequired"


async def test_what_others_see_and_report_needs_no_acceptance(api: Api) -> None:
    published = own(GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    report = "mutation ($input: ReportActivityInput!) { it: reportActivity(input: $input) { __typename } }"
    given = {"input": {"activityId": activity_id(published.id), "reason": "CANCELLED"}}
    assert (await newcomer(api).send(report, given)).data["it"] == {"__typename": "ActivityReported"}
