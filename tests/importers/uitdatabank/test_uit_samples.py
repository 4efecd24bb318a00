"""Documents as the source really writes them; none of them stands in this repository."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.activities.model import ContactKind, LocationKind
from domain.imports.model import ImportedActivity, Skipped, SkipReason
from domain.schedules.model import OccurrenceStatus
from domain.schedules.occurrences import occurrences
from domain.territories.gazetteer import Gazetteer
from importers.uitdatabank.calendar import schedule_of
from importers.uitdatabank.documents import documents
from importers.uitdatabank.event import read_event
from importers.uitdatabank.shapes import record, records
from importers.uitdatabank.source import SourceDocument
from importers.uitdatabank.terms import TOPICS, TYPES

STATUSES = {
    "Available": OccurrenceStatus.PLANNED,
    "TemporarilyUnavailable": OccurrenceStatus.POSTPONED,
    "Unavailable": OccurrenceStatus.CANCELLED,
}


def load(path: Path) -> dict[str, object]:
    return record(json.loads(path.read_bytes()))


async def outcomes(folder: Path, gazetteer: Gazetteer) -> list[ImportedActivity | Skipped]:
    return [
        read_event(each.value, gazetteer=gazetteer, origin=each.origin) if isinstance(each, SourceDocument) else each
        async for each in documents(str(folder))
    ]


def folders(samples: Path) -> list[Path]:
    return [path for path in samples.iterdir() if path.is_dir()]


def reason(outcome: ImportedActivity | Skipped) -> str:
    return outcome.reason.value if isinstance(outcome, Skipped) else "taken over"


async def test_every_sample_is_taken_over_or_skipped_for_a_good_reason(samples: Path, gazetteer: Gazetteer) -> None:
    counts = {
        folder.name: Counter(reason(each) for each in await outcomes(folder, gazetteer)) for folder in folders(samples)
    }

    assert counts["events"] == {"taken over": 18, "not-offered": 25, "no-id": 12, "no-municipality": 2}
    assert counts["pages"] == {"taken over": 1, "not-an-event": 7}
    assert counts["calendars"] == {"no-id": 3, "not-an-event": 7}
    assert {*counts["places"], *counts["organizers"], *counts["facets"]} == {SkipReason.NOT_AN_EVENT.value}


def test_samples_that_only_lack_approval_are_read_once_they_have_it(samples: Path, gazetteer: Gazetteer) -> None:
    drafts = [document for path in sorted(samples.glob("events/search__*")) if (document := load(path))]

    read = [read_event(document | {"workflowStatus": "APPROVED"}, gazetteer=gazetteer) for document in drafts]

    # One of them is for members only.
    assert Counter(map(reason, read)) == {"taken over": len(drafts) - 1, "restricted-audience": 1}


def oracles(samples: Path) -> dict[Path, list[Mapping[str, object]]]:
    """Pair original documents with the dates that the source's own indexer made of them."""
    pairs: dict[Path, list[Mapping[str, object]]] = {}
    for indexed in sorted(samples.glob("indexed_expected/search__indexed-*.json")):
        name = indexed.stem.removeprefix("search__indexed-")
        original = next(iter(sorted((samples / "events").glob(f"search__original-{name}*.json"))), None)
        dates = records(load(indexed).get("subEvent"))
        if original and dates:
            pairs[original] = [*dates]
    return pairs


def test_occurrences_are_those_of_the_sources_own_indexer(samples: Path) -> None:
    pairs = oracles(samples)
    assert len(pairs) >= 6

    for original, dates in pairs.items():
        found = occurrences(
            schedule_of(load(original), main="nl"),
            since=datetime(2016, 1, 1, tzinfo=UTC),
            until=datetime(2019, 1, 1, tzinfo=UTC),
        )
        expected = [
            (
                datetime.fromisoformat(str(record(each["dateRange"])["gte"])),
                datetime.fromisoformat(str(record(each["dateRange"])["lte"])),
                STATUSES[str(each["status"])],
            )
            for each in dates
        ]
        assert [(each.start, each.end, each.status) for each in found] == expected, original.name


def test_a_real_answer_of_the_search_api_is_read_in_full(samples: Path, gazetteer: Gazetteer) -> None:
    page = load(samples / "pages" / "sapi__search-with-embed-and-facets.json")
    [member] = records(page["member"])

    found = read_event(member, gazetteer=gazetteer)

    assert isinstance(found, ImportedActivity)
    content = found.content
    assert (content.language, content.location.kind, found.territory) == ("nl", LocationKind.MIXED, "21013")
    assert [(each.start, each.status) for each in content.schedule.moments] == [
        (datetime(2021, 1, 21, 23, tzinfo=UTC), OccurrenceStatus.PLANNED),
        (datetime(2021, 3, 3, 23, tzinfo=UTC), OccurrenceStatus.CANCELLED),
    ]
    assert [each.kind for each in content.contacts] == [ContactKind.EMAIL, ContactKind.LANDLINE, ContactKind.WEBSITE]


def test_whoever_entered_an_event_is_never_taken_over(samples: Path, gazetteer: Gazetteer) -> None:
    for path in sorted(samples.glob("events/*.json")):
        creator = "somebody.private@example.net"
        found = read_event(load(path) | {"creator": creator}, gazetteer=gazetteer)
        assert creator not in repr(found), path.name


def test_every_term_we_translate_is_one_of_the_source(samples: Path) -> None:
    with (samples / "known_terms.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file) if row["domain"] in {"eventtype", "theme"}}

    assert {*TYPES, *TOPICS} <= known


@pytest.mark.parametrize(
    "name", ["backend__event_with_html_description", "backend__event_with_see_also_imported_from_udb2"]
)
def test_html_of_real_descriptions_stays_html(samples: Path, gazetteer: Gazetteer, name: str) -> None:
    found = read_event(load(samples / "events" / f"{name}.json"), gazetteer=gazetteer)

    assert isinstance(found, ImportedActivity)
    assert found.content.description_html.startswith("<p>")
    assert "&lt;" not in found.content.description_html
