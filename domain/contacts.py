"""Ways to be reached, as people fill them in."""

from dataclasses import dataclass

from domain.activities.model import Contact, ContactKind
from domain.forms import Form

MOST_CONTACTS = 10
LONGEST_CONTACT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedContact:
    """A way to be reached, as it was typed."""

    kind: ContactKind
    value: str


def fill_in_contacts(submitted: tuple[SubmittedContact, ...], form: Form) -> tuple[Contact, ...]:
    """Return the contacts that were meant, each once, in the order given."""
    if len(submitted) > MOST_CONTACTS:
        form.wrong(f"Geef hoogstens {MOST_CONTACTS} manieren om contact op te nemen.")
        return ()
    read = (_contact(each, form.at(place, "value")) for place, each in enumerate(submitted))
    return tuple(dict.fromkeys(contact for contact in read if contact is not None))


def _contact(submitted: SubmittedContact, form: Form) -> Contact | None:
    given = submitted.value
    if not given.strip():
        form.wrong("Vul dit contact in of haal het weg.")
        return None
    match submitted.kind:
        case ContactKind.EMAIL:
            value = form.email(given)
        case ContactKind.MOBILE | ContactKind.LANDLINE | ContactKind.WHATSAPP:
            value = form.phone(given)
        case ContactKind.WEBSITE:
            value = form.web_address(given)
        case ContactKind.OTHER:
            value = form.line(given, most=LONGEST_CONTACT)
    return Contact(kind=submitted.kind, value=value) if value is not None else None
