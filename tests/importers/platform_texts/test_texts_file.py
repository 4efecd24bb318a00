"""The file of texts: whatever is written is read back the same, and what is wrong is named with its place."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.activities.model import Vocabulary
from domain.platform_texts.model import HelpQuestion, PlatformTexts, RuleVersion, TermsOfUse
from domain.platform_texts.revising import revised
from importers.html import clean_html
from importers.platform_texts.reading import UnreadableTextsError, read_texts
from importers.platform_texts.writing import _text, write_texts
from importers.reference import read_reference
from tests.unit.platform_texts.written import EXAMPLE, QUESTION, RULE, TERMS, TEXTS, term

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
QUOTED = st.text(st.sampled_from('"\\\n\r\t a\x00\x7f\u00a0é'), max_size=120)
HTML = st.lists(
    st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", "<ul>", "<li>", "\n", "\n\n", 'a "b"', "&amp;", "&lt;b&gt;"])
    | st.sampled_from(['<a href="https://taal.example">', "</a>", "<script>", "<h2>", "\\", "'''", '"""', "é\u00a0"]),
    max_size=30,
).map("".join)


@given(TEXT | QUOTED)
def test_any_text_is_read_back_as_it_was_written_property(text: str) -> None:
    for written in (text, text * 9):
        assert tomllib.loads(f"text = {_text(written)}")["text"] == written


@given(HTML, QUOTED, st.booleans())
def test_a_file_is_read_back_as_the_texts_it_was_made_of_property(html: str, label: str, retired: bool) -> None:
    # HTML is clean before it is kept.
    clean = clean_html(html)
    texts = replace(
        TEXTS,
        terms={
            **TEXTS.terms,
            Vocabulary.TOPIC: (replace(term(Vocabulary.TOPIC, "A"), label=label, description=label, retired=retired),),
        },
        rules=(
            replace(RULE, until=date(2027, 1, 1)),
            RuleVersion(number=1, version=2, text=label, in_force_from=date(2027, 1, 1), until=date(2028, 1, 1)),
            RuleVersion(number=2, version=1, text=label, in_force_from=date(2027, 1, 1), until=date(2027, 6, 1)),
            RuleVersion(number=2, version=2, text=label, in_force_from=date(2028, 1, 1)),
        ),
        terms_of_use=(TERMS, TermsOfUse(version="b", html=clean, in_force_from=date(2027, 1, 1))),
        questions=(QUESTION, HelpQuestion(question=label, answer_html=clean)),
        inspiration=(replace(EXAMPLE, content=replace(EXAMPLE.content, description_html=clean), tip=label),),
    )
    read = read_texts(write_texts(texts))
    assert (revised(PlatformTexts(), read.texts), read.state) == (texts, texts.state)


def test_what_an_empty_platform_starts_with_is_clean() -> None:
    reference = read_reference()
    terms = {each: tuple(term for term in reference.terms if term.vocabulary is each) for each in Vocabulary}
    assert read_texts(write_texts(replace(reference.texts, terms=terms))).texts == replace(reference.texts, terms=terms)


def test_html_is_clean_and_plain_text_gets_paragraphs() -> None:
    text = '[[question]]\nquestion = "a"\nanswer = """\nEen\n\nTwee <script>x</script>"""\n'
    (question,) = read_texts(text).texts.questions or ()
    assert question.answer_html == "<p>Een</p><p>Twee</p>"


def test_lists_that_are_left_out_are_not_spoken_of() -> None:
    assert read_texts("") == replace(read_texts(""), texts=PlatformTexts(), state=None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule]", "not TOML: "),
        ("rulez = 1", "rulez: Extra inputs are not permitted"),
        ('[[vocabulary.TYPES]]\ncode = "A"\nlabel = "A"', "vocabulary.TYPES.[key]: Input should be 'TYPE', 'TOPIC'"),
        ('[[vocabulary.TYPE]]\ncode = "A"', "vocabulary.TYPE[1].label: Field required"),
        ('[[vocabulary.TYPE]]\ncode = "A"\nlable = "A"\nlabel = "A"', "vocabulary.TYPE[1].lable: Extra inputs"),
        ('[[vocabulary.TYPE]]\ncode = "A"\nlabel = 1', "vocabulary.TYPE[1].label: Input should be a valid string"),
        (
            '[[rule]]\nnumber = 1\nversion = "x"\ntext = "a"\nin_force_from = 2026-13-01',
            "not TOML: ",
        ),
        (
            '[[rule]]\nnumber = 1\nversion = "x"\ntext = "a"\nin_force_from = 2026-12-01',
            "rule[1].version: Input should be a valid integer",
        ),
        ('support = "mail"', "support: Input should be a valid dictionary"),
        (
            '[[inspiration]]\ncode = "A"\ntitle = "A"\ndescription = "A"\ntip = "A"\nschedule = "DAILY"',
            "inspiration[1].schedule: Input should be 'SINGLE_DAY'",
        ),
        (
            """
            [[inspiration]]
            code = "A"
            title = "A"
            description = "A"
            tip = "A"
            schedule = "WEEKLY"
            weekly = [{days = ["MONDAY"], opens = "25:00", closes = "08:00"}]
            """,
            "inspiration[1].weekly[1].opens: String should match pattern",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(UnreadableTextsError) as caught:
        read_texts(text)
    assert str(caught.value).startswith(message)
