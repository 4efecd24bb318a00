"""Figures of organisations and territories: true, and for those who look after them."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.activities.model import Activity, ActivityStatus
from domain.reports.model import ReportStatus
from resolvers.ids import NodeKind, encode_id
from tests.api.stored import complain
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.clock import START
from tests.support.factories import GENT, HASSELT, activity, content, on_site, own, store

OF_ORGANISATION = """
query Figures($id: ID!) {
  node(id: $id) { ... on Organisation { figures { draft published unpublished expired views reportsOpen } } }
}
"""

OF_TERRITORY = """
{
  territory(nis: "44021") {
    figures { draft published unpublished expired views reportsOpen importsWaiting oldestWaitingSince }
  }
}
"""

INSIGHT = """
{
  territory(nis: "44021") {
    insight {
      suppressedBelow
      topics { code count }
      goals { code count }
      languageLevels { code count }
    }
  }
}
"""

THROUGH_AN_ACTIVITY = "query Q($id: ID!) { activity(id: $id) { organiser { organisation { figures { draft } } } } }"


def abroad(made: Activity) -> Activity:
    """Return an activity as if it took place in Hasselt."""
    return replace(made, content=replace(made.content, location=on_site(HASSELT)))


def figures(draft: int, published: int, unpublished: int, expired: int, views: int, reports: int) -> dict[str, Any]:
    return {
        "draft": draft,
        "published": published,
        "unpublished": unpublished,
        "expired": expired,
        "views": views,
        "reportsOpen": reports,
    }


async def test_an_organisation_has_figures_for_itself_and_for_the_moderators_of_its_territory(api: Api) -> None:
    here = [replace(own(OCMW_GENT_ID), status=status, views=1) for status in ActivityStatus]
    there = replace(abroad(own(OCMW_GENT_ID)), views=10)
    there_online = replace(abroad(own(OCMW_GENT_ID)), status=ActivityStatus.PUBLISHED, views=100)
    await store(api.engine, [*here, there, there_online, own(GENT_ID)])
    for about in (*here, there, there_online):
        await complain(api.engine, about, *ReportStatus, ReportStatus.OPEN)
    clients = [
        api.organiser(),
        api.moderator(),
        api.other_moderator(),
        api.administrator(),
        api.signed_in("Na Tuurlijk", None),
        api.anonymous(),
    ]
    variables = {"id": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)}
    # Each counts what the viewer may see: a moderator of Gent no drafts in Hasselt, nobody what was deleted.
    assert [(await client.send(OF_ORGANISATION, variables)).data["node"]["figures"] for client in clients] == [
        figures(2, 2, 1, 1, 114, 12),
        figures(1, 2, 1, 1, 104, 10),
        None,
        None,
        None,
        None,
    ]


async def test_who_organises_a_public_activity_keeps_its_figures_to_itself(api: Api) -> None:
    published = replace(own(OCMW_GENT_ID), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    variables = {"id": encode_id(NodeKind.ACTIVITY, published.id)}
    found = []
    for client in (api.anonymous(), api.other_moderator(), api.organiser(), api.moderator()):
        for _ in range(2):
            data = (await client.send(THROUGH_AN_ACTIVITY, variables)).data
            found.append(data["activity"]["organiser"]["organisation"]["figures"])
    assert found == [None] * 4 + [{"draft": 0}] * 4


async def test_an_activity_without_an_organisation_has_no_figures_either(api: Api) -> None:
    published = activity(status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    variables = {"id": encode_id(NodeKind.ACTIVITY, published.id)}
    answers = [(await api.moderator().send(THROUGH_AN_ACTIVITY, variables)).data for _ in range(2)]
    assert answers == [{"activity": {"organiser": {"organisation": None}}}] * 2


async def test_a_territory_without_anything_has_figures_of_nothing(api: Api) -> None:
    assert (await api.moderator().send(OF_TERRITORY)).data == {
        "territory": {
            "figures": {**figures(0, 0, 0, 0, 0, 0), "importsWaiting": 0, "oldestWaitingSince": None},
        }
    }


async def test_the_figures_of_a_territory_count_what_lies_on_it(api: Api) -> None:
    stored = [replace(own(GENT_ID), status=status, views=1) for status in ActivityStatus]
    elsewhere = [replace(activity(territory=nis), views=50) for nis in (HASSELT, None)]
    await store(api.engine, [*stored, *elsewhere])
    await complain(api.engine, stored[0], ReportStatus.OPEN, ReportStatus.DISMISSED, ReportStatus.UPHELD)
    deleted = next(each for each in stored if each.status is ActivityStatus.DELETED)
    await complain(api.engine, deleted, ReportStatus.OPEN)
    await complain(api.engine, elsewhere[0], ReportStatus.OPEN, territory=HASSELT)
    assert (await api.moderator().send(OF_TERRITORY)).data["territory"]["figures"] == {
        **figures(1, 1, 1, 1, 4, 2),
        "importsWaiting": 0,
        "oldestWaitingSince": None,
    }


async def test_an_import_waits_until_somebody_decides_on_it(api: Api) -> None:
    waiting = [replace(activity(), created_at=START - timedelta(days=days)) for days in (2, 9, 5)]
    decided = [
        replace(activity(status=status), created_at=START - timedelta(days=30))
        for status in ActivityStatus
        if status is not ActivityStatus.DRAFT
    ]
    older = [replace(own(GENT_ID), created_at=START - timedelta(days=60)), activity(territory=HASSELT)]
    await store(api.engine, [*waiting, *decided, *older])
    found = (await api.moderator().send(OF_TERRITORY)).data["territory"]["figures"]
    assert (found["importsWaiting"], found["oldestWaitingSince"]) == (3, "2026-11-12T13:00:00+01:00")


async def test_figures_say_nothing_of_who_reported(api: Api) -> None:
    published = replace(own(GENT_ID), status=ActivityStatus.PUBLISHED)
    await store(api.engine, [published])
    await complain(api.engine, published, ReportStatus.OPEN)
    variables = {"id": encode_id(NodeKind.ORGANISATION, GENT_ID)}
    answers = [await api.moderator().send(OF_ORGANISATION, variables), await api.moderator().send(OF_TERRITORY)]
    assert [answer for answer in answers if re.search("melder|example.org", str(answer.body))] == []


@pytest.mark.parametrize("status", list(ActivityStatus))
async def test_insight_counts_what_is_published_on_the_territory(api: Api, status: ActivityStatus) -> None:
    def some(count: int, nis: Any = GENT, **terms: tuple[str, ...]) -> list[Activity]:
        return [activity(content_=content(location=on_site(nis), **terms), status=status) for _ in range(count)]

    await store(
        api.engine,
        [
            *some(9, topics=("TAAL", "KOKEN"), goals=("HELPEN",), language_levels=("A1", "A2")),
            *some(5, topics=("TAAL",), goals=("WERK_VINDEN", "VERDWENEN"), language_levels=("A1",)),
            *some(7, HASSELT, topics=("TAAL", "SPORT"), goals=("HELPEN",)),
        ],
    )
    insight = (await api.moderator().send(INSIGHT)).data["territory"]["insight"]
    assert insight.pop("suppressedBelow") == 5
    told = {
        name: {term["code"]: term["count"] for term in terms if term["count"] is not None}
        for name, terms in insight.items()
    }
    # Nine cooked and nobody did sports: of both, nothing is told. The same goes for five who look for work.
    published = {"topics": {"TAAL": 14}, "goals": {"HELPEN": 9}, "languageLevels": {"A1": 14}}
    nothing: dict[str, Any] = {"topics": {}, "goals": {}, "languageLevels": {}}
    assert told == (published if status is ActivityStatus.PUBLISHED else nothing)
    assert [len(terms) for terms in insight.values()] == [11, 6, 6]


async def test_insight_lists_the_terms_as_the_vocabularies_do(api: Api) -> None:
    vocabularies = "{ topics { code label } goals { code label } languageLevels { code label } }"
    listed = (await api.anonymous().send(vocabularies)).data
    shown = (await api.moderator().send(INSIGHT.replace("count", "label"))).data["territory"]["insight"]
    del shown["suppressedBelow"]
    assert shown == listed
