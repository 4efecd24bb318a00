"""Writing reference data: what is there already stays, so that loading twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.access_rights.model import AccessRight, Application
from domain.organisations.model import OrganisationKind
from domain.platform_texts.model import PlatformTexts, Term
from persistence.engine import WRITES
from persistence.platform_texts import StoredTexts
from persistence.tables.access_rights import access_right, application
from persistence.tables.meldingen import melding_log
from persistence.tables.organisations import organisation
from persistence.tables.territories import former_municipality, municipality, municipality_postcode
from persistence.tables.vocabularies import vocabulary_term
from persistence.text import normalised
from persistence.upsert import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    """Today's municipality."""

    nis: str
    name: str
    province: str | None
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PostcodeFacts:
    """A locality with its postcode, and the municipality it lies in."""

    postcode: str
    locality: str
    nis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFacts:
    """A NIS code that no longer holds."""

    nis: str
    name: str
    until: date
    successor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentFacts:
    """A local government."""

    kind: OrganisationKind
    name: str
    kbo: str
    ovo: str | None
    nis: str | None
    ended_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceData:
    """Everything that an empty platform starts with."""

    municipalities: Sequence[MunicipalityFacts]
    postcodes: Sequence[PostcodeFacts]
    former: Sequence[FormerFacts]
    governments: Sequence[GovernmentFacts]
    applications: Sequence[Application]
    access_rights: Sequence[AccessRight]
    terms: Sequence[Term]
    texts: PlatformTexts


def government_id(kbo: str) -> UUID:
    """Return the id of a local government, the same in every database."""
    return uuid5(NAMESPACE_OID, f"kbo:{kbo}")


async def load_reference(engine: AsyncEngine, data: ReferenceData) -> None:
    """Bring municipalities and rights up to date and add what is missing; what people changed since is left alone."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        await _write(connection, municipality, [_municipality(m) for m in data.municipalities], update=True)
        await _write(connection, municipality_postcode, [_postcode(p) for p in data.postcodes], update=True)
        await _write(connection, former_municipality, [_former(f) for f in data.former], update=True)
        # One epoch for all: cursors of this database are strange to every other one.
        epoch = token_hex(8)
        heads = [{"territory": m.nis, "epoch": epoch, "last_sequence": 0} for m in data.municipalities]
        await _write(connection, melding_log, heads, update=False)
        await _write(connection, organisation, [_government(g) for g in data.governments], update=False)
        await _write(connection, application, [_application(a) for a in data.applications], update=True)
        await _write(connection, access_right, [_access_right(r) for r in data.access_rights], update=True)
        await _write(connection, vocabulary_term, _terms(data.terms), update=False)
        await StoredTexts(connection).begin(data.texts)
        await connection.commit()


async def _write(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]], *, update: bool) -> None:
    statement = insert_into(connection, table)
    keys = [column.name for column in table.primary_key]
    if update:
        values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values), rows)
    else:
        await connection.execute(statement.on_conflict_do_nothing(), rows)


def _municipality(facts: MunicipalityFacts) -> dict[str, Any]:
    return {
        "nis": facts.nis,
        "name": facts.name,
        "name_sort": normalised(facts.name),
        "province": facts.province,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
    }


def _postcode(facts: PostcodeFacts) -> dict[str, Any]:
    return {
        "postcode": facts.postcode,
        "locality": facts.locality,
        "locality_sort": normalised(facts.locality),
        "nis": facts.nis,
    }


def _former(facts: FormerFacts) -> dict[str, Any]:
    return {
        "nis": facts.nis,
        "name": facts.name,
        "name_sort": normalised(facts.name),
        "until": facts.until,
        "successor": facts.successor,
    }


def _government(facts: GovernmentFacts) -> dict[str, Any]:
    return {
        "id": government_id(facts.kbo),
        "name": facts.name,
        "name_sort": normalised(facts.name),
        "kind": facts.kind,
        "kbo": facts.kbo,
        "ovo": facts.ovo,
        "municipality": facts.nis,
        "contacts": [],
        "registered_at": None,
        "target_group": None,
        "ended_on": facts.ended_on,
    }


def _application(facts: Application) -> dict[str, Any]:
    return {
        "code": facts.code,
        "number": facts.number,
        "name": facts.name,
        "channel_group": facts.channel_group,
    }


def _access_right(facts: AccessRight) -> dict[str, Any]:
    return {
        "code": facts.code,
        "application": facts.application.code,
        "name": facts.name,
        "target_groups": sorted(facts.target_groups),
        "contexts": [{"code": each.code, "label": each.label} for each in facts.contexts],
        "longest_days": facts.longest_days,
    }


def _terms(terms: Sequence[Term]) -> list[dict[str, Any]]:
    return [
        {
            "vocabulary": term.vocabulary,
            "code": term.code,
            "label": term.label,
            "description": term.description,
            "position": position,
        }
        for position, term in enumerate(terms, start=1)
    ]
