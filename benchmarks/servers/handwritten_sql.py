"""The statements of the hand-written server: built once, each reading just the columns that its answer needs."""

from typing import Any

from sqlalchemy import ARRAY, Select, String, Uuid, any_, bindparam, func, or_, select, tuple_

from persistence.tables.activities import activity, activity_term
from persistence.tables.columns import UtcDateTime
from persistence.tables.organisations import organisation
from persistence.tables.territories import municipality
from persistence.tables.vocabularies import vocabulary_term

_ACTING = bindparam("acting", type_=Uuid())

WHO: Select[*tuple[Any, ...]] = (
    select(organisation.c.id, organisation.c.kind, organisation.c.municipality, municipality.c.name)
    .outerjoin(municipality, municipality.c.nis == organisation.c.municipality)
    .where(
        or_(organisation.c.ovo == bindparam("code"), organisation.c.kbo == bindparam("code")),
        organisation.c.ended_on.is_(None),
    )
)

_ROW = (
    activity.c.id,
    activity.c.title,
    activity.c.status,
    activity.c.published_at,
    activity.c.updated_at,
    activity.c.updated_by,
    activity.c.views,
    activity.c.version,
    activity.c.source_system,
    activity.c.source_external_id,
    activity.c.organiser_name,
    organisation.c.id.label("organisation_id"),
    municipality.c.nis,
    municipality.c.name.label("municipality_name"),
)

_JOINED = activity.outerjoin(organisation, organisation.c.id == activity.c.organisation_id).outerjoin(
    municipality, municipality.c.nis == activity.c.municipality
)

_ON_TERRITORY = (activity.c.municipality == bindparam("nis"), activity.c.status != "DELETED")

TABLE: Select[*tuple[Any, ...]] = (
    select(*_ROW)
    .select_from(_JOINED)
    .where(*_ON_TERRITORY)
    .order_by(activity.c.updated_at.desc(), activity.c.id.desc())
    .limit(bindparam("limit"))
)

TABLE_AFTER: Select[*tuple[Any, ...]] = TABLE.where(
    tuple_(activity.c.updated_at, activity.c.id)
    < tuple_(bindparam("after_at", type_=UtcDateTime()), bindparam("after_id", type_=Uuid()))
)

COUNT: Select[*tuple[Any, ...]] = select(func.count()).select_from(activity).where(*_ON_TERRITORY)

ONE: Select[*tuple[Any, ...]] = (
    select(
        *_ROW,
        activity.c.created_at,
        activity.c.description_html,
        activity.c.contacts,
        activity.c.registration,
        activity.c.price_kind,
        activity.c.price_cents,
        activity.c.location_kind,
        activity.c.location_name,
        activity.c.street,
        activity.c.postcode,
        activity.c.locality,
        activity.c.latitude,
        activity.c.longitude,
    )
    .select_from(_JOINED)
    .where(
        activity.c.id == bindparam("id", type_=Uuid()),
        activity.c.status != "DELETED",
        or_(
            activity.c.status == "PUBLISHED",
            activity.c.municipality == bindparam("territory", type_=String()),
            activity.c.organisation_id == _ACTING,
        ),
    )
)


def terms(*vocabularies: str) -> Select[*tuple[Any, ...]]:
    """Return the statement for the terms that activities carry, with their labels."""
    return (
        select(
            activity_term.c.activity_id,
            activity_term.c.vocabulary,
            activity_term.c.code,
            func.coalesce(vocabulary_term.c.label, activity_term.c.code).label("label"),
        )
        .outerjoin(
            vocabulary_term,
            (vocabulary_term.c.vocabulary == activity_term.c.vocabulary)
            & (vocabulary_term.c.code == activity_term.c.code),
        )
        .where(
            activity_term.c.activity_id == any_(bindparam("ids", type_=ARRAY(Uuid()))),
            activity_term.c.vocabulary == any_(bindparam("of", list(vocabularies), type_=ARRAY(String()))),
        )
        .order_by(activity_term.c.activity_id, activity_term.c.vocabulary, activity_term.c.position)
    )


TYPES = terms("TYPE")
ALL_TERMS = terms("TYPE", "TOPIC", "GOAL", "LANGUAGE_LEVEL")
