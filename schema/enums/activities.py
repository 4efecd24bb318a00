"""What an activity is made of."""

from domain.activities.model import ActivityStatus, ActorKind, ContactKind, LocationKind, PriceKind, SourceSystem
from schema.enums.describing import describe

describe(
    ActivityStatus,
    "Status of an activity. Everybody sees PUBLISHED ones; those with another status, except "
    "DELETED, are seen by the organisation that organises them and the moderators of the territory.",
    {
        ActivityStatus.DRAFT: "DRAFT: not online yet.",
        ActivityStatus.PUBLISHED: "GEPUBLICEERD: visible to everybody.",
        ActivityStatus.UNPUBLISHED: "GEDEPUBLICEERD: taken offline; can be published again.",
        ActivityStatus.EXPIRED: "VERLOPEN: all its dates have passed.",
        ActivityStatus.DELETED: "VERWIJDERD: no longer visible to anybody.",
    },
)
describe(
    SourceSystem,
    "System in which an activity was entered.",
    {SourceSystem.OWN: "On ikdoemee.be itself.", SourceSystem.UIT: "In UiTdatabank."},
)
describe(
    LocationKind,
    "Whether people come to a place, join online, or may choose.",
    {
        LocationKind.ON_SITE: "At a place only.",
        LocationKind.ONLINE: "Online only.",
        LocationKind.MIXED: "At a place and online.",
    },
)
describe(
    ContactKind,
    "Way to make contact.",
    {
        ContactKind.EMAIL: "E-mail address.",
        ContactKind.MOBILE: "Mobile phone number (E.164).",
        ContactKind.LANDLINE: "Landline phone number (E.164).",
        ContactKind.WHATSAPP: "WhatsApp number (E.164).",
        ContactKind.WEBSITE: "Web address.",
        ContactKind.OTHER: "Something else, as the organiser wrote it.",
    },
)
describe(
    PriceKind,
    "Whether taking part costs money.",
    {
        PriceKind.FREE: "Free of charge.",
        PriceKind.PAID: "Paid.",
        PriceKind.UNKNOWN: "Not stated; not the same as free.",
    },
)
describe(
    ActorKind,
    "Kind of author.",
    {
        ActorKind.PERSON: "A person, usually on behalf of an organisation.",
        ActorKind.ORGANISATION: "An organisation; which of its staff acted is not shown.",
        ActorKind.SYSTEM: "A system, such as UiTinVlaanderen.",
    },
)
