import gzip
from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from domain.imports.model import Skipped, SkipReason
from domain.territories.model import Nis
from importers.uitdatabank.documents import documents
from importers.uitdatabank.search_api import WINDOW, search
from importers.uitdatabank.search_request import SearchApiError
from importers.uitdatabank.shapes import record
from importers.uitdatabank.source import MOST_BYTES, SourceDocument
from tests.importers.uitdatabank.search_server import Answer, Asked, Behaviour, a_page, a_problem, holding, running

GENT, HASSELT = Nis("44021"), Nis("71072")
START = datetime(2026, 1, 1, tzinfo=UTC)
CLIENT_ID = "8a1f-client"


class Naps:
    """Takes the place of waiting, and remembers how long it would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def ask(
    behaviour: Behaviour,
    *territories: Nis,
    path: str = "",
    modified_from: datetime | None = None,
    patience: float = 5,
    sleep: Naps | None = None,
) -> tuple[list[SourceDocument | Skipped], list[Asked]]:
    async with running(behaviour) as server:
        found = [
            each
            async for each in search(
                server.address + path,
                territories=territories,
                client_id=CLIENT_ID,
                modified_from=modified_from,
                patience=patience,
                sleep=sleep or Naps(),
            )
        ]
        return found, server.asked


async def refusal(behaviour: Behaviour, *, patience: float = 5, sleep: Naps | None = None) -> str:
    with pytest.raises(SearchApiError) as raised:
        await ask(behaviour, patience=patience, sleep=sleep)
    return str(raised.value).partition("/events?")[2].partition("start=0 ")[2]


def in_turn(*answers: Answer) -> Behaviour:
    """Give the answers one after the other, and the last one from then on."""
    numbers = count()
    return lambda _: answers[min(next(numbers), len(answers) - 1)]


def an_event(number: int, *, second: int = 0, nis: Nis = GENT) -> dict[str, str]:
    return {
        "@id": f"https://io.uitdatabank.be/events/{number}",
        "modified": (START + timedelta(seconds=second)).isoformat(),
        "region": f"nis-{nis}",
    }


def ids(found: Sequence[SourceDocument | Skipped]) -> list[str]:
    uris = [str(record(each.value).get("@id")) for each in found if isinstance(each, SourceDocument)]
    return [uri.rpartition("/")[2] for uri in uris]


async def test_each_territory_is_asked_for_on_its_own() -> None:
    found, asked = await ask(
        holding([an_event(1), an_event(2, nis=HASSELT), an_event(3)]), GENT, HASSELT, modified_from=START
    )

    question = {
        "embed": "true",
        "sort[modified]": "asc",
        "disableDefaultFilters": "true",
        "workflowStatus": "*",
        "addressCountry": "BE",
        "modifiedFrom": "2026-01-01T00:00:00+00:00",
        "limit": "200",
        "start": "0",
    }
    assert [(each.path, each.params) for each in asked] == [
        ("/events", question | {"regions": "nis-44021"}),
        ("/events", question | {"regions": "nis-71072"}),
    ]
    assert {each.headers["x-client-id"] for each in asked} == {CLIENT_ID}
    assert ids(found) == ["1", "3", "2"]


async def test_documents_say_where_they_were_found_and_how_many_there_are() -> None:
    event = an_event(1)
    async with running(holding([event, an_event(2, nis=HASSELT)])) as server:
        found = [each async for each in documents(server.address, territories=[GENT, HASSELT])]

    assert "x-client-id" not in server.asked[0].headers
    assert found[0] == SourceDocument(
        origin=f"{server.address}/events?embed=true&sort[modified]=asc&disableDefaultFilters=true&workflowStatus=*"
        "&addressCountry=BE&regions=nis-44021&limit=200&start=0#/member/0",
        value=event,
        expected=1,
    )
    assert isinstance(found[1], SourceDocument)
    assert found[1].expected == 2


@pytest.mark.parametrize(
    ("path", "asked_for"),
    [("/", "/events"), ("/events", "/events"), ("/offers/", "/offers/"), ("/v3", "/v3/events")],
)
async def test_the_address_may_name_the_search(path: str, asked_for: str) -> None:
    _, asked = await ask(holding([]), path=path)

    assert [each.path for each in asked] == [asked_for]


async def test_what_stands_in_the_address_is_asked_but_never_shown() -> None:
    async with running(holding([an_event(1)])) as server:
        address = server.address.replace("http://", "http://me:secret@") + "/offers?apiKey=secret&q=taal"
        [found] = [each async for each in search(address)]

    assert (server.asked[0].params["q"], server.asked[0].params["apiKey"]) == ("taal", "secret")
    assert "secret" not in repr(found)


async def test_pages_follow_each_other_to_the_end() -> None:
    found, asked = await ask(holding([an_event(number, second=number) for number in range(401)]))

    assert ids(found) == [str(number) for number in range(401)]
    assert [each.params["start"] for each in asked] == ["0", "200", "400"]


async def test_an_empty_page_ends_it_whatever_the_total_says() -> None:
    found, asked = await ask(in_turn(a_page([an_event(1)], 900), a_page([], 900)))

    assert (ids(found), len(asked)) == (["1"], 2)


async def test_an_event_that_is_seen_twice_is_given_once_and_its_newer_version_too() -> None:
    page = [an_event(1), an_event(2), an_event(1), an_event(1, second=9), {}, {}]

    found, _ = await ask(lambda _: a_page([*page], len(page)), GENT, HASSELT)

    assert ids(found) == ["1", "2", "1", "None", "None", "None", "None"]


async def test_more_than_one_question_may_ask_for_is_asked_in_slices() -> None:
    events = [an_event(number, second=number // 7) for number in range(WINDOW + 450)]

    found, asked = await ask(holding(events), GENT)

    assert ids(found) == [str(number) for number in range(WINDOW + 450)]
    last_second = START + timedelta(seconds=(WINDOW - 1) // 7)
    assert [each.params.get("modifiedFrom") for each in asked] == [None] * 50 + [last_second.isoformat()] * 3


async def test_a_second_that_holds_too_many_is_reported_and_passed() -> None:
    events = [*(an_event(number) for number in range(WINDOW + 5)), an_event(99_999, second=60)]

    found, asked = await ask(holding(events), GENT)

    assert ids(found) == [*(str(number) for number in range(WINDOW)), "99999"]
    [gap] = [each for each in found if isinstance(each, Skipped)]
    assert gap.reason is SkipReason.UNREADABLE
    assert gap.detail == "only the first 10000 could be asked for: they were all modified in the same second"
    assert len(asked) == 101


async def test_too_many_events_that_do_not_say_when_they_changed_are_reported() -> None:
    def without_moment(asked: Asked) -> Answer:
        start = int(asked.params["start"])
        return a_page([{"@id": str(start + index)} for index in range(200)], WINDOW + 1)

    found, asked = await ask(without_moment)

    assert (len(ids(found)), len(asked)) == (WINDOW, 50)
    assert isinstance(found[-1], Skipped)
    assert found[-1].detail == "only the first 10000 could be asked for: the events do not say when they were modified"


async def test_a_server_that_does_not_keep_to_the_slice_is_left() -> None:
    pages = [[an_event(page * 200 + index, second=9 - page // 50) for index in range(200)] for page in range(100)]

    with pytest.raises(SearchApiError, match="was answered with events from before that moment"):
        await ask(in_turn(*(a_page([*page], WINDOW + 1) for page in pages)))


async def test_a_refusal_is_told_in_the_words_of_the_api() -> None:
    told = await refusal(lambda _: a_problem(404, f"Unknown query parameter(s): colour\n of {CLIENT_ID}"))

    assert told == "was refused (404): Unknown query parameter(s): colour of ***"


async def test_whoever_has_no_client_id_hears_that_it_is_missing() -> None:
    async with running(lambda _: a_problem(401, "A client id is needed.")) as server:
        with pytest.raises(SearchApiError, match=r"was refused \(401\): A client id is needed\.$"):
            _ = [each async for each in documents(server.address)]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(status=403, body=b"<html>no</html>"), "was refused (403)"),
        (Answer(status=401, body=b'{"title": "Unauthorized"}'), "was refused (401): Unauthorized"),
        (
            Answer(status=302, headers={"location": "http://127.0.0.1:9/"}),
            "was answered with a redirect (302), which is not followed",
        ),
        (Answer(body=b"<html>busy</html>"), "was answered with something that is not JSON"),
        (Answer(body=b"[" * 100_000), "was answered with something that is not JSON"),
        (Answer(body=b'{"member": {}}'), "was answered with something that is not a page of results"),
        (Answer(body=b'{"member": [], "totalItems": -1}'), "was answered with something that is not a page of results"),
        (Answer(body=b"[]"), "was answered with something that is not a page of results"),
        (Answer(body=b" " * (MOST_BYTES + 1)), f"was answered with more than {MOST_BYTES} bytes"),
        (
            Answer(body=gzip.compress(b" " * (MOST_BYTES + 1)), headers={"content-encoding": "gzip"}),
            f"was answered with more than {MOST_BYTES} bytes",
        ),
    ],
)
async def test_an_answer_that_cannot_be_used_ends_the_run_at_once(answer: Answer, told: str) -> None:
    naps = Naps()

    assert await refusal(lambda _: answer, sleep=naps) == told
    assert naps.seconds == []


@pytest.mark.parametrize(
    "failure",
    [
        Answer(status=500),
        Answer(status=503, body=b"busy"),
        Answer(body=b'{"member": [], "totalItems": 0}', cut=True),
        Answer(body=b"not packed at all", headers={"content-encoding": "gzip"}),
    ],
)
async def test_a_failure_is_followed_by_another_try(failure: Answer) -> None:
    naps = Naps()

    found, asked = await ask(in_turn(failure, failure, a_page([an_event(1)], 1)), sleep=naps)

    assert (ids(found), len(asked), naps.seconds) == (["1"], 3, [1, 2])


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (Answer(status=502), "was not answered after 3 tries: status 502"),
        (Answer(silent=True), "was not answered after 3 tries: ReadTimeout"),
        (Answer(body=b"{}", cut=True), "was not answered after 3 tries: RemoteProtocolError"),
    ],
)
async def test_after_three_failures_it_is_over(failure: Answer, told: str) -> None:
    naps = Naps()

    assert await refusal(lambda _: failure, patience=0.2, sleep=naps) == told
    assert naps.seconds == [1, 2]


async def test_nobody_listening_is_told() -> None:
    async with running(holding([])) as server:
        address = server.address

    with pytest.raises(SearchApiError, match="was not answered after 3 tries: ConnectError"):
        _ = [each async for each in search(address, sleep=Naps())]


@pytest.mark.parametrize(
    ("address", "client_id", "told"),
    [
        ("http://", None, "The address of the Search API names no host and port to connect to"),
        ("http://127.0.0.1:99999", None, "The address of the Search API names no host and port to connect to"),
        ("http://127.0.0.1:port", None, "The address of the Search API cannot be read"),
        ("http://127.0.0.1:9", "two words", "The client id has characters in it that cannot be sent"),
        ("http://127.0.0.1:9", "", "The client id has characters in it that cannot be sent"),
    ],
)
async def test_an_address_or_client_id_that_cannot_be_used_is_told(
    address: str, client_id: str | None, told: str
) -> None:
    with pytest.raises(SearchApiError, match=told):
        _ = [each async for each in documents(address, client_id=client_id, sleep=Naps())]


async def test_whoever_stops_reading_leaves_no_connection_behind() -> None:
    async with running(holding([an_event(number) for number in range(400)])) as server:
        found: AsyncGenerator[SourceDocument | Skipped, None] = documents(server.address)
        await anext(found)
        await found.aclose()

    assert len(server.asked) == 1
