"""Mails as the messages that mail servers take."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from domain.contact_details import host_of, is_email_address
from domain.mails.model import ClaimedMail

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_AFTER_AN_ADDRESS = ".,;:!?)'"


class UnsendableError(ValueError):
    """There is no message to make of a mail."""


def recipient_of(mail: ClaimedMail) -> Address:
    """Return whom a mail goes to; raises `UnsendableError` if that is no address."""
    if not is_email_address(mail.to):
        raise UnsendableError("address")
    name, _, domain = mail.to.rpartition("@")
    try:
        # Mail servers know hosts by their ASCII names.
        return Address(username=name, domain=domain.encode("idna").decode("ascii"))
    except UnicodeError as error:
        raise UnsendableError("host") from error


def message_of(mail: ClaimedMail, *, sender: Address) -> EmailMessage:
    """Return a mail as a message, the same to the letter each time: receivers know one that comes twice by its id.

    Raises `UnsendableError` for one to an address that cannot be.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = recipient_of(mail)
    # What people are called can be in a subject: whatever would end a line is a space there.
    message["Subject"] = " ".join("".join(c if c.isprintable() else " " for c in mail.subject).split())
    message["Date"] = mail.written_at
    message["Message-ID"] = f"<{mail.id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "nl-BE"
    message.set_content(plain_text(mail.paragraphs), cte="quoted-printable")
    message.add_alternative(html(mail.subject, mail.paragraphs), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{mail.id.hex}")
    return message


def plain_text(paragraphs: tuple[str, ...]) -> str:
    """Return paragraphs as plain text."""
    return "\n\n".join(paragraphs) + "\n"


def html(title: str, paragraphs: tuple[str, ...]) -> str:
    """Return paragraphs as a page, in which nothing that somebody wrote is markup."""
    body = "\n".join(f"<p>{_linked(each)}</p>" for each in paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _linked(paragraph: str) -> str:
    pieces: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(paragraph):
        address = found.group().rstrip(_AFTER_AN_ADDRESS)
        if not host_of(address):
            continue
        shown = escape(address)
        pieces += [escape(paragraph[end : found.start()]), f'<a href="{shown}">{shown}</a>']
        end = found.start() + len(address)
    return "".join([*pieces, escape(paragraph[end:])]).replace("\n", "<br>\n")
