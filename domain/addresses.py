"""Addresses, as people fill them in; the postcode says in which municipality they lie."""

from dataclasses import dataclass

from domain.activities.model import Address
from domain.forms import Form
from domain.territories.model import Nis

UNKNOWN_POSTCODE = "Deze postcode kennen we niet in Vlaanderen of Brussel."

LONGEST_STREET = 200
LONGEST_LOCALITY = 100
LONGEST_POSTCODE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedAddress:
    """An address as it was typed."""

    street: str
    postcode: str
    locality: str


def fill_in_address(submitted: SubmittedAddress, municipality: Nis | None, form: Form) -> Address:
    """Return the address that was meant; `municipality` is where its postcode lies, None for an unknown one."""
    street = form.at("street").line(submitted.street, most=LONGEST_STREET, missing="Vul straat en nummer in.")
    postcode = form.at("postcode").line(submitted.postcode, most=LONGEST_POSTCODE, missing="Vul de postcode in.")
    locality = form.at("locality").line(submitted.locality, most=LONGEST_LOCALITY, missing="Vul de plaats in.")
    if postcode is not None and municipality is None:
        form.at("postcode").wrong(UNKNOWN_POSTCODE)
    return Address(street=street or "", postcode=postcode or "", locality=locality or "")
