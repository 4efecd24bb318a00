"""Turning one document of the source into an activity of ours, or saying why not."""

from collections.abc import Mapping

from domain.activities.model import ActivityContent, Organiser, SourceSystem
from domain.imports.model import ImportedActivity, Skipped, SkipReason
from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis
from importers.html import clean_html
from importers.uitdatabank.calendar import schedule_of
from importers.uitdatabank.contact import contacts_of, registration_of
from importers.uitdatabank.identity import id_in, is_whole_event
from importers.uitdatabank.instants import instant
from importers.uitdatabank.municipality import municipality_of
from importers.uitdatabank.place import FOR_SCHOOLS, location_of, place_of
from importers.uitdatabank.price import price_of
from importers.uitdatabank.shapes import line, passage, record
from importers.uitdatabank.terms import topics_of, types_of
from importers.uitdatabank.translated import DUTCH, Text, label, main_language, translated
from importers.uitdatabank.web import image_of, public_page

LONGEST_ID = 100
"""Ids have 35 or 36 characters."""

_OFFERED = {"", "READY_FOR_VALIDATION", "APPROVED"}
_WITHDRAWN = {"DELETED", "REJECTED"}
_RESTRICTED = {"members", "education"}


_Obstacle = tuple[SkipReason, str]
"""Why a document cannot be taken over, and a detail for whoever wants to mend it."""


def read_event(document: object, *, gazetteer: Gazetteer, origin: str = "") -> ImportedActivity | Skipped:
    """Read an event; parts that are broken are left out, and only what makes it useless is a reason to skip it.

    Takes any JSON value. `origin` names the document in the report when it has no id of its own.
    """
    event = record(document)
    external_id = id_in(event)
    main = main_language(event)
    title = translated(event.get("name"), prefer=(DUTCH, main))
    municipality = municipality_of(event, gazetteer, main=main)
    withdrawn = line(event.get("workflowStatus")).upper() in _WITHDRAWN
    obstacle = _unidentified(event)
    if not obstacle and not withdrawn:  # what is withdrawn needs no more than its id
        obstacle = _unwanted(event) or _incomplete(event, title, municipality)
    if obstacle:
        reason, detail = obstacle
        return Skipped(document=external_id or origin, reason=reason, detail=detail)
    return ImportedActivity(
        system=SourceSystem.UIT,
        external_id=external_id,
        content=_content(event, title or Text(text=external_id, language=main), municipality, main),
        url=public_page(event),
        modified_at=instant(event.get("modified")) or instant(event.get("created")),
        withdrawn=withdrawn,
    )


def _unidentified(event: Mapping[str, object]) -> _Obstacle | None:
    if not is_whole_event(event):
        return SkipReason.NOT_AN_EVENT, ""
    if not isinstance(event.get("@id"), str | None):
        return SkipReason.UNREADABLE, "@id is not text"
    if not id_in(event):
        return SkipReason.NO_ID, ""
    if len(id_in(event)) > LONGEST_ID:
        return SkipReason.UNREADABLE, f"@id is longer than {LONGEST_ID} characters"
    if not isinstance(event.get("workflowStatus"), str | None):
        return SkipReason.UNREADABLE, "workflowStatus is not text"
    return None


def _unwanted(event: Mapping[str, object]) -> _Obstacle | None:
    workflow_status = line(event.get("workflowStatus"))
    if workflow_status.upper() not in _OFFERED:
        return SkipReason.NOT_OFFERED, f"workflowStatus {workflow_status}"
    audience = line(record(event.get("audience")).get("audienceType")).lower()
    if audience in _RESTRICTED:
        return SkipReason.RESTRICTED_AUDIENCE, f"audienceType {audience}"
    if id_in(place_of(event)) == FOR_SCHOOLS:
        return SkipReason.RESTRICTED_AUDIENCE, "only schools can book it"
    return None


def _incomplete(event: Mapping[str, object], title: Text | None, municipality: Nis | SkipReason) -> _Obstacle | None:
    if not isinstance(event.get("name"), str | dict | None):
        return SkipReason.UNREADABLE, "name is neither text nor text by language"
    if not title:
        return SkipReason.NO_TITLE, ""
    return (municipality, "") if isinstance(municipality, SkipReason) else None


def _content(event: Mapping[str, object], title: Text, municipality: Nis | SkipReason, main: str) -> ActivityContent:
    description = translated(event.get("description"), prefer=(title.language, DUTCH, main), read=passage)
    nis = None if isinstance(municipality, SkipReason) else municipality
    return ActivityContent(
        title=title.text,
        description_html=clean_html(description.text) if description else "",
        language=title.language,
        types=types_of(event),
        topics=topics_of(event),
        schedule=schedule_of(event, main=main),
        location=location_of(event, nis, main=main),
        organiser=_organiser(event, main),
        contacts=contacts_of(event),
        registration=registration_of(event),
        price=price_of(event),
        image=image_of(event),
    )


def _organiser(event: Mapping[str, object], main: str) -> Organiser | None:
    name = label(record(event.get("organizer")).get("name"), main=main)
    return Organiser(name=name) if name else None
