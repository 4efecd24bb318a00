"""An activity where newcomers practise Dutch, from draft to published and back."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from domain.schedules.model import Schedule, ScheduleKind
from domain.territories.model import Nis


class ActivityStatus(StrEnum):
    """Where an activity is in its life; only PUBLISHED ones are public."""

    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    UNPUBLISHED = "UNPUBLISHED"
    EXPIRED = "EXPIRED"
    DELETED = "DELETED"


class SourceSystem(StrEnum):
    """Where an activity was entered."""

    OWN = "OWN"
    UIT = "UIT"


class LocationKind(StrEnum):
    """Whether people come to a place, join online, or may choose."""

    ON_SITE = "ON_SITE"
    ONLINE = "ONLINE"
    MIXED = "MIXED"


class ContactKind(StrEnum):
    """A way to reach the organiser."""

    EMAIL = "EMAIL"
    MOBILE = "MOBILE"
    LANDLINE = "LANDLINE"
    WHATSAPP = "WHATSAPP"
    WEBSITE = "WEBSITE"
    OTHER = "OTHER"


class PriceKind(StrEnum):
    """What it costs; UNKNOWN is not the same as free."""

    FREE = "FREE"
    PAID = "PAID"
    UNKNOWN = "UNKNOWN"


class Vocabulary(StrEnum):
    """The lists of terms that an administrator can extend without a release."""

    TYPE = "TYPE"
    TOPIC = "TOPIC"
    GOAL = "GOAL"
    LANGUAGE_LEVEL = "LANGUAGE_LEVEL"


class ActorKind(StrEnum):
    """Who can be the author of a change."""

    PERSON = "PERSON"
    ORGANISATION = "ORGANISATION"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach the organiser: an address, an E.164 number or a URL."""

    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Street with number, postcode and locality as people write them."""

    street: str
    postcode: str
    locality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoPoint:
    """WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where it takes place; `municipality` decides on whose territory."""

    kind: LocationKind
    name: str | None = None
    municipality: Nis | None = None
    address: Address | None = None
    geo: GeoPoint | None = None
    online_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPlace:
    """A place besides the first, which decides whose moderators look after the activity."""

    name: str | None
    address: Address
    municipality: Nis


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """How to sign up, when that is needed."""

    url: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a participant pays, in euro; `amount` is the base price of a PAID activity."""

    kind: PriceKind = PriceKind.UNKNOWN
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture and whoever must be named beside it."""

    url: str
    copyright_holder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Who organises: a label, and a link once the organisation is known here."""

    name: str
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an activity came from, and when it was last changed or withdrawn there."""

    system: SourceSystem = SourceSystem.OWN
    external_id: str | None = None
    url: str | None = None
    modified_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who did something; a person is named together with the organisation they acted for."""

    kind: ActorKind
    name: str
    organisation_id: UUID | None = None
    organisation_name: str | None = None

    def shown_to(self, organisation_id: UUID | None) -> "Author":
        """Return what colleagues see (the person) or, for everybody else, the organisation behind that person."""
        if self.kind is not ActorKind.PERSON or self.organisation_name is None:
            return self
        if organisation_id is not None and organisation_id == self.organisation_id:
            return self
        return Author(kind=ActorKind.ORGANISATION, name=self.organisation_name)


UIT_AUTHOR = Author(kind=ActorKind.SYSTEM, name="UiTinVlaanderen")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityContent:
    """What people read about an activity; everything that an organiser or a source supplies."""

    title: str
    description_html: str = ""
    """Cleaned: safe to put in a page."""
    language: str = "nl"
    """ISO 639-1 code of the texts."""
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    language_levels: tuple[str, ...] = ()
    schedule: Schedule = field(default_factory=lambda: Schedule(kind=ScheduleKind.FLEXIBLE))
    location: Location = field(default_factory=lambda: Location(kind=LocationKind.ON_SITE))
    further_places: tuple[FurtherPlace, ...] = ()
    organiser: Organiser | None = None
    contacts: tuple[Contact, ...] = ()
    registration: Registration | None = None
    price: Price = field(default_factory=Price)
    image: Image | None = None

    def terms(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Return the codes that this content uses from one vocabulary."""
        match vocabulary:
            case Vocabulary.TYPE:
                return self.types
            case Vocabulary.TOPIC:
                return self.topics
            case Vocabulary.GOAL:
                return self.goals
            case Vocabulary.LANGUAGE_LEVEL:
                return self.language_levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An activity with its state; `version` counts the changes and guards against lost updates."""

    id: UUID
    content: ActivityContent
    status: ActivityStatus
    version: int
    source: Source
    created_at: datetime
    updated_at: datetime
    updated_by: Author
    published_at: datetime | None = None
    deleted_at: datetime | None = None
    """When people deleted it; None for what disappeared because its source withdrew it."""
    views: int = 0
    kept_fields: frozenset[str] = frozenset()
    """Fields of the content that people here changed in an activity from elsewhere: its source no longer sets them."""

    @property
    def territory(self) -> Nis | None:
        """NIS code of the municipality whose moderators look after it."""
        return self.content.location.municipality
