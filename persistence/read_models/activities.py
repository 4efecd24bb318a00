"""Activities, for whoever may see them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import FromClause

from domain.activities.completeness import PublicationCheck, publication_check
from domain.activities.model import Activity, Author, Registration, Vocabulary
from domain.activities.viewer_actions import ViewerAction, viewer_actions
from domain.claims.model import Claim
from domain.claims.rules import claim_shown
from domain.rich_text import plain_text
from domain.schedules.model import Occurrence, Schedule
from domain.schedules.occurrences import next_occurrence, occurrences_between_days
from domain.territories.model import Nis
from domain.viewpoints import Viewpoint
from persistence.activity_policy import visible
from persistence.activity_rows import activity_of, author_of, contacts_of, further_places_of
from persistence.publication_rules import RULES_IN_FORCE, rules_of
from persistence.read_models.claims import claims_on
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.read_models.organisations import ORGANISATION
from persistence.read_models.schedules import schedule_part, stored_schedule
from persistence.read_models.statements_of_reasons import statements_of_reasons
from persistence.read_models.terms import all_carried, carried
from persistence.tables.activities import activity
from persistence.viewers import looks_after
from plans.model import Column, Computed, Declared, Fields, Guard, Key, Part, ReadModel, ToOne


def _activity(table: FromClause) -> Declared:
    c = table.c
    schedule = stored_schedule(table)
    # The rules are about the whole activity, so these few fields read all of it.
    whole = Computed(of=_whole, inputs=(*c, all_carried()))
    fields: Fields = {
        "id": Key(of=c.id),
        **{
            name: Column(of=c[name])
            for name in ("title", "status", "version", "views", "created_at", "published_at", "updated_at")
        },
        "updated_by": Computed(of=_author, inputs=(c.updated_by,), viewed=True),
        "types": carried(Vocabulary.TYPE),
        "topics": carried(Vocabulary.TOPIC),
        "goals": carried(Vocabulary.GOAL),
        "language_levels": carried(Vocabulary.LANGUAGE_LEVEL),
        "description": Part(
            fields={
                "html": Column(of=c.description_html),
                "text": Computed(of=plain_text, inputs=(c.description_html,)),
            }
        ),
        "schedule": schedule_part(table, schedule),
        "next_occurrence": Computed(of=_next, inputs=(schedule,), viewed=True),
        "occurrences": Computed(of=_occurrences, inputs=(schedule,), viewed=True),
        "location": _location(table),
        "further_places": Computed(of=further_places_of, inputs=(c.further_places,)),
        "organiser": Part(
            fields={
                "name": Column(of=c.organiser_name),
                "organisation": ToOne(model=lambda: ORGANISATION, key=c.organisation_id),
            },
            present=c.organiser_name,
        ),
        "contacts": Computed(of=contacts_of, inputs=(c.contacts,)),
        "registration": Computed(of=_registration, inputs=(c.registration,)),
        "price": Part(fields={"kind": Column(of=c.price_kind), "amount": Computed(of=_euros, inputs=(c.price_cents,))}),
        "image": Part(
            fields={"url": Column(of=c.image_url), "copyright_holder": Column(of=c.image_copyright_holder)},
            present=c.image_url,
        ),
        "source": Part(
            fields={
                name: Column(of=c[f"source_{name}"])
                for name in ("system", "external_id", "url", "modified_at", "withdrawn_at")
            }
        ),
        "publication_check": Computed(of=_check, inputs=(whole, RULES_IN_FORCE), viewed=True),
        "report_decisions": statements_of_reasons(),
        "viewer_actions": Computed(of=_actions, inputs=(whole,), viewed=True),
        "claim": Computed(of=_claim, inputs=(c.municipality, claims_on()), viewed=True),
    }
    guards = {"history": Guard(opens=looks_after, inputs=(c.municipality, c.organisation_id))}
    return Declared(fields, table, visible=visible(table), guards=guards)


def _location(table: FromClause) -> Part:
    c = table.c
    return Part(
        fields={
            "kind": Column(of=c.location_kind),
            "name": Column(of=c.location_name),
            "address": Part(
                fields={name: Column(of=c[name]) for name in ("street", "postcode", "locality")},
                present=c.postcode,
            ),
            "geo": Part(fields={name: Column(of=c[name]) for name in ("latitude", "longitude")}, present=c.latitude),
            "online_url": Column(of=c.online_url),
            "municipality": ToOne(model=lambda: MUNICIPALITY, key=c.municipality),
        }
    )


def _author(stored: Mapping[str, Any], *, viewpoint: Viewpoint) -> Author:
    return _shown(
        stored["kind"], stored["name"], stored["organisation_id"], stored["organisation_name"],
        viewpoint.actor.organisation_id,
    )  # fmt: skip


@lru_cache(maxsize=1000)
def _shown(kind: str, name: str, organisation_id: str, organisation_name: str, viewer: UUID | None) -> Author:
    # A page shows few different authors.
    stored = {"kind": kind, "name": name, "organisation_id": organisation_id, "organisation_name": organisation_name}
    return author_of(stored).shown_to(viewer)


def _registration(stored: Mapping[str, str | None] | None) -> Registration | None:
    return Registration(**stored) if stored else None


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def _next(schedule: Schedule, *, viewpoint: Viewpoint) -> Occurrence | None:
    return next_occurrence(schedule, after=viewpoint.now)


def _occurrences(
    schedule: Schedule, *, viewpoint: Viewpoint, from_: date | None = None, to: date | None = None
) -> Sequence[Occurrence]:
    return occurrences_between_days(schedule, first=from_, last=to, now=viewpoint.now)


def _whole(*stored: Any) -> Activity:  # noqa: ANN401 - one value for each column, then the terms
    *columns, terms = stored
    codes: dict[Vocabulary, list[str]] = {}
    for vocabulary, code in terms:
        codes.setdefault(Vocabulary(vocabulary), []).append(code)
    return activity_of(dict(zip(activity.c.keys(), columns, strict=True)), codes)


def _check(whole: Activity, rules: str | None, *, viewpoint: Viewpoint) -> PublicationCheck:
    return publication_check(whole, at=viewpoint.now, rules=rules_of(rules))


def _actions(whole: Activity, *, viewpoint: Viewpoint) -> Sequence[ViewerAction]:
    return viewer_actions(whole, by=viewpoint.actor, at=viewpoint.now)


def _claim(territory: Nis | None, claims: Sequence[Sequence[Any]], *, viewpoint: Viewpoint) -> Claim | None:
    if not claims:
        return None
    ((person_id, by, until),) = claims
    claim = Claim(person_id=person_id, by=author_of(by), until=until)
    return claim_shown(claim, territory, to=viewpoint.actor, at=viewpoint.now)


ACTIVITY = ReadModel("Activity", activity, "id", _activity)
