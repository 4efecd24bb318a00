"""What a mail looks like to those who receive it."""

import uuid
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import pytest

from domain.mails.model import ClaimedMail
from ikdoemee.mails.messages import UnsendableError, html, message_of

SENDER = Address(display_name="Ikdoemee én meer", addr_spec="noreply@example.org")
WRITTEN = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def mail(**changes: Any) -> ClaimedMail:
    given: dict[str, Any] = {
        "id": uuid.UUID(int=7),
        "to": "an.test@example.org",
        "subject": "Nieuwe aanvraag van Zoë Çelik",
        "paragraphs": ("Beste Zoë,", "Eén regel.\nNog een."),
        "written_at": WRITTEN,
        "attempts": 1,
        "claimed_until": WRITTEN,
    }
    return ClaimedMail(**given | changes)


def received(sent: ClaimedMail) -> EmailMessage:
    raw = message_of(sent, sender=SENDER).as_bytes()
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return message_from_bytes(raw.replace(b"\r\n", b"\n"), policy=default)


def test_headers_say_who_and_what_and_that_nobody_typed_it() -> None:
    read = received(mail())
    assert {name: read[name] for name in ("From", "To", "Subject", "Auto-Submitted", "Message-ID")} == {
        "From": "Ikdoemee én meer <noreply@example.org>",
        "To": "an.test@example.org",
        "Subject": "Nieuwe aanvraag van Zoë Çelik",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{uuid.UUID(int=7)}@example.org>",
    }
    assert read["Date"].datetime == WRITTEN
    assert read.get_content_type() == "multipart/alternative"


def test_the_text_is_there_plain_and_as_a_page() -> None:
    plain, page = received(mail()).iter_parts()
    assert cast("EmailMessage", plain).get_content() == "Beste Zoë,\n\nEén regel.\nNog een.\n"
    assert "<p>Eén regel.<br>\nNog een.</p>" in cast("EmailMessage", page).get_content()


def test_another_attempt_is_the_same_message_to_the_letter() -> None:
    assert message_of(mail(), sender=SENDER).as_bytes() == message_of(mail(attempts=2), sender=SENDER).as_bytes()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
def test_nothing_in_a_name_becomes_a_header(end: str) -> None:
    read = received(mail(subject=f"Aanvraag van An{end}Bcc: iedereen@example.org"))
    assert (read["Subject"], read["Bcc"]) == ("Aanvraag van An Bcc: iedereen@example.org", None)


@pytest.mark.parametrize(
    "address",
    ["", "an", "an@example.org\r\nRCPT TO:<x@example.org>", "an@example.org, x@example.org", "<an@example.org>"],
)
def test_an_address_that_is_none_is_not_written_to(address: str) -> None:
    with pytest.raises(UnsendableError):
        message_of(mail(to=address), sender=SENDER)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<script>alert("x")</script>', "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"),
        (
            "Meer info: https://example.org/a?b=1&c=2.",
            'Meer info: <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.',
        ),
        (
            "Zie (https://example.org/) of http://a.test/x!",
            'Zie (<a href="https://example.org/">https://example.org/</a>) of <a href="http://a.test/x">http://a.test/x</a>!',
        ),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://bank.example@example.org/", "https://bank.example@example.org/"),
        (
            'https://example.org/"onclick="x',
            '<a href="https://example.org/">https://example.org/</a>&quot;onclick=&quot;x',
        ),
    ],
)
def test_a_page_holds_links_and_no_markup_of_others(written: str, shown: str) -> None:
    assert f"<p>{shown}</p>" in html("t", (written,))
