"""Addresses, as they are shown and as they are filled in."""

import strawberry

from domain.addresses import SubmittedAddress


@strawberry.type(description="Address.")
class Address:
    """An address."""

    street: str = strawberry.field(description="Street and house number.")
    postcode: str = strawberry.field(description="Postcode.")
    locality: str = strawberry.field(description="Locality, as the organiser writes it.")


@strawberry.input(description="Address.")
class AddressInput:
    """An address as it is typed."""

    street: str = strawberry.field(description="Street and house number, at most 200 characters.")
    postcode: str = strawberry.field(description="Postcode in Flanders or Brussels; it decides on the municipality.")
    locality: str = strawberry.field(description="Locality, at most 100 characters.")


def submitted_address(given: AddressInput) -> SubmittedAddress:
    """Return what was typed."""
    return SubmittedAddress(street=given.street, postcode=given.postcode, locality=given.locality)
