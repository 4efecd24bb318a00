"""The answers of the hand-written server: from rows to dictionaries."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row

from domain.schedules.model import BRUSSELS

ORDER = "activities UPDATED_AT down"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking."""

    acting: UUID | None
    territory: str | None
    territory_name: str | None


def row_of(row: Row[*tuple[Any, ...]], types: list[dict[str, str]], viewer: Viewer) -> dict[str, Any]:
    """Return what every operation shows of an activity."""
    organiser = row.organiser_name
    return {
        "id": global_id("Activity", row.id),
        "title": row.title,
        "types": types,
        "status": row.status,
        "publishedAt": row.published_at.astimezone(BRUSSELS) if row.published_at else None,
        "updatedAt": row.updated_at.astimezone(BRUSSELS),
        "updatedBy": _author(row.updated_by, viewer),
        "views": row.views,
        "version": row.version,
        "source": {"system": row.source_system, "externalId": row.source_external_id},
        "organiser": organiser
        and {
            "name": organiser,
            "organisation": row.organisation_id and {"id": global_id("Organisation", row.organisation_id)},
        },
        "location": {"municipality": row.nis and {"nis": row.nis, "name": row.municipality_name}},
    }


def _author(stored: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
    organisation = stored["organisation_name"]
    hidden = stored["kind"] == "PERSON" and organisation is not None
    if hidden and (viewer.acting is None or str(viewer.acting) != stored["organisation_id"]):
        return {"kind": "ORGANISATION", "name": organisation}
    return {"kind": stored["kind"], "name": stored["name"]}


def global_id(kind: str, key: object) -> str:
    """Return the id of a thing."""
    return _encoded(f"{kind}:{key}".encode())


def cursor_of(row: Row[*tuple[Any, ...]]) -> str:
    """Return the place of a row in the table."""
    return _encoded(orjson.dumps([ORDER, "t", row.updated_at, "u", str(row.id)]))


def place_of(cursor: str) -> tuple[datetime, UUID]:
    """Return the key and id that a cursor stands for."""
    order, _, at, _, row_id = orjson.loads(decoded(cursor))
    if order != ORDER:
        raise ValueError(cursor)
    return datetime.fromisoformat(at), UUID(row_id)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Return the bytes in an id or cursor."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def detail_of(row: Row[*tuple[Any, ...]], terms: Mapping[str, list[dict[str, str]]], viewer: Viewer) -> dict[str, Any]:
    """Return all that is stored of an activity."""
    shown = row_of(row, terms.get("TYPE", []), viewer)
    cents = row.price_cents
    shown |= {
        "createdAt": row.created_at.astimezone(BRUSSELS),
        "topics": terms.get("TOPIC", []),
        "goals": terms.get("GOAL", []),
        "languageLevels": terms.get("LANGUAGE_LEVEL", []),
        "description": {"html": row.description_html},
        "contacts": row.contacts,
        "registration": row.registration,
        "price": {
            "kind": row.price_kind,
            "amount": None if cents is None else f"{cents // 100}.{cents % 100:02}",
        },
    }
    shown["location"] |= {
        "kind": row.location_kind,
        "name": row.location_name,
        "address": row.postcode and {"street": row.street, "postcode": row.postcode, "locality": row.locality},
        "geo": None if row.latitude is None else {"latitude": row.latitude, "longitude": row.longitude},
    }
    return shown
