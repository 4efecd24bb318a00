"""Registering an organisation."""

from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.organisations.model import OrganisationKind
from domain.organisations.registering import Registered, RegisterOrganisation
from persistence.read_models.organisations import ORGANISATION
from plans.requests import One
from resolvers import organisations
from resolvers.context import Context
from schema.addresses import AddressInput, submitted_address
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.contacts import ContactInput, submitted_contacts
from schema.organisations import Organisation
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotAllowed,
    SignInRequired,
    TermsNotAccepted,
    refusal_of,
)


@strawberry.input(description="An organisation to make known.")
class RegisterOrganisationInput:
    """What to register."""

    name: str = strawberry.field(
        description="Name, at most 200 characters; that of an organisation that is known already stays as it is."
    )
    kbo: str | None = strawberry.field(
        default=None,
        description="KBO number, with or without dots; its check digits must be right. Null for a group without one, "
        "which only a moderator can register.",
    )
    kind: OrganisationKind = strawberry.field(
        default=OrganisationKind.ASSOCIATION,
        description="ASSOCIATION or OTHER; local governments are known already.",
    )
    address: AddressInput = strawberry.field(description="Address; it decides who looks after the organisation.")
    contacts: list[ContactInput] = strawberry.field(description="Ways to reach it: 1 to 10.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(description="The organisation is registered; the moderators of its municipality have been told.")
class OrganisationRegistered:
    """Registered."""

    organisation_id: strawberry.Private[UUID]

    @reads(ORGANISATION, of=Organisation, description="The organisation.")
    def organisation(self, info: strawberry.Info[Context]) -> One:
        """Return the organisation."""
        del info
        return One(key=self.organisation_id)


RegisterOrganisationResult = Annotated[
    OrganisationRegistered | SignInRequired | NotAllowed | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("RegisterOrganisationResult", description="Registered, or why not."),
]


@strawberry.type
class OrganisationMutations:
    """Registering."""

    @strawberry.mutation(
        description="Register an organisation: by somebody who signed in on behalf of its KBO number, or by a "
        "moderator for an organisation on the territory. One that is known from reference data is completed by those "
        "who act for it."
    )
    async def register_organisation(
        self,
        info: strawberry.Info[Context],
        input: Annotated[RegisterOrganisationInput, about("What to do.")],
    ) -> RegisterOrganisationResult:
        """Register an organisation."""
        command = RegisterOrganisation(
            name=input.name,
            kbo=input.kbo,
            kind=input.kind,
            address=submitted_address(input.address),
            contacts=submitted_contacts(input.contacts),
        )
        outcome = await organisations.register(info.context, command, input.idempotency_key)
        if isinstance(outcome, Registered):
            return OrganisationRegistered(organisation_id=outcome.organisation_id)
        return cast("RegisterOrganisationResult", refusal_of(outcome))
