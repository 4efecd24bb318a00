"""Cleaned HTML as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rich_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("   ", ""),
        ("Zonder opmaak", "Zonder opmaak"),
        ("<p>Een</p><p>Twee</p>", "Een\nTwee"),
        ("<p>Een<br>Twee<br/>Drie</p>", "Een\nTwee\nDrie"),
        ("<p>Met <strong>nadruk</strong> en <a href='https://example.org'>link</a>.</p>", "Met nadruk en link."),
        (
            "<p>Breng mee:</p><ul><li>pen</li><li>papier</li></ul><p>Tot dan!</p>",
            "Breng mee:\n- pen\n- papier\nTot dan!",
        ),
        ("<ol><li>eerst</li><li>dan</li></ol>", "- eerst\n- dan"),
        ("<p>  veel \n  witruimte\t</p>", "veel\nwitruimte"),
        ("<p>caf&eacute; &amp; th&#233;&nbsp;&lt;3</p>", "café & thé <3"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("<p></p><p></p>", ""),
        ("<!-- weg -->blijft", "blijft"),
    ],
)
def test_html_reads_as_text(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text())
def test_any_text_reads_without_empty_or_ragged_lines_property(html: str) -> None:
    lines = plain_text(html).split("\n")
    assert lines == [""] or lines == [" ".join(line.split()) for line in lines if line]


@given(st.text(alphabet="<>/abpuliro &;#x!-\n\"'"))
def test_broken_html_reads_as_something_property(html: str) -> None:
    assert "\n\n" not in plain_text(html)
