"""Registering an organisation: who may, for which number, and what becomes of one that is known already."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.activities.model import Address, Contact
from domain.actors import Actor
from domain.addresses import UNKNOWN_POSTCODE, SubmittedAddress, fill_in_address
from domain.contact_details import kbo_number
from domain.contacts import SubmittedContact, fill_in_contacts
from domain.forms import Form
from domain.meldingen.model import MeldingKind, NewMelding
from domain.organisations.model import Organisation, OrganisationKind
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotAllowed, Refusal, SignInRequired
from domain.territories.model import Nis

LONGEST_NAME = 200
MAY_REGISTER = frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.OTHER})
"""Local governments come from the reference data, with their own kind."""

NOT_ON_BEHALF = NotAllowed(
    message="Meld je aan namens deze organisatie, met haar ondernemingsnummer, om ze te registreren. Een moderator kan "
    "organisaties op het eigen grondgebied registreren."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrganisation:
    """Make an organisation known here, or complete what is known of it."""

    name: str
    kind: OrganisationKind
    address: SubmittedAddress
    contacts: tuple[SubmittedContact, ...]
    kbo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The organisation is known here."""

    organisation_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.organisation_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    name: str
    kind: OrganisationKind
    kbo: str | None
    address: Address
    municipality: Nis
    contacts: tuple[Contact, ...]


def may_register(kbo: str | None, municipality: Nis, *, by: Actor) -> SignInRequired | NotAllowed | None:
    """Return why `by` may not register the organisation with a number in a municipality, or None if it may.

    Whoever signed in on behalf of the number speaks for it. Moderators know who is active on their territory, also
    without a number: many groups of volunteers have none.
    """
    if by.person is None:
        return SignInRequired()
    if by.moderates(municipality) or (kbo is not None and kbo == by.organisation_code):
        return None
    return NOT_ON_BEHALF


async def register_organisation(command: RegisterOrganisation, acting: Acting) -> Registered | Refusal:
    """Register an organisation and tell the moderators of the municipality where it has its address."""
    if acting.actor.person is None:
        return SignInRequired()

    async def register(work: UnitOfWork) -> Registered | Refusal:
        form = Form(tools=acting.tools)
        filled = await _filled_in(work, command, form)
        if isinstance(filled, InvalidInput):
            return filled
        if (refusal := may_register(filled.kbo, filled.municipality, by=acting.actor)) is not None:
            return refusal
        known = await work.organisations.with_kbo(filled.kbo) if filled.kbo is not None else None
        if known is not None and (known.registered_at is not None or not acting.actor.acts_for(known.id)):
            return form.at("kbo").refused(f"Er is al een organisatie met dit ondernemingsnummer: {known.name}.")
        organisation = _completed(known, filled, acting) if known is not None else _new(filled, acting)
        if known is not None:
            await work.organisations.save(organisation)
        elif not await work.organisations.add(organisation):
            return form.at("kbo").refused("Er is al een organisatie met dit ondernemingsnummer.")
        await work.meldingen.add(
            NewMelding(
                id=acting.tools.new_id(),
                territory=organisation.municipality or filled.municipality,
                kind=MeldingKind.ORGANISATION_REGISTERED,
                at=acting.tools.now(),
                organisation_id=organisation.id,
            )
        )
        return Registered(organisation_id=organisation.id)

    async def again(_work: UnitOfWork, answer: str) -> Registered | Refusal:
        return Registered(organisation_id=UUID(answer))

    return await carry_out(acting, register, again=again)


async def _filled_in(work: UnitOfWork, command: RegisterOrganisation, form: Form) -> _Filled | InvalidInput:
    name = form.at("name").line(command.name, most=LONGEST_NAME, missing="Vul de naam van de organisatie in.")
    kbo = kbo_number(command.kbo) if command.kbo is not None else None
    if command.kbo is not None and kbo is None:
        form.at("kbo").wrong("Dit is geen geldig ondernemingsnummer. Het telt tien cijfers, zoals 0207.451.227.")
    if command.kind not in MAY_REGISTER:
        form.at("kind").wrong("Lokale besturen hoeven zich niet te registreren: ze zijn hier al gekend.")
    postcode = command.address.postcode
    municipality = (await work.places.municipalities_at([postcode])).get(postcode)
    address = fill_in_address(command.address, municipality, form.at("address"))
    contacts = fill_in_contacts(command.contacts, form.at("contacts"))
    if not command.contacts:
        form.at("contacts").wrong("Geef minstens één manier om contact op te nemen.")
    if municipality is None or form.errors:
        return form.refusal or form.at("address", "postcode").refused(UNKNOWN_POSTCODE)
    return _Filled(
        name=name or "", kind=command.kind, kbo=kbo, address=address, municipality=municipality, contacts=contacts
    )


def _new(filled: _Filled, acting: Acting) -> Organisation:
    return Organisation(
        id=acting.tools.new_id(),
        name=filled.name,
        kind=filled.kind,
        kbo=filled.kbo,
        municipality=filled.municipality,
        address=filled.address,
        contacts=filled.contacts,
        registered_at=acting.tools.now(),
    )


def _completed(known: Organisation, filled: _Filled, acting: Acting) -> Organisation:
    # Name, kind and municipality are facts of the register that it is known from.
    return replace(known, address=filled.address, contacts=filled.contacts, registered_at=acting.tools.now())
