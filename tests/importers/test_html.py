import time

import pytest

from importers.html import clean_html
from importers.uitdatabank.shapes import MOST_IN_PASSAGE


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Kom praten", "<p>Kom praten</p>"),
        ("Een\nTwee\n\n \nDrie", "<p>Een<br>Twee</p><p>Drie</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("Caf&eacute; &amp; taal", "<p>Café &amp; taal</p>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<p>Een</p>\n<p><strong>Twee</strong></p>", "<p>Een</p>\n<p><strong>Twee</strong></p>"),
        ("Een <b>twee</b>\n\ndrie", "<p>Een <b>twee</b></p><p>drie</p>"),
        ("<div class='x'>Een</div><h2>Twee</h2>", "<p>Een</p><p>Twee</p>"),
        ("<table><tr><td>Een</td><td>twee</td></tr></table>", "<p> Een  twee </p>"),
        ("Een<p></p>", "<p>Een</p>"),
        ("Een <b>twee\n\ndrie</b>", "<p>Een <b>twee</b></p><p><b>drie</b></p>"),
        ("<p style='color:red' onclick='x()'>Een</p><p>&nbsp;<br></p>", "<p>Een</p>"),
        ("<p>Een<script>alert(1)</script><img src=x onerror=alert(1)></p>", "<p>Een</p>"),
        ("<p>Een</p><!-- twee -->", "<p>Een</p>"),
        (
            '<p><a href="https://taal.example" target="_blank">Een</a></p>',
            '<p><a href="https://taal.example" rel="noopener noreferrer nofollow">Een</a></p>',
        ),
        (
            '<p><a href="javascript:alert(1)">Een</a></p>',
            '<p><a rel="noopener noreferrer nofollow">Een</a></p>',
        ),
        ("<p> &nbsp; </p><br>", ""),
        ("<style>p {}</style>", ""),
    ],
)
def test_a_description_becomes_clean_html(text: str, html: str) -> None:
    assert clean_html(text) == html


@pytest.mark.parametrize(
    "hostile",
    [
        "<ul><li>" * (MOST_IN_PASSAGE // 8),
        "".join(f"<p><i a={number}>" for number in range(MOST_IN_PASSAGE // 12)),
        "<" * MOST_IN_PASSAGE,
        "<a " * (MOST_IN_PASSAGE // 3),
        "<p> " * (MOST_IN_PASSAGE // 4),
    ],
)
def test_hostile_html_is_cleaned_quickly_and_does_not_grow(hostile: str) -> None:
    started = time.process_time()

    html = clean_html(hostile[:MOST_IN_PASSAGE])

    assert time.process_time() - started < 5
    assert len(html) < 20 * MOST_IN_PASSAGE
