"""The closed sets of the domain as GraphQL enums, each value described."""

from enum import EnumMeta, StrEnum
from typing import TypeVar

import strawberry

from domain.activities.completeness import EditStep, ProblemCode
from domain.activities.listing import ActivityOrderField
from domain.activities.model import ActivityStatus, ActorKind, ContactKind, LocationKind, PriceKind, SourceSystem
from domain.activities.viewer_actions import ViewerActionKind
from domain.capacities import Capability, CapacityKind
from domain.meldingen.model import MeldingKind
from domain.organisations.model import OrganisationKind
from domain.refusals import RefusalCode
from domain.reports.model import ReportReason
from domain.schedules.model import OccurrenceStatus, ScheduleKind

E = TypeVar("E", bound=EnumMeta)


def _expose(members: E, description: str, values: dict[StrEnum, str]) -> E:
    exposed = strawberry.enum(members, description=description)
    definition = exposed.__strawberry_definition__  # type: ignore[attr-defined] # set by strawberry.enum
    for value in definition.values:
        value.description = values[members[value.name]]
    return exposed


class OrderDirection(StrEnum):
    """Up or down."""

    ASC = "ASC"
    DESC = "DESC"


_expose(
    ActivityStatus,
    "Status van een activiteit.",
    {
        ActivityStatus.DRAFT: "DRAFT: nog niet online.",
        ActivityStatus.PUBLISHED: "GEPUBLICEERD: zichtbaar voor iedereen.",
        ActivityStatus.UNPUBLISHED: "GEDEPUBLICEERD: offline gehaald, kan opnieuw online.",
        ActivityStatus.EXPIRED: "VERLOPEN: alle data zijn voorbij.",
        ActivityStatus.DELETED: "VERWIJDERD: voor niemand nog zichtbaar.",
    },
)
_expose(
    SourceSystem,
    "Waar een activiteit werd ingevoerd.",
    {SourceSystem.OWN: "Op ikdoemee.be zelf.", SourceSystem.UIT: "In de UiTdatabank."},
)
_expose(
    LocationKind,
    "Ter plaatse, online of allebei.",
    {
        LocationKind.ON_SITE: "Op een plaats.",
        LocationKind.ONLINE: "Enkel online.",
        LocationKind.MIXED: "Op een plaats en online.",
    },
)
_expose(
    ContactKind,
    "Manier om contact op te nemen.",
    {
        ContactKind.EMAIL: "E-mailadres.",
        ContactKind.MOBILE: "Gsm-nummer (E.164).",
        ContactKind.LANDLINE: "Vast telefoonnummer (E.164).",
        ContactKind.WHATSAPP: "WhatsApp-nummer (E.164).",
        ContactKind.WEBSITE: "Webadres.",
        ContactKind.OTHER: "Iets anders, zoals de organisator het opschreef.",
    },
)
_expose(
    PriceKind,
    "Of deelnemen geld kost.",
    {PriceKind.FREE: "Gratis.", PriceKind.PAID: "Betalend.", PriceKind.UNKNOWN: "Niet opgegeven."},
)
_expose(
    ActorKind,
    "Soort auteur.",
    {
        ActorKind.PERSON: "Een persoon, namens een organisatie.",
        ActorKind.ORGANISATION: "Een organisatie; wie van haar medewerkers wordt niet getoond.",
        ActorKind.SYSTEM: "Een systeem, zoals UiTinVlaanderen.",
    },
)
_expose(
    OrganisationKind,
    "Soort organisatie.",
    {
        OrganisationKind.MUNICIPALITY: "Stad of gemeente.",
        OrganisationKind.PUBLIC_CENTRE_FOR_SOCIAL_WELFARE: "OCMW.",
        OrganisationKind.DISTRICT: "District van Antwerpen.",
        OrganisationKind.PROVINCE: "Provincie.",
        OrganisationKind.ASSOCIATION: "Vereniging.",
        OrganisationKind.OTHER: "Iets anders.",
    },
)
_expose(
    ScheduleKind,
    "Hoe de tijd van een activiteit is ingevuld.",
    {
        ScheduleKind.SINGLE_DAY: "Eén dag.",
        ScheduleKind.SEVERAL_DAYS: "Meerdere dagen.",
        ScheduleKind.WEEKLY: "Vaste dagen per week.",
        ScheduleKind.FLEXIBLE: "Flexibel.",
    },
)
_expose(
    OccurrenceStatus,
    "Of een datum doorgaat.",
    {
        OccurrenceStatus.PLANNED: "Gaat door.",
        OccurrenceStatus.POSTPONED: "Uitgesteld.",
        OccurrenceStatus.CANCELLED: "Geannuleerd.",
    },
)
_expose(
    ActivityOrderField,
    "Waarop een lijst van activiteiten gesorteerd is; wat de waarde mist, komt laatst.",
    {
        ActivityOrderField.TITLE: "Kolom ACTIVITEIT.",
        ActivityOrderField.PUBLISHED_AT: "Kolom PUBLICATIEDATUM.",
        ActivityOrderField.UPDATED_AT: "Kolom LAATST BEWERKT.",
        ActivityOrderField.CREATED_AT: "Wanneer ze hier binnenkwam.",
        ActivityOrderField.ORGANISER: "Kolom ORGANISATIE.",
        ActivityOrderField.VIEWS: "Kolom BEKEKEN.",
        ActivityOrderField.STATUS: "Kolom STATUS.",
        ActivityOrderField.NEXT_OCCURRENCE: "De eerstvolgende keer dat ze doorgaat.",
    },
)
_expose(OrderDirection, "Richting van sorteren.", {OrderDirection.ASC: "Oplopend.", OrderDirection.DESC: "Aflopend."})
_expose(
    EditStep,
    "Stap van de bewerkstappen.",
    {
        EditStep.WHAT: "Wat: titel, type, beschrijving.",
        EditStep.WHEN: "Wanneer.",
        EditStep.WHERE: "Waar.",
        EditStep.WHO: "Wie: organisator en contact.",
    },
)
_expose(
    ProblemCode,
    "Wat een activiteit mist om gepubliceerd te worden.",
    {
        ProblemCode.TYPE_MISSING: "Geen type gekozen.",
        ProblemCode.TITLE_MISSING: "Geen titel.",
        ProblemCode.DESCRIPTION_MISSING: "Geen beschrijving.",
        ProblemCode.NOT_IN_DUTCH: "Geen Nederlandse tekst (publicatieregel 1).",
        ProblemCode.SCHEDULE_MISSING: "Geen data.",
        ProblemCode.SCHEDULE_PAST: "Alle data zijn voorbij.",
        ProblemCode.CANCELLED: "Alle komende data zijn geannuleerd.",
        ProblemCode.LOCATION_MISSING: "Geen adres.",
        ProblemCode.ONLINE_LINK_MISSING: "Online, maar zonder link.",
        ProblemCode.ORGANISER_MISSING: "Geen organisator.",
        ProblemCode.CONTACT_MISSING: "Geen manier om contact op te nemen.",
        ProblemCode.WITHDRAWN_AT_SOURCE: "Ingetrokken in de UiTdatabank.",
    },
)
_expose(
    ViewerActionKind,
    "Wat je met een activiteit kan doen.",
    {
        ViewerActionKind.PUBLISH: "Publiceren.",
        ViewerActionKind.UNPUBLISH: "Depubliceren.",
        ViewerActionKind.REPORT: "Rapporteren.",
    },
)
_expose(MeldingKind, "Soort Melding.", {kind: kind.label for kind in MeldingKind})
_expose(
    ReportReason,
    "Waarom een bezoeker een activiteit rapporteert.",
    {
        ReportReason.WRONG_INFORMATION: "De informatie klopt niet.",
        ReportReason.CANCELLED: "De activiteit gaat niet door.",
        ReportReason.NOT_IN_DUTCH: "De activiteit is niet in het Nederlands.",
        ReportReason.INAPPROPRIATE: "De activiteit is ongepast.",
        ReportReason.DUPLICATE: "De activiteit staat er dubbel op.",
        ReportReason.OTHER: "Iets anders; schrijf het in de tekst.",
    },
)
_expose(
    RefusalCode,
    "Waarom iets niet gebeurde, voor programma's.",
    {
        RefusalCode.NOT_FOUND: "Het bestaat niet of je mag het niet zien.",
        RefusalCode.SIGN_IN_REQUIRED: "Aanmelden is nodig.",
        RefusalCode.NOT_ALLOWED: "Je ziet het, maar beslist er niet over.",
        RefusalCode.INVALID_INPUT: "Iets in de invoer klopt niet.",
        RefusalCode.WRONG_STATUS: "De status laat het niet toe.",
        RefusalCode.ACTIVITY_INCOMPLETE: "De activiteit is onvolledig.",
        RefusalCode.VERSION_CONFLICT: "Iemand anders was sneller.",
        RefusalCode.IDEMPOTENCY_KEY_REUSED: "De idempotencyKey hoort bij een andere opdracht.",
        RefusalCode.TOO_MANY_REQUESTS: "Te vaak; probeer later opnieuw.",
    },
)
_expose(
    CapacityKind,
    "Hoedanigheid waarin je aangemeld bent.",
    {
        CapacityKind.NATURAL_PERSON: "Natuurlijk persoon.",
        CapacityKind.ORGANISER: "Organisator.",
        CapacityKind.MODERATOR: "Lokale moderator.",
        CapacityKind.LOCAL_ADMINISTRATOR: "Lokale beheerder.",
    },
)
_expose(
    Capability,
    "Een onderdeel van het menu.",
    {
        Capability.MY_ACTIVITIES: "Mijn activiteiten.",
        Capability.MY_ORGANISATION: "Mijn organisatie.",
        Capability.MELDINGEN: "Meldingen.",
        Capability.TERRITORY_ORGANISATIONS: "Organisaties op mijn grondgebied.",
        Capability.TERRITORY_ACTIVITIES: "Activiteiten op mijn grondgebied.",
        Capability.ACCESS_TASKS: "Mijn taken: aanvragen van gebruikersrechten.",
    },
)
