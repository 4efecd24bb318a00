"""Between a row of `activity` (with its terms) and the activity it stands for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from domain.activities.model import (
    Activity,
    ActivityContent,
    ActivityStatus,
    ActorKind,
    Address,
    Author,
    Contact,
    ContactKind,
    FurtherPlace,
    GeoPoint,
    Image,
    Location,
    LocationKind,
    Organiser,
    Price,
    PriceKind,
    Registration,
    Source,
    SourceSystem,
    Vocabulary,
)
from domain.schedules.local_time import day_of
from domain.schedules.model import Schedule
from domain.territories.model import Nis
from persistence.schedules import schedule_from_json, schedule_to_json
from persistence.text import normalised

Terms = Mapping[Vocabulary, Sequence[str]]


def activity_of(row: Mapping[str, Any], terms: Terms) -> Activity:
    """Return the activity that a row and its terms hold."""
    return Activity(
        id=row["id"],
        content=_content_of(row, terms),
        status=ActivityStatus(row["status"]),
        version=row["version"],
        source=Source(
            system=SourceSystem(row["source_system"]),
            external_id=row["source_external_id"],
            url=row["source_url"],
            modified_at=row["source_modified_at"],
            withdrawn_at=row["source_withdrawn_at"],
        ),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        updated_by=author_of(row["updated_by"]),
        published_at=row["published_at"],
        deleted_at=row["deleted_at"],
        views=row["views"],
        kept_fields=frozenset(row["kept_fields"]),
    )


def _content_of(row: Mapping[str, Any], terms: Terms) -> ActivityContent:
    organiser, registration, image = row["organiser_name"], row["registration"], row["image_url"]
    cents = row["price_cents"]
    return ActivityContent(
        title=row["title"],
        description_html=row["description_html"],
        language=row["language"],
        types=tuple(terms.get(Vocabulary.TYPE, ())),
        topics=tuple(terms.get(Vocabulary.TOPIC, ())),
        goals=tuple(terms.get(Vocabulary.GOAL, ())),
        language_levels=tuple(terms.get(Vocabulary.LANGUAGE_LEVEL, ())),
        schedule=schedule_from_json(row["schedule"]),
        location=_location_of(row),
        further_places=tuple(further_places_of(row["further_places"])),
        organiser=Organiser(name=organiser, organisation_id=row["organisation_id"]) if organiser is not None else None,
        contacts=tuple(contacts_of(row["contacts"])),
        registration=Registration(**registration) if registration else None,
        price=Price(kind=PriceKind(row["price_kind"]), amount=Decimal(cents).scaleb(-2) if cents is not None else None),
        image=Image(url=image, copyright_holder=row["image_copyright_holder"]) if image is not None else None,
    )


def _location_of(row: Mapping[str, Any]) -> Location:
    has_address = row["postcode"] is not None
    return Location(
        kind=LocationKind(row["location_kind"]),
        name=row["location_name"],
        municipality=Nis(row["municipality"]) if row["municipality"] else None,
        address=Address(street=row["street"], postcode=row["postcode"], locality=row["locality"])
        if has_address
        else None,
        geo=GeoPoint(latitude=row["latitude"], longitude=row["longitude"]) if row["latitude"] is not None else None,
        online_url=row["online_url"],
    )


def further_places_of(stored: Sequence[Mapping[str, Any]]) -> list[FurtherPlace]:
    """Return the places in a JSON column."""
    return [
        FurtherPlace(name=each["name"], address=Address(**each["address"]), municipality=Nis(each["municipality"]))
        for each in stored
    ]


def _place_to_json(place: FurtherPlace) -> dict[str, Any]:
    address = place.address
    return {
        "name": place.name,
        "address": {"street": address.street, "postcode": address.postcode, "locality": address.locality},
        "municipality": place.municipality,
    }


def contacts_of(stored: Sequence[Mapping[str, str]]) -> list[Contact]:
    """Return the contacts in a JSON column."""
    return [Contact(kind=ContactKind(contact["kind"]), value=contact["value"]) for contact in stored]


def contacts_to_json(contacts: Sequence[Contact]) -> list[dict[str, str]]:
    """Return the JSON of contacts."""
    return [{"kind": contact.kind, "value": contact.value} for contact in contacts]


def state_columns(activity: Activity) -> dict[str, Any]:
    """Return the columns that a decision can change."""
    return {
        "status": activity.status,
        "version": activity.version,
        "updated_at": activity.updated_at,
        "updated_by": author_to_json(activity.updated_by),
        "published_at": activity.published_at,
        "deleted_at": activity.deleted_at,
    }


def columns_of(activity: Activity, *, digest: str | None, expanded_until: datetime | None) -> dict[str, Any]:
    """Return every column of an activity's row except `announced`."""
    source = activity.source
    return {
        "id": activity.id,
        **state_columns(activity),
        **content_columns(activity.content, expanded_until=expanded_until),
        "source_system": source.system,
        "source_external_id": source.external_id,
        "source_url": source.url,
        "source_modified_at": source.modified_at,
        "source_withdrawn_at": source.withdrawn_at,
        "source_digest": digest,
        "kept_fields": sorted(activity.kept_fields),
        "views": activity.views,
        "created_at": activity.created_at,
    }


def content_columns(content: ActivityContent, *, expanded_until: datetime | None) -> dict[str, Any]:
    """Return the columns that hold what people read about an activity."""
    first, last = _days(content.schedule)
    return {
        **_text_columns(content),
        **_location_columns(content.location),
        "further_places": [_place_to_json(place) for place in content.further_places],
        "schedule": schedule_to_json(content.schedule),
        "schedule_kind": content.schedule.kind,
        "first_day": first,
        "last_day": last,
        "expanded_until": expanded_until,
        "contacts": contacts_to_json(content.contacts),
        "registration": _registration_json(content.registration),
        "price_kind": content.price.kind,
        "price_cents": int(content.price.amount.scaleb(2)) if content.price.amount is not None else None,
        "image_url": content.image.url if content.image else None,
        "image_copyright_holder": content.image.copyright_holder if content.image else None,
    }


def _text_columns(content: ActivityContent) -> dict[str, Any]:
    organiser, address = content.organiser, content.location.address
    searched = (content.title, organiser.name if organiser else "", address.locality if address else "")
    return {
        "title": content.title,
        "title_sort": normalised(content.title),
        "search_text": normalised(" ".join(searched)),
        "description_html": content.description_html,
        "language": content.language,
        "organiser_name": organiser.name if organiser else None,
        "organiser_sort": normalised(organiser.name if organiser else ""),
        "organisation_id": organiser.organisation_id if organiser else None,
    }


def _location_columns(location: Location) -> dict[str, Any]:
    address, geo = location.address, location.geo
    return {
        "location_kind": location.kind,
        "location_name": location.name,
        "municipality": location.municipality,
        "street": address.street if address else None,
        "postcode": address.postcode if address else None,
        "locality": address.locality if address else None,
        "latitude": geo.latitude if geo else None,
        "longitude": geo.longitude if geo else None,
        "online_url": location.online_url,
    }


def _registration_json(registration: Registration | None) -> dict[str, str | None] | None:
    if registration is None:
        return None
    return {"url": registration.url, "email": registration.email, "phone": registration.phone}


def _days(schedule: Schedule) -> tuple[Any, Any]:
    starts = [day_of(moment.start) for moment in schedule.moments]
    ends = [day_of(moment.end - timedelta(microseconds=1)) for moment in schedule.moments]
    return (min(starts) if starts else schedule.first), (max(ends) if ends else schedule.last)


def author_to_json(author: Author) -> dict[str, str | None]:
    """Return the JSON of an author."""
    return {
        "kind": author.kind,
        "name": author.name,
        "organisation_id": str(author.organisation_id) if author.organisation_id else None,
        "organisation_name": author.organisation_name,
    }


def author_of(stored: Mapping[str, str | None]) -> Author:
    """Return the author in a JSON column."""
    organisation_id = stored["organisation_id"]
    return Author(
        kind=ActorKind(stored["kind"] or ""),
        name=stored["name"] or "",
        organisation_id=UUID(organisation_id) if organisation_id else None,
        organisation_name=stored["organisation_name"],
    )
