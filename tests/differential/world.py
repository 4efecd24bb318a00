"""A small world with something of everything, and the ids, codes and cursors that lead around in it."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from domain.activities.listing import ActivityOrderField
from domain.activities.model import (
    UIT_AUTHOR,
    ActivityStatus,
    ActorKind,
    Author,
    GeoPoint,
    Image,
    Location,
    LocationKind,
    Organiser,
    Price,
    PriceKind,
    Registration,
)
from domain.audit import AuditAction, Change
from domain.meldingen.model import MeldingKind
from domain.reports.model import ReportReason, ReportStatus
from domain.schedules.model import Schedule, ScheduleKind
from resolvers.ids import NodeKind, encode_id
from tests.api.stored import add_organisations, claim, complain, entry, file_reports, news, note, reported, tell
from tests.support.access import appoint, delegate, use_channel
from tests.support.api import GENT_ID, OCMW_GENT_ID, Api
from tests.support.clock import START
from tests.support.factories import EVERY_TUESDAY, GENT, HASSELT, ONE_EVENING, activity, content, on_site, store

SCHEDULES = (ONE_EVENING, EVERY_TUESDAY, Schedule(kind=ScheduleKind.FLEXIBLE))
TERMS = ((), ("WORKSHOP",), ("WORKSHOP", "UITSTAP"), ("VERDWENEN", "ONTMOETING"))

RESOLVE = "mutation M($input: ResolveReportInput!) { resolveReport(input: $input) { __typename } }"

LISTS = """
query Lists($nis: NisCode!) {
  activities(first: 3) { pageInfo { startCursor endCursor } }
  byTitle: activities(first: 3, orderBy: {field: TITLE}) { pageInfo { startCursor endCursor } }
  municipalities(search: "ge", first: 3) { pageInfo { startCursor endCursor } }
  found: organisations(search: "vereniging", first: 3) { pageInfo { startCursor endCursor } }
  inspiration(first: 3) { pageInfo { startCursor endCursor } }
  territory(nis: $nis) {
    activities(first: 5) { edges { cursor } }
    organisations(first: 3) { edges { cursor } }
    meldingen(first: 5) { edges { cursor } }
    withHistory: activities(first: 5) { nodes { history(first: 3) { edges { cursor } } } }
    reports(first: 15) { edges { cursor } }
  }
}
"""


async def fill(api: Api) -> dict[str, list[Any]]:
    """Fill a database, and return what arguments can be given."""
    names = [f"Vereniging {number}" for number in range(6)]
    associations = await add_organisations(api.engine, names)
    organisers = [None, *(Organiser(name=name) for name in names[:2])]
    organisers += [Organiser(name="Van hier", organisation_id=each) for each in (*associations, GENT_ID, OCMW_GENT_ID)]
    made = []
    for number in range(48):
        organiser = organisers[number % len(organisers)]
        status = list(ActivityStatus)[number % 5] if number % 3 else ActivityStatus.PUBLISHED
        place = on_site([GENT, GENT, HASSELT, None][number % 4])
        made.append(
            activity(
                content_=content(
                    title=f"Activiteit {number % 7}",
                    description_html="<p>Oefen <b>mee</b>.</p><ul><li>koffie</li></ul>" if number % 5 else "",
                    types=TERMS[number % 4],
                    topics=("TAAL",) if number % 2 else (),
                    goals=("HELPEN",) if number % 3 else (),
                    language_levels=("A1", "A2") if number % 4 else (),
                    schedule=SCHEDULES[number % 3],
                    location=replace(place, geo=GeoPoint(latitude=51.0, longitude=3.7))
                    if number % 2
                    else Location(
                        kind=LocationKind.ONLINE, municipality=place.municipality, online_url="https://example.org"
                    ),
                    organiser=organiser,
                    registration=Registration(url="https://example.org/in") if number % 3 == 0 else None,
                    price=Price(kind=PriceKind.PAID, amount=Decimal("2.50")) if number % 4 == 0 else Price(),
                    image=Image(url="https://example.org/x.jpg") if number % 5 == 0 else None,
                ),
                status=status,
                updated_at=START + timedelta(minutes=number % 9),
                published_at=START if status is ActivityStatus.PUBLISHED else None,
                views=number % 4,
                updated_by=Author(kind=ActorKind.PERSON, name="An", organisation_id=GENT_ID, organisation_name="Gent"),
            )
        )
    await store(api.engine, made)
    for number, each in enumerate(made[::3]):
        # Some have ended.
        await claim(api.engine, each, "Mo Derator", until=START + timedelta(minutes=number % 3))
    kinds = list(MeldingKind)
    told = [
        news(
            kinds[number % len(kinds)],
            territory=HASSELT if number % 4 == 0 else GENT,
            count=1 + number % 3,
            activity_id=made[number].id if number % 3 else None,
            organisation_id=associations[number % 6] if number % 2 else None,
        )
        for number in range(24)
    ]
    await tell(api.engine, told)
    await note(
        api.engine,
        [
            entry(
                made[number % 12],
                action=list(AuditAction)[number % len(AuditAction)],
                actor_kind=list(ActorKind)[number % 3],
                actor_name=UIT_AUTHOR.name if number % 2 else "An",
                acting_as=[GENT_ID, OCMW_GENT_ID, uuid.uuid4(), None][number % 4],
                acting_as_name=["Stad Gent", "OCMW Gent", "Weg", None][number % 4],
                reason="omdat" if number % 2 else None,
                rule_number=1 if number % 5 == 0 else None,
                rule_version=1 if number % 5 == 0 else None,
                changes=(Change(field="title", before=None, after="Nieuw"),) if number % 3 else (),
            )
            for number in range(60)
        ],
    )
    for number in range(0, 48, 2):
        await complain(api.engine, made[number], ReportStatus.OPEN, territory=GENT)
    sent = [
        reported(
            made[number].id,
            territory=HASSELT if number % 4 == 2 else GENT,
            reason=list(ReportReason)[number % 6],
            reported_at=START + timedelta(minutes=number % 5),
            tracking_code=f"code {number}",
        )
        for number in range(20)
    ]
    await file_reports(api.engine, sent)
    for new in sent[::2]:
        outcome = "UPHELD" if new.activity_id.int % 2 else "DISMISSED"
        wish = {"reportId": encode_id(NodeKind.REPORT, new.id), "outcome": outcome, "explanation": "Zo is het."}
        await api.moderator().send(RESOLVE, {"input": wish})
    await appoint(api.engine, "Lo Beheerder", GENT_ID)
    for managed in (*associations[::2], OCMW_GENT_ID):
        await delegate(api.engine, managed, to=GENT_ID)
    await appoint(api.engine, "Twee", associations[0])
    await use_channel(api.engine, OCMW_GENT_ID, "RELIGIOPOINT", days_ago=3, ended=True)
    await use_channel(api.engine, OCMW_GENT_ID, "LOKET")
    cursors = ["niets"]
    for client, nis in ((api.moderator(), GENT), (api.other_moderator(), HASSELT)):
        answer = await client.send(LISTS, {"nis": nis})
        cursors += _cursors(answer.data)
    mark = {"nis": GENT, "upTo": cursors[-1]}
    await api.moderator().send(
        "mutation M($input: MarkMeldingenReadInput!) { markMeldingenRead(input: $input) { __typename } }",
        {"input": mark},
    )
    return {
        "id": [encode_id(NodeKind.ACTIVITY, each.id) for each in made]
        + [encode_id(NodeKind.REPORT, each.id) for each in sent]
        + [encode_id(NodeKind.ORGANISATION, each) for each in (*associations, GENT_ID, OCMW_GENT_ID)]
        + [encode_id(NodeKind.ACTIVITY, uuid.uuid4()), "x"],
        "nis": [GENT, GENT, HASSELT],
        "trackingCode": ["code 0", "code 1", "niets"],
        "first": [1, 2, 5, 20],
        "last": [1, 3, 7],
        "after": cursors,
        "before": cursors,
        "targetGroup": ["LB", "EA", "XX"],
        "search": ["", "act", "vereniging", "gent", "3", "verenigign"],
        "municipality": [GENT, HASSELT],
        "types": ["WORKSHOP", "UITSTAP"],
        "topics": ["TAAL"],
        "goals": ["HELPEN"],
        "languageLevels": ["A1"],
        "organisation": [encode_id(NodeKind.ORGANISATION, each) for each in (*associations, GENT_ID)],
        "near": [
            {"latitude": 51.0, "longitude": 3.7, "kilometres": 20},
            {"latitude": 50.93, "longitude": 5.34, "kilometres": 100},
        ],
        # By distance is for lists near a place only.
        "field": [field for field in ActivityOrderField if field is not ActivityOrderField.DISTANCE],
        "from": ["2026-11-21", "2026-12-01"],
        "to": ["2026-12-01", "2027-01-01"],
    }


def _cursors(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [
            cursor
            for key, value in found.items()
            for cursor in ([value] if key.endswith("ursor") and value else _cursors(value))
        ]
    return [cursor for each in found for cursor in _cursors(each)] if isinstance(found, list) else []
