"""The closed sets of the domain as GraphQL enums, each value described."""

from enum import EnumMeta, StrEnum
from typing import TypeVar

import strawberry

from domain.activities.bulk import ErrorPolicy
from domain.activities.completeness import EditStep, ProblemCode
from domain.activities.listing import ActivityOrderField
from domain.activities.model import ActivityStatus, ActorKind, ContactKind, LocationKind, PriceKind, SourceSystem
from domain.activities.viewer_actions import ViewerActionKind
from domain.audit import AuditAction, ChangeOrigin
from domain.capacities import Capability, CapacityKind
from domain.meldingen.model import MeldingKind
from domain.organisations.model import OrganisationKind
from domain.refusals import RefusalCode
from domain.reports.model import ReportOutcome, ReportReason, ReportStatus
from domain.schedules.holidays import HolidayKind
from domain.schedules.model import OccurrenceStatus, ScheduleKind, Weekday

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
_expose(
    SourceSystem,
    "System in which an activity was entered.",
    {SourceSystem.OWN: "On ikdoemee.be itself.", SourceSystem.UIT: "In UiTdatabank."},
)
_expose(
    LocationKind,
    "Whether people come to a place, join online, or may choose.",
    {
        LocationKind.ON_SITE: "At a place only.",
        LocationKind.ONLINE: "Online only.",
        LocationKind.MIXED: "At a place and online.",
    },
)
_expose(
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
_expose(
    PriceKind,
    "Whether taking part costs money.",
    {
        PriceKind.FREE: "Free of charge.",
        PriceKind.PAID: "Paid.",
        PriceKind.UNKNOWN: "Not stated; not the same as free.",
    },
)
_expose(
    ActorKind,
    "Kind of author.",
    {
        ActorKind.PERSON: "A person, usually on behalf of an organisation.",
        ActorKind.ORGANISATION: "An organisation; which of its staff acted is not shown.",
        ActorKind.SYSTEM: "A system, such as UiTinVlaanderen.",
    },
)
_expose(
    AuditAction,
    "What was done to an activity. More of these may come; show one that is not known by its name.",
    {
        # One that has no words of its own here is described by its name.
        **{action: f"{action.replace('_', ' ').capitalize()}." for action in AuditAction},
        AuditAction.PUBLISHED: "Put online.",
        AuditAction.UNPUBLISHED: "Taken offline.",
        AuditAction.IMPORTED: "Taken over from UiTdatabank, as a draft.",
        AuditAction.CHANGED_AT_SOURCE: "Changed in UiTdatabank, and here with it.",
        AuditAction.WITHDRAWN_AT_SOURCE: "Withdrawn in UiTdatabank.",
    },
)
_expose(
    ChangeOrigin,
    "Who a value came from.",
    {
        ChangeOrigin.OWN: "Somebody here: a person, or the platform itself.",
        ChangeOrigin.UIT: "UiTdatabank.",
    },
)
_expose(
    OrganisationKind,
    "Kind of organisation. Only a MUNICIPALITY has a territory.",
    {
        OrganisationKind.MUNICIPALITY: "City or municipality.",
        OrganisationKind.PUBLIC_CENTRE_FOR_SOCIAL_WELFARE: "OCMW: public centre for social welfare.",
        OrganisationKind.DISTRICT: "District of Antwerp.",
        OrganisationKind.PROVINCE: "Province.",
        OrganisationKind.ASSOCIATION: "Association.",
        OrganisationKind.OTHER: "Anything else.",
    },
)
_expose(
    ScheduleKind,
    "How the time of an activity is filled in.",
    {
        ScheduleKind.SINGLE_DAY: "'Eén dag': a single day.",
        ScheduleKind.SEVERAL_DAYS: "'Meerdere dagen': several days.",
        ScheduleKind.WEEKLY: "'Vaste dagen per week': fixed days every week.",
        ScheduleKind.FLEXIBLE: "'Flexibel': by appointment, or whenever the place is open.",
    },
)
_expose(
    Weekday,
    "Day of the week.",
    {day: f"{day.value.capitalize()}." for day in Weekday},
)
_expose(
    HolidayKind,
    "Which holidays.",
    {
        HolidayKind.SCHOOL: "'Vlaamse schoolvakanties': those of primary and secondary schools in Flanders.",
        HolidayKind.PUBLIC: "'Wettelijke feestdagen': public holidays in Belgium.",
    },
)
_expose(
    OccurrenceStatus,
    "Whether an occurrence goes ahead.",
    {
        OccurrenceStatus.PLANNED: "Goes ahead.",
        OccurrenceStatus.POSTPONED: "Postponed.",
        OccurrenceStatus.CANCELLED: "Cancelled.",
    },
)
_expose(
    ActivityOrderField,
    "What a list of activities is sorted on; text regardless of case and accents. Activities that "
    "lack the date come last, in either direction.",
    {
        ActivityOrderField.TITLE: "Column ACTIVITEIT.",
        ActivityOrderField.PUBLISHED_AT: "Column PUBLICATIEDATUM.",
        ActivityOrderField.UPDATED_AT: "Column LAATST BEWERKT.",
        ActivityOrderField.CREATED_AT: "When it was entered or first imported here.",
        ActivityOrderField.ORGANISER: "Column ORGANISATIE.",
        ActivityOrderField.VIEWS: "Column BEKEKEN.",
        ActivityOrderField.STATUS: "Column STATUS, alphabetically by the name of the enum value.",
        ActivityOrderField.NEXT_OCCURRENCE: "Start of the current or next occurrence that is not cancelled.",
        ActivityOrderField.DISTANCE: "Distance to the place of `near` in the filter, which must be given: ascending is "
        "nearest first.",
    },
)
_expose(
    OrderDirection,
    "Direction of sorting.",
    {
        OrderDirection.ASC: "Ascending: A to Z, early to late, low to high.",
        OrderDirection.DESC: "Descending: Z to A, late to early, high to low.",
    },
)
_expose(
    EditStep,
    "Step of the editor ('bewerkstap').",
    {
        EditStep.WHAT: "Wat: title, type, description.",
        EditStep.WHEN: "Wanneer: dates and hours.",
        EditStep.WHERE: "Waar: address or link.",
        EditStep.WHO: "Wie: organiser and contact.",
    },
)
_expose(
    ProblemCode,
    "What an activity lacks before it can be published.",
    {
        ProblemCode.TYPE_MISSING: "No type is chosen.",
        ProblemCode.TITLE_MISSING: "No title.",
        ProblemCode.DESCRIPTION_MISSING: "No description.",
        ProblemCode.NOT_IN_DUTCH: "Title and description are not in Dutch (publication rule 1).",
        ProblemCode.SCHEDULE_MISSING: "No dates or hours, and the schedule is not FLEXIBLE.",
        ProblemCode.SCHEDULE_PAST: "All dates have passed.",
        ProblemCode.CANCELLED: "All dates to come are cancelled.",
        ProblemCode.LOCATION_MISSING: "No address, and it is not ONLINE.",
        ProblemCode.ONLINE_LINK_MISSING: "ONLINE, but without a link.",
        ProblemCode.ORGANISER_MISSING: "No organiser.",
        ProblemCode.CONTACT_MISSING: "No way to make contact or sign up.",
        ProblemCode.WITHDRAWN_AT_SOURCE: "Withdrawn in UiTdatabank.",
    },
)
_expose(
    ViewerActionKind,
    "What can be done with an activity.",
    {
        ViewerActionKind.EDIT: "Change what it says: `updateActivity`.",
        ViewerActionKind.PUBLISH: "Put it online: `publishActivity`.",
        ViewerActionKind.UNPUBLISH: "Take it offline: `unpublishActivity`.",
        ViewerActionKind.DELETE: "Delete it: `deleteActivity`.",
        ViewerActionKind.REPORT: "Report it to the moderators: `reportActivity`.",
    },
)
_expose(
    MeldingKind,
    "Kind of Melding, each with the Dutch label that people see.",
    {kind: kind.label for kind in MeldingKind},
)
_expose(
    ReportReason,
    "Why a visitor reports an activity.",
    {
        ReportReason.WRONG_INFORMATION: "The information is wrong.",
        ReportReason.CANCELLED: "The activity does not go ahead.",
        ReportReason.NOT_IN_DUTCH: "The activity is not in Dutch.",
        ReportReason.INAPPROPRIATE: "The activity is inappropriate.",
        ReportReason.DUPLICATE: "The activity is listed more than once.",
        ReportReason.OTHER: "Something else; say what in `text`.",
    },
)
_expose(
    ReportStatus,
    "Whether a report was decided on.",
    {
        ReportStatus.OPEN: "Not decided on yet, or opened again.",
        ReportStatus.UPHELD: "The moderators found it right.",
        ReportStatus.DISMISSED: "The moderators found nothing wrong.",
    },
)
_expose(
    ReportOutcome,
    "What a moderator decides on a report.",
    {
        ReportOutcome.UPHELD: "The report is right: something is wrong with the activity.",
        ReportOutcome.DISMISSED: "Nothing is wrong with the activity.",
    },
)
_expose(
    RefusalCode,
    "Why something was not done, for programs.",
    {
        RefusalCode.NOT_FOUND: "It does not exist, or the viewer may not see it.",
        RefusalCode.SIGN_IN_REQUIRED: "Signing in is required.",
        RefusalCode.NOT_ALLOWED: "The viewer sees it, but has no say over it.",
        RefusalCode.INVALID_INPUT: "Something in the input is wrong.",
        RefusalCode.WRONG_STATUS: "Its status does not allow it.",
        RefusalCode.ACTIVITY_INCOMPLETE: "The activity is incomplete.",
        RefusalCode.VERSION_CONFLICT: "Somebody changed it since the expected version.",
        RefusalCode.IDEMPOTENCY_KEY_REUSED: "The `idempotencyKey` belongs to another request.",
        RefusalCode.TOO_MANY_REQUESTS: "Too often; try again later.",
        RefusalCode.TERMS_NOT_ACCEPTED: "The terms of use have to be accepted first.",
        RefusalCode.OTHER_ROWS_REFUSED: "Other rows of an all-or-nothing request were refused.",
        RefusalCode.ALREADY_CLAIMED: "A colleague is looking at it.",
    },
)
_expose(
    ErrorPolicy,
    "What happens to the other rows of a request when some are refused.",
    {
        ErrorPolicy.REJECT_EVERYTHING: "All or nothing: if one row is refused, nothing changes.",
        ErrorPolicy.REJECT_FAILED_ROWS: "What can be done is done; only the rows that are refused are not.",
    },
)
_expose(
    CapacityKind,
    "Role in which somebody is signed in.",
    {
        CapacityKind.NATURAL_PERSON: "'Natuurlijk persoon': on behalf of nobody else.",
        CapacityKind.ORGANISER: "'Organisator': on behalf of an organisation.",
        CapacityKind.MODERATOR: "'Lokale moderator': looks after the territory of a municipality.",
        CapacityKind.LOCAL_ADMINISTRATOR: "'Lokale beheerder': decides on requests for access rights.",
    },
)
_expose(
    Capability,
    "An item of the menu, by its Dutch name.",
    {
        Capability.MY_ACTIVITIES: "'Mijn activiteiten': activities of the viewer's organisation.",
        Capability.MY_ORGANISATION: "'Mijn organisatie': the viewer's organisation.",
        Capability.MELDINGEN: "'Meldingen': what happened on the territory.",
        Capability.TERRITORY_ORGANISATIONS: "'Organisaties op mijn grondgebied': organisations on the territory.",
        Capability.TERRITORY_ACTIVITIES: "'Activiteiten op mijn grondgebied': activities on the territory.",
        Capability.ACCESS_TASKS: "'Mijn taken': requests for access rights.",
    },
)
