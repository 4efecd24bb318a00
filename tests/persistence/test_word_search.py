"""Similar words, one definition: what both databases find is what the rule says, whatever the words."""

import asyncio
import uuid
from collections.abc import Generator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from persistence.engine import WRITES, open_engine
from persistence.rows import Rows
from persistence.tables.search import search_word
from persistence.text import normalised
from persistence.word_search import MEANT, word_values
from tests.support.databases import Templates

LETTERS = "abén"
"""Few, so that words resemble each other."""


def distances(word: str, other: str) -> list[int]:
    """Return how many errors lie between a word and each beginning of another: swaps count as one (Damerau)."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(word, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1]


def expected(word: str, other: str) -> bool:
    """Tell whether a word of a search finds a word of a text, by counting errors."""
    if word in other:
        return True
    if len(word) < 5 or not word.isalpha() or word[0] != other[0]:
        return False
    # The first letter is right, so errors are looked for behind it; no swap can reach it either.
    rest, beginnings = word[1:], [other[1:end] for end in range(1, len(other) + 1)]
    if len(word) == 5:
        swapped = [rest[:at] + rest[at + 1] + rest[at] + rest[at + 2 :] for at in range(len(rest) - 1)]
        one_more = [each for each in beginnings if len(each) == len(rest) + 1]
        left_out = any(each[:at] + each[at + 1 :] == rest for each in one_more for at in range(len(each) - 1))
        return left_out or any(other[1:].startswith(each) for each in swapped)
    return any(distances(rest, beginning)[-1] <= 1 for beginning in beginnings)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def words(request: pytest.FixtureRequest, templates: Templates) -> Generator[tuple[asyncio.Runner, Rows, object]]:
    address = templates.copy(request.param)
    with asyncio.Runner() as runner:
        engine = open_engine(address, pool_size=1)
        rows = Rows(engine)
        yield runner, rows, engine
        runner.run(rows.close())
        runner.run(engine.dispose())
    templates.drop(address)


WORD = st.text(LETTERS, min_size=1, max_size=8).map(normalised) | st.text(min_size=1, max_size=8).map(
    lambda text: normalised(text).replace(" ", "")
).filter(bool)


@st.composite
def near_misses(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a word, and words that are like it or not."""
    word = draw(st.text(LETTERS, min_size=3, max_size=9).map(normalised))
    others = [draw(WORD) for _ in range(3)]
    for _ in range(6):
        other, at = word, draw(st.integers(0, len(word) - 1))
        letter = draw(st.sampled_from(normalised(LETTERS) + "_%"))
        for _ in range(draw(st.integers(1, 2))):
            at = min(at, len(other) - 1)
            change = draw(st.integers(0, 3))
            other = [
                other[:at] + letter + other[at + 1 :],
                other[:at] + letter + other[at:],
                other[:at] + other[at + 1 :] or "b",
                other[:at] + other[at + 1 : at + 2] + other[at] + other[at + 2 :],
            ][change]
        others.append(other + draw(st.text("abn", max_size=2)))
    return word, sorted(set(others))


def test_both_databases_find_the_similar_words_of_the_definition_property(
    words: tuple[asyncio.Runner, Rows, object],
) -> None:
    runner, rows, engine = words

    async def found(word: str, others: list[str]) -> list[str]:
        async with engine.connect() as connection:  # type: ignore[attr-defined]
            await connection.execution_options(**{WRITES: True})
            await connection.execute(delete(search_word))
            await connection.execute(
                insert(search_word), [{"word": each, "brought_by": uuid.uuid4()} for each in others]
            )
            await connection.commit()
        return sorted(each for (each,) in await rows.found(MEANT[0], word_values([word])))

    @settings(max_examples=max(150, settings().max_examples), deadline=None)
    @given(near_misses())
    def run(given: tuple[str, list[str]]) -> None:
        word, others = given
        assert runner.run(found(word, others)) == [each for each in others if expected(word, each)]

    run()
