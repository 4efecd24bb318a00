"""How many statements a list costs: a fixed number, however many rows there are."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain.activities.model import ActivityStatus, Organiser
from domain.meldingen.model import MeldingKind
from domain.reports.model import ReportStatus
from schema import contract
from tests.api.counting import Counting
from tests.api.stored import add_organisations, complain, entry, file_reports, news, note, reported, tell
from tests.support.access import appoint, delegate
from tests.support.api import GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import activity, content, own, store

MUNICIPALITIES = """
query Municipalities($search: String!, $first: Int) {
  municipalities(search: $search, first: $first) {
    totalCount
    edges { node { id nis name postcodes province formerly { nis name until } } }
  }
}
"""

ORGANISATIONS = """
query Organisations($first: Int) {
  territory(nis: "44021") {
    organisations(search: "Organisatie", first: $first) {
      edges { node { figures { draft published unpublished expired views reportsOpen } } }
    }
  }
}
"""
ACCESS = """
query Access($first: Int) {
  organisations(search: "Organisatie", first: $first) {
    edges { node {
      canReceiveAccessRequests whyNot administrators { name email } channels { application { name } since }
      delegatedTo { name }
    } }
  }
}
"""
CHECKS = """
query Checks($first: Int) {
  activities(first: $first) { edges { node { publicationCheck { problems { code rule { number text } } } } } }
}
"""

SIZES = (1, 10, 50)


async def activities(api: Api, count: int) -> None:
    names = [f"Organisatie {number}" for number in range(count)]
    ids = await add_organisations(api.engine, names)
    await store(
        api.engine,
        [
            activity(
                content_=content(
                    title=f"Activiteit {number}",
                    types=("WORKSHOP", "UITSTAP"),
                    topics=("TAAL",),
                    goals=("HELPEN",),
                    organiser=Organiser(name=names[number], organisation_id=ids[number]),
                ),
                status=ActivityStatus.PUBLISHED,
            )
            for number in range(count)
        ],
    )


async def organisations(api: Api, count: int) -> None:
    await appoint(api.engine, "Lo Beheerder", GENT_ID)
    for each in await add_organisations(api.engine, [f"Organisatie {number}" for number in range(count)]):
        await delegate(api.engine, each, to=GENT_ID)


async def meldingen(api: Api, count: int) -> None:
    about = [activity(status=ActivityStatus.PUBLISHED) for _ in range(count)]
    await store(api.engine, about)
    await tell(
        api.engine,
        [news(MeldingKind.ACTIVITY_PUBLISHED, activity_id=each.id, organisation_id=GENT_ID) for each in about],
    )


async def reports(api: Api, count: int) -> None:
    about = [activity(status=ActivityStatus.PUBLISHED) for _ in range(count)]
    await store(api.engine, about)
    await file_reports(api.engine, [reported(each.id) for each in about])


async def nothing(_api: Api, _count: int) -> None:
    """Leave the reference data, which is more than enough."""


async def sent(counting: Counting, client: Client, query: str, variables: dict[str, Any]) -> tuple[list[str], Any]:
    with counting() as statements:
        answer = await client.send(query, variables)
    return statements, answer.data


def edges_of(data: Any) -> int:  # any JSON
    """Return how many edges the one list in an answer has."""
    if isinstance(data, dict):
        return len(data["edges"]) if "edges" in data else max(map(edges_of, data.values()), default=0)
    return 0


@pytest.mark.parametrize(
    ("prepare", "query", "variables", "moderator", "planned", "executed"),
    [
        # Planned: the page, its terms, the count.
        pytest.param(activities, contract.operations()["Catalogue"], {}, False, 3, 6, id="Catalogue"),
        # The same, and the territory.
        pytest.param(
            activities,
            contract.operations()["TerritoryActivities"],
            {"nis": "44021"},
            True,
            4,
            6,
            id="TerritoryActivities",
        ),
        # The territory, the page, activities by status, the count.
        pytest.param(
            activities,
            contract.operations()["TerritoryOrganisations"],
            {"nis": "44021", "search": "Organisatie"},
            True,
            4,
            5,
            id="TerritoryOrganisations",
        ),
        # The territory with what is unread, the page.
        pytest.param(meldingen, contract.operations()["Meldingen"], {"nis": "44021"}, True, 2, 5, id="Meldingen"),
        # The page with the rules that gaps cite, its terms.
        pytest.param(activities, CHECKS, {}, False, 2, 2, id="checks"),
        # The territory, the page, and of all organisations at once activities by status and open reports.
        pytest.param(activities, ORGANISATIONS, {}, True, 4, 4, id="figures of organisations"),
        # The territory, the page with its activities, the count.
        pytest.param(
            reports, contract.operations()["TerritoryReports"], {"nis": "44021"}, True, 3, 4, id="TerritoryReports"
        ),
        # The page, and of all its organisations at once whether they have administrators.
        pytest.param(
            organisations,
            contract.operations()["FindOrganisation"],
            {"search": "Organisatie"},
            False,
            2,
            2,
            id="FindOrganisation",
        ),
        # The same, then administrators, channels and managers.
        pytest.param(organisations, ACCESS, {}, True, 5, 5, id="access to organisations"),
        # The page, postcodes, former municipalities and the count.
        pytest.param(nothing, MUNICIPALITIES, {"search": ""}, False, 4, 4, id="municipalities"),
    ],
)
async def test_a_list_costs_the_same_number_of_statements_for_any_number_of_rows(
    api: Api,
    counting: Counting,
    prepare: Callable[[Api, int], Awaitable[None]],
    query: str,
    variables: dict[str, Any],
    moderator: bool,
    planned: int,
    executed: int,
) -> None:
    await prepare(api, max(SIZES))
    client = api.moderator() if moderator else api.anonymous()
    # Who that is, is known for a while from the first request on.
    await client.send("{ publicationRules { number } }")
    costs: dict[str, list[int]] = {"executed": [], "planned": []}
    for size in SIZES:
        # A document is executed the first time that it is seen, and planned from then on.
        document = f"{query} # {size}"
        for how, numbers in costs.items():
            before = api.planner.counts["planned"]
            statements, data = await sent(counting, client, document, {**variables, "first": size})
            assert edges_of(data) == size
            assert api.planner.counts["planned"] - before == (how == "planned")
            numbers.append(len(statements))
    assert costs == {"executed": [executed] * len(SIZES), "planned": [planned] * len(SIZES)}, statements


@pytest.mark.parametrize(
    ("name", "planned", "executed"),
    [
        # The territory; activities by status and open reports; terms, and how often they are carried.
        ("TerritoryOverview", 5, 5),
        # The activity with what its guard needs; its history with the organisations.
        ("ActivityHistory", 2, 3),
        # The organisation; activities by status and open reports; the page and the count, types, organisers, places.
        ("MyActivities", 8, 8),
    ],
)
async def test_what_one_sees_costs_the_same_however_much_there_is(
    api: Api, counting: Counting, name: str, planned: int, executed: int
) -> None:
    first, client = own(GENT_ID, status=ActivityStatus.PUBLISHED), api.moderator()
    variables = {"nis": "44021", "id": activity_id(first.id)}
    await store(api.engine, [first])
    costs: dict[str, list[int]] = {"executed": [], "planned": []}
    for size in SIZES:
        many = [own(GENT_ID, status=ActivityStatus.PUBLISHED) for _ in range(size)]
        await store(api.engine, many)
        for each in many:
            await complain(api.engine, each, ReportStatus.OPEN)
        await note(api.engine, [entry(first) for _ in range(size)])
        await client.send("{ publicationRules { number } }")
        document = f"{contract.operations()[name]} # {size}"
        wanted = {key: value for key, value in variables.items() if f"${key}:" in document}
        for numbers in costs.values():
            numbers.append(len((await sent(counting, client, document, wanted))[0]))
    assert costs == {"executed": [executed] * len(SIZES), "planned": [planned] * len(SIZES)}


async def test_a_count_that_nobody_asks_for_is_not_made(api: Api, counting: Counting) -> None:
    statements, _ = await sent(counting, api.anonymous(), "{ activities { nodes { title } } }", {})
    assert [each for each in statements if "count(" in each.lower()] == []


async def test_an_operation_without_data_needs_no_database(api: Api, counting: Counting) -> None:
    statements, _ = await sent(counting, api.anonymous(), "{ viewer { notice } }", {})
    assert statements == []
