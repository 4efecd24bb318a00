"""Ways to make contact, as they are shown and as they are filled in."""

from collections.abc import Sequence

import strawberry

from domain.activities.model import ContactKind
from domain.contacts import SubmittedContact


@strawberry.type(description="A way to make contact.")
class Contact:
    """A way to reach somebody."""

    kind: ContactKind = strawberry.field(description="Kind of contact.")
    value: str = strawberry.field(description="Address, number or other text, depending on `kind`.")


@strawberry.input(description="A way to make contact.")
class ContactInput:
    """A way to reach somebody, as it is typed."""

    kind: ContactKind = strawberry.field(description="Kind of contact; it decides how `value` is checked.")
    value: str = strawberry.field(
        description="E-mail address, phone number (however it is spaced; Belgian without a country), web address, or "
        "for OTHER at most 200 characters."
    )


def submitted_contacts(given: Sequence[ContactInput]) -> tuple[SubmittedContact, ...]:
    """Return what was typed."""
    return tuple(SubmittedContact(kind=each.kind, value=each.value) for each in given)
