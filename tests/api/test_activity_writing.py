"""Entering activities and changing what they say: who may, what is wrong, and what is left behind."""

from dataclasses import replace
from typing import Any

import pytest

from domain.activities.model import ActivityStatus, GeoPoint, Image
from domain.schedules.model import Schedule, ScheduleKind
from persistence.tables.activities import activity as activity_table
from persistence.tables.audit import audit_entry
from persistence.tables.meldingen import melding
from resolvers.ids import NodeKind, encode_id
from schema import contract
from tests.api.stored import everything, rows
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id
from tests.support.factories import GENT, HASSELT, activity, content, on_site, own, store

REFUSED = """
fragment Refused on Refusal {
  code
  message
  ... on InvalidInput { fields { path message } }
  ... on ActivityIncomplete { problems { code } }
  ... on VersionConflict { currentVersion changedBy { name } }
}
"""
CREATE = f"""
mutation ($input: CreateActivityInput!) {{
  it: createActivity(input: $input) {{
    __typename
    ... on ActivityCreated {{ activity {{ id status version }} }}
    ...Refused
  }}
}}
{REFUSED}
"""
UPDATE = f"""
mutation ($input: UpdateActivityInput!) {{
  it: updateActivity(input: $input) {{
    __typename
    ... on ActivityUpdated {{ activity {{ id status version }} }}
    ...Refused
  }}
}}
{REFUSED}
"""
READ = """
query ($id: ID!) {
  activity(id: $id) {
    title status version updatedBy { name }
    description { html } types { code } topics { code } goals { code } languageLevels { code }
    schedule {
      kind summary firstDay lastDay
      moments { start end status }
      weekly { days opens closes }
      exceptions { from to reason closed status hours { days opens closes } }
    }
    location { kind name municipality { nis } address { street postcode locality } onlineUrl }
    organiser { name organisation { id } }
    contacts { kind value } registration { url email phone } price { kind amount } image { url copyrightHolder }
    publicationCheck { publishable problems { code field step message } }
  }
}
"""
EXAMPLE: dict[str, Any] = contract.variables()["CreateActivity"]["input"]


async def create(client: Client, **given: Any) -> Any:
    return (await client.send(CREATE, {"input": {"title": "Praattafel", **given}})).data["it"]


async def update(client: Client, key: object, changes: dict[str, Any], **more: Any) -> Any:
    given = {"activityId": key if isinstance(key, str) else activity_id(key), "changes": changes, **more}
    return (await client.send(UPDATE, {"input": given})).data["it"]


async def read(client: Client, global_id: str) -> Any:
    return (await client.send(READ, {"id": global_id})).data["activity"]


def errors(result: Any) -> dict[str, str]:
    assert result["__typename"] == "InvalidInput", result
    return {each["path"]: each["message"] for each in result["fields"]}


async def test_a_draft_says_what_was_filled_in(api: Api) -> None:
    given = {
        **EXAMPLE,
        "image": {"url": "https://example.org/a.jpg", "copyrightHolder": "Fo Tograaf"},
        "price": {"kind": "PAID", "amount": "2.5"},
        "registration": {"url": "www.example.org/in", "phone": "09 266 12 34", "email": "in@example.org"},
    }
    created = await create(api.organiser(), **given)
    assert (created["activity"]["status"], created["activity"]["version"]) == ("DRAFT", 1)
    assert await read(api.organiser(), created["activity"]["id"]) == {
        "title": "Conversatietafel Nederlands",
        "status": "DRAFT",
        "version": 1,
        "updatedBy": {"name": "Or Ganisator"},
        "description": {"html": "<p>Oefen je Nederlands bij een kop koffie.</p>"},
        "types": [{"code": "ONTMOETING"}],
        "topics": [{"code": "TAAL"}],
        "goals": [{"code": "NEDERLANDS_OEFENEN"}],
        "languageLevels": [{"code": "A2"}],
        "schedule": {
            "kind": "WEEKLY",
            "summary": "elke dinsdag van 19.00 tot 21.00 uur, van 1 december 2026 tot en met 30 juni 2027, behalve "
            "van 22 december 2026 tot en met 4 januari 2027",
            "firstDay": "2026-12-01",
            "lastDay": "2027-06-30",
            "moments": [],
            "weekly": [{"days": ["TUESDAY"], "opens": "19:00", "closes": "21:00"}],
            "exceptions": [
                {
                    "from": "2026-12-22",
                    "to": "2027-01-04",
                    "reason": "kerstvakantie",
                    "closed": True,
                    "status": None,
                    "hours": [],
                }
            ],
        },
        "location": {
            "kind": "ON_SITE",
            "name": "Bibliotheek",
            "municipality": {"nis": "44021"},
            "address": {"street": "Voorbeeldplein 2", "postcode": "9000", "locality": "Gent"},
            "onlineUrl": None,
        },
        "organiser": {
            "name": "OCMW Gent",
            "organisation": {"id": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)},
        },
        "contacts": [{"kind": "LANDLINE", "value": "+3292661234"}, {"kind": "EMAIL", "value": "bib@example.org"}],
        "registration": {"url": "https://www.example.org/in", "email": "in@example.org", "phone": "+3292661234"},
        "price": {"kind": "PAID", "amount": "2.50"},
        "image": {"url": "https://example.org/a.jpg", "copyrightHolder": "Fo Tograaf"},
        "publicationCheck": {"publishable": True, "problems": []},
    }


async def test_a_title_is_enough_to_begin_with_and_the_check_leads_through_the_rest(api: Api) -> None:
    created = await create(api.organiser())
    found = await read(api.organiser(), created["activity"]["id"])
    assert (found["title"], found["location"]["municipality"]) == ("Praattafel", {"nis": "44021"})
    assert [(each["code"], each["step"]) for each in found["publicationCheck"]["problems"]] == [
        ("TYPE_MISSING", "WHAT"),
        ("DESCRIPTION_MISSING", "WHAT"),
        ("SCHEDULE_MISSING", "WHEN"),
        ("LOCATION_MISSING", "WHERE"),
        ("CONTACT_MISSING", "WHO"),
    ]


async def test_an_example_can_be_copied_into_a_draft(api: Api) -> None:
    look = "{ inspiration(first: 1) { nodes { id title types { code } description { html } schedule { summary } } } }"
    (example,) = (await api.organiser().send(look)).data["inspiration"]["nodes"]
    answer = await api.organiser().send(CREATE, {"input": {"inspirationId": example["id"], "types": ["WORKSHOP"]}})
    copy = await read(api.organiser(), answer.data["it"]["activity"]["id"])
    assert (copy["title"], copy["description"], copy["types"]) == (
        example["title"], example["description"], [{"code": "WORKSHOP"}],
    )  # fmt: skip
    assert copy["schedule"]["summary"] == example["schedule"]["summary"]
    assert (copy["organiser"]["name"], copy["location"]["municipality"]) == ("OCMW Gent", {"nis": "44021"})
    unknown = [encode_id(NodeKind.INSPIRATION, GENT_ID), example["id"][:-3], "rubbish"]
    for each in unknown:
        assert errors(await create(api.organiser(), inspirationId=each)) == {
            "inspirationId": "Dit voorbeeld bestaat niet (meer)."
        }


async def test_a_draft_begins_with_a_title_or_an_example(api: Api) -> None:
    answer = await api.organiser().send(CREATE, {"input": {}})
    assert errors(answer.data["it"]) == {"title": "Geef de activiteit een titel."}


async def test_the_organiser_publishes_it_at_once(api: Api) -> None:
    created = await create(api.organiser(), **EXAMPLE)
    publish = "mutation ($input: PublishActivityInput!) { it: publishActivity(input: $input) { __typename } }"
    answer = await api.organiser().send(publish, {"input": {"activityId": created["activity"]["id"]}})
    assert answer.data["it"] == {"__typename": "ActivityPublished"}


async def test_entering_leaves_a_trace_and_tells_the_moderators_once(api: Api) -> None:
    created = [await create(api.organiser(), idempotencyKey="k", **_without_key(EXAMPLE)) for _ in range(2)]
    assert created[0] == created[1]
    (entry,) = await rows(api.engine, audit_entry)
    assert (entry["action"], entry["actor_name"], entry["acting_as"]) == ("CREATED", "Or Ganisator", OCMW_GENT_ID)
    assert {each["field"]: each["after"] for each in entry["changes"]}["languageLevels"] == "A2"
    (told,) = await rows(api.engine, melding)
    assert (told["kind"], told["territory"], told["organisation_id"]) == ("ACTIVITY_REGISTERED", GENT, OCMW_GENT_ID)


def _without_key(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != "idempotencyKey"}


async def test_who_may_enter_for_whom(api: Api) -> None:
    ocmw = encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)
    before = await everything(api.engine)
    outcomes = [
        (await create(client, organisationId=organisation))["__typename"]
        for client, organisation in (
            (api.anonymous(), None),
            (api.signed_in("Na Tuurlijk", None), None),
            (api.signed_in("Ni Euw", GENT_OVO), None),
            (api.other_moderator(), ocmw),
            (api.organiser(), encode_id(NodeKind.ORGANISATION, GENT_ID)),
            (api.organiser(), encode_id(NodeKind.ORGANISATION, "00000000-0000-0000-0000-000000000000")),
            (api.organiser(), "rubbish"),
        )
    ]
    assert outcomes == [
        "SignInRequired", "NotAllowed", "TermsNotAccepted", "NotAllowed", "NotAllowed", "NotAllowed", "InvalidInput",
    ]  # fmt: skip
    assert await everything(api.engine) == before
    entered = await create(api.moderator(), organisationId=ocmw)
    assert (await read(api.organiser(), entered["activity"]["id"]))["organiser"]["name"] == "OCMW Gent"


PLACES = "query ($id: ID!) { activity(id: $id) { furtherPlaces { name nis address { street postcode locality } } } }"


async def test_an_activity_can_take_place_in_several_places(api: Api) -> None:
    near = {"name": "Bibliotheek", "address": {"street": "Plein 1", "postcode": "9000", "locality": "Gent"}}
    far = {"name": None, "address": {"street": "Straat 2", "postcode": "3500", "locality": "Hasselt"}}
    key = (await create(api.organiser(), furtherPlaces=[near, far, near]))["activity"]["id"]
    for _ in range(2):  # executed first, then planned
        found = (await api.organiser().send(PLACES, {"id": key})).data["activity"]["furtherPlaces"]
        assert found == [{**near, "nis": "44021"}, {**far, "nis": "71072"}]
    unknown = {"address": {"street": "Rue 1", "postcode": "4000", "locality": "Liège"}}
    assert errors(await update(api.organiser(), key, {"furtherPlaces": [near, unknown]})) == {
        "changes.furtherPlaces.1.address.postcode": "Deze postcode kennen we niet in Vlaanderen of Brussel."
    }
    assert errors(await update(api.organiser(), key, {"furtherPlaces": [near] * 21})) == {
        "changes.furtherPlaces": "Geef hoogstens 20 andere plaatsen."
    }
    assert (await update(api.organiser(), key, {"furtherPlaces": None}))["activity"]["version"] == 2
    assert (await api.organiser().send(PLACES, {"id": key})).data["activity"]["furtherPlaces"] == []


async def test_a_postcode_is_known_however_it_is_typed(api: Api) -> None:
    first, second = ({"street": "Plein 1", "postcode": postcode, "locality": "Gent"} for postcode in ("9000", " 9000 "))
    key = (await create(api.organiser(), location={"kind": "ON_SITE", "address": first}))["activity"]["id"]
    places = [{"address": first}, {"address": second}]
    changed = {"location": {"kind": "ON_SITE", "address": second}, "furtherPlaces": places}
    assert (await update(api.organiser(), key, changed))["__typename"] == "ActivityUpdated"


async def test_what_was_entered_and_cannot_be_seen_is_null(api: Api) -> None:
    made = await create(api.organiser(), idempotencyKey="k")
    deleting = "mutation ($input: DeleteActivityInput!) { deleteActivity(input: $input) { __typename } }"
    await api.organiser().send(deleting, {"input": {"activityId": made["activity"]["id"]}})
    elsewhere = {"kind": "ON_SITE", "address": {"street": "Plein 1", "postcode": "3500", "locality": "Hasselt"}}
    organisation = encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)
    unseen = {"__typename": "ActivityCreated", "activity": None}
    assert await create(api.organiser(), idempotencyKey="k") == unseen
    assert await create(api.moderator(), organisationId=organisation, location=elsewhere) == unseen


async def test_what_takes_place_elsewhere_is_told_there(api: Api) -> None:
    location = {"kind": "ON_SITE", "address": {"street": "Plein 1", "postcode": "3500", "locality": "Hasselt"}}
    await create(api.organiser(), location=location)
    (told,) = await rows(api.engine, melding)
    assert told["territory"] == HASSELT


async def test_what_is_only_online_is_looked_after_where_the_organiser_is(api: Api) -> None:
    created = await create(api.organiser(), location={"kind": "ONLINE", "onlineUrl": "meet.example.org/x"})
    found = await read(api.organiser(), created["activity"]["id"])
    assert found["location"] == {
        "kind": "ONLINE",
        "name": None,
        "municipality": {"nis": "44021"},
        "address": None,
        "onlineUrl": "https://meet.example.org/x",
    }


async def test_every_field_says_what_is_wrong_with_it(api: Api) -> None:
    before = await everything(api.engine)
    result = await create(
        api.organiser(),
        title=" ",
        description="x" * 20_001,
        types=["WORKSHOP", "BESTAAT_NIET"],
        topics=[f"T{number}" for number in range(11)],
        schedule={"kind": "WEEKLY", "start": "2026-12-02", "end": "2026-12-01"},
        location={
            "kind": "ON_SITE",
            "onlineUrl": "https://example.org",
            "address": {"street": "", "postcode": "0000", "locality": "x" * 101},
        },
        contacts=[
            {"kind": "EMAIL", "value": "geen adres"},
            {"kind": "MOBILE", "value": "12"},
            {"kind": "WEBSITE", "value": "javascript:alert(1)"},
            {"kind": "OTHER", "value": " "},
        ],
        registration={"url": "data:text/html,x"},
        price={"kind": "PAID"},
        image={"url": "", "copyrightHolder": ""},
    )
    assert errors(result) == {
        "title": "Geef de activiteit een titel.",
        "description": "Gebruik hoogstens 20000 tekens.",
        "types.1": "Deze keuze staat niet in de lijst.",
        "topics": "Kies er hoogstens 10.",
        "schedule.end": "De einddatum ligt voor de startdatum.",
        "location.onlineUrl": "Kies 'ter plaatse en online' om ook online deel te nemen.",
        "location.address.street": "Vul straat en nummer in.",
        "location.address.postcode": "Deze postcode kennen we niet in Vlaanderen of Brussel.",
        "location.address.locality": "Gebruik hoogstens 100 tekens.",
        "contacts.0.value": "Dit is geen geldig e-mailadres.",
        "contacts.1.value": "Dit is geen geldig telefoonnummer. Schrijf het bijvoorbeeld als +32 9 266 12 34.",
        "contacts.2.value": "Dit is geen geldig webadres. Gebruik een adres dat met https:// begint.",
        "contacts.3.value": "Vul dit contact in of haal het weg.",
        "registration.url": "Dit is geen geldig webadres. Gebruik een adres dat met https:// begint.",
        "price.amount": "Vul in hoeveel het kost.",
        "image.url": "Geef het adres van de afbeelding.",
        "image.copyrightHolder": "Vul in wie de rechten op de afbeelding heeft.",
    }
    assert await everything(api.engine) == before


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("9999-12-31T22:00:00+00:00", "9999-12-31T23:30:00+00:00"),
        ("9999-12-31T23:00:00-10:00", "9999-12-31T23:30:00-10:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T03:00:00+00:00"),
    ],
)
async def test_the_ends_of_the_calendar_are_dates(api: Api, start: str, end: str) -> None:
    schedule = {"kind": "SINGLE_DAY", "moments": [{"start": start, "end": end}]}
    key = (await create(api.organiser(), schedule=schedule))["activity"]["id"]
    for _ in range(2):  # executed first, then planned
        (moment,) = (await read(api.organiser(), key))["schedule"]["moments"]
        assert moment["start"][:4] == start[:4]


async def test_what_people_paste_and_what_their_language_needs_is_kept(api: Api) -> None:
    # A space that does not break, one joined emoji, and Persian with a letter that does not join the next.
    title = "Praten\u00a0in \U0001f468\u200d\U0001f469\u200d\U0001f467"
    text = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    key = (await create(api.organiser(), title=title, description=f"<p>{text}\u202f!</p>"))["activity"]["id"]
    found = await read(api.organiser(), key)
    assert (found["title"], found["description"]["html"]) == (
        title.replace("\u00a0", " "),
        f"<p>{text}\u202f!</p>",
    )


@pytest.mark.parametrize("title", ["\u00a0", "\u200d", " \u200e\u00ad "])
async def test_a_title_can_be_seen(api: Api, title: str) -> None:
    assert errors(await create(api.organiser(), title=title)) == {"title": "Geef de activiteit een titel."}


@pytest.mark.parametrize("text", ["\0", "a\x1bb", "\u202e", "\u2028"])
async def test_what_cannot_be_kept_is_refused_in_any_field(api: Api, text: str) -> None:
    result = await create(api.organiser(), title=f"a{text}", contacts=[{"kind": "OTHER", "value": f"b{text}"}])
    assert set(errors(result)) == {"title", "contacts.0.value"}


@pytest.mark.parametrize(
    "price",
    [
        {"kind": "PAID", "amount": "0"},
        {"kind": "PAID", "amount": "-1"},
        {"kind": "PAID", "amount": "NaN"},
        {"kind": "PAID", "amount": "1e9"},
        {"kind": "PAID", "amount": "0.004"},
        {"kind": "PAID", "amount": "99999.999"},
        {"kind": "FREE", "amount": "1"},
    ],
)
async def test_prices_are_sums_of_money(api: Api, price: dict[str, str]) -> None:
    assert set(errors(await create(api.organiser(), price=price))) == {"price.amount"}


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script><p>ok</p>",
        '<p onclick="alert(1)">ok</p>',
        '<a href="javascript:alert(1)">ok</a>',
        "<svg/onload=alert(1)>ok",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe><p>ok</p>",
    ],
)
async def test_html_in_a_description_cannot_run(api: Api, html: str) -> None:
    created = await create(api.organiser(), description=html)
    shown = (await read(api.organiser(), created["activity"]["id"]))["description"]["html"].lower()
    assert "ok" in shown
    assert not any(word in shown for word in ("script", "onclick", "onload", "javascript", "iframe", "svg"))


async def test_a_change_touches_only_what_is_named(api: Api) -> None:
    created = await create(api.organiser(), **EXAMPLE)
    key = created["activity"]["id"]
    before = await read(api.organiser(), key)
    updated = await update(api.organiser(), key, {"title": "Babbeltafel"}, expectedVersion=1, reason="korter")
    assert updated == {"__typename": "ActivityUpdated", "activity": {"id": key, "status": "DRAFT", "version": 2}}
    assert await read(api.organiser(), key) == {**before, "title": "Babbeltafel", "version": 2}
    entry = (await rows(api.engine, audit_entry))[-1]
    assert (entry["action"], entry["reason"], entry["changes"]) == (
        "CHANGED", "korter", [{"field": "title", "before": "Conversatietafel Nederlands", "after": "Babbeltafel"}],
    )  # fmt: skip


async def test_what_a_moderator_translates_can_be_published_and_its_language_stands_in_the_history(api: Api) -> None:
    french = activity(content_=content(language="fr"))
    await store(api.engine, [french])
    await update(api.moderator(), french.id, {"title": "Praattafel", "description": "<p>Kom praten.</p>"})
    assert (await read(api.moderator(), activity_id(french.id)))["publicationCheck"]["problems"] == []
    changes = (await rows(api.engine, audit_entry))[-1]["changes"]
    assert {"field": "language", "before": "fr", "after": "nl"} in changes


async def test_null_clears_what_can_be_empty(api: Api) -> None:
    key = (await create(api.organiser(), **EXAMPLE))["activity"]["id"]
    cleared = {name: None for name in EXAMPLE if name not in {"title", "idempotencyKey"}} | {"image": None}
    assert (await update(api.organiser(), key, cleared))["__typename"] == "ActivityUpdated"
    found = await read(api.organiser(), key)
    empty = [found[name] for name in ("types", "topics", "goals", "languageLevels", "contacts")]
    assert (empty, found["registration"], found["image"], found["price"]) == (
        [[]] * 5, None, None, {"kind": "UNKNOWN", "amount": None},
    )  # fmt: skip
    assert (found["schedule"]["summary"], found["location"]["address"]) == ("nog geen datum", None)
    assert errors(await update(api.organiser(), key, {"title": None})) == {
        "changes.title": "Geef de activiteit een titel."
    }


async def test_a_change_that_changes_nothing_leaves_no_trace(api: Api) -> None:
    key = (await create(api.organiser(), **EXAMPLE))["activity"]["id"]
    before = await everything(api.engine)
    assert (await update(api.organiser(), key, {"title": " Conversatietafel  Nederlands "}))["activity"]["version"] == 1
    assert await everything(api.engine) == before


async def test_an_address_that_stays_keeps_its_place_on_the_map(api: Api) -> None:
    place = replace(on_site(GENT), name="Bibliotheek", geo=GeoPoint(latitude=51.05, longitude=3.72))
    found = activity(content_=content(location=place))
    await store(api.engine, [found])
    before = await everything(api.engine)
    shown = (await read(api.moderator(), activity_id(found.id)))["location"]
    same = {name: shown[name] for name in ("kind", "name", "address", "onlineUrl")}
    assert (await update(api.moderator(), found.id, {"location": same}))["activity"]["version"] == 1
    assert await everything(api.engine) == before
    await update(api.moderator(), found.id, {"location": {**same, "name": "De Krook"}})
    (named,) = await rows(api.engine, activity_table)
    assert (named["latitude"], named["longitude"]) == (51.05, 3.72)
    await update(api.moderator(), found.id, {"location": {**same, "address": {**same["address"], "street": "Plein 2"}}})
    (moved,) = await rows(api.engine, activity_table)
    assert (moved["latitude"], moved["longitude"]) == (None, None)


async def test_a_stale_change_hears_who_was_faster(api: Api) -> None:
    draft = own(GENT_ID)
    await store(api.engine, [draft])
    await update(api.moderator("Eerste"), draft.id, {"title": "Een"}, expectedVersion=1)
    assert await update(api.moderator("Tweede"), draft.id, {"title": "Twee"}, expectedVersion=1) == {
        "__typename": "VersionConflict",
        "code": "VERSION_CONFLICT",
        "message": "Intussen gewijzigd door Eerste. Bekijk de nieuwe versie en probeer opnieuw.",
        "currentVersion": 2,
        "changedBy": {"name": "Eerste"},
    }


async def test_who_may_change_what(api: Api) -> None:
    draft, online = own(OCMW_GENT_ID), own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [draft, online])
    people = {
        "anonymous": api.anonymous(),
        "natural person": api.signed_in("Na Tuurlijk", None),
        "newcomer": api.signed_in("Ni Euw", GENT_OVO),
        "other organiser": api.signed_in("An Der", "OVO002672"),
        "its organiser": api.organiser(),
        "moderator": api.moderator(),
        "moderator elsewhere": api.other_moderator(),
    }
    outcomes = {
        name: tuple([(await update(client, key, {"title": name}))["__typename"] for key in (draft.id, online.id)])
        for name, client in people.items()
    }
    assert outcomes == {
        "anonymous": ("NotFound", "SignInRequired"),
        "natural person": ("NotFound", "NotAllowed"),
        "newcomer": ("TermsNotAccepted", "TermsNotAccepted"),
        "other organiser": ("NotFound", "NotAllowed"),
        "its organiser": ("ActivityUpdated", "ActivityUpdated"),
        "moderator": ("ActivityUpdated", "ActivityUpdated"),
        "moderator elsewhere": ("NotFound", "NotAllowed"),
    }
    assert (await update(api.moderator(), "rubbish", {}))["__typename"] == "NotFound"
    too_long = await update(api.moderator(), draft.id, {"title": "x"}, reason="x" * 1001)
    assert errors(too_long) == {"reason": "Gebruik hoogstens 1000 tekens."}


async def test_what_is_online_stays_complete(api: Api) -> None:
    online = own(OCMW_GENT_ID, status=ActivityStatus.PUBLISHED)
    await store(api.engine, [online])
    refused = await update(api.organiser(), online.id, {"contacts": [], "types": []})
    assert refused == {
        "__typename": "ActivityIncomplete",
        "code": "ACTIVITY_INCOMPLETE",
        "message": "Deze activiteit staat online en zou door deze wijziging onvolledig worden. Vul aan wat ontbreekt "
        "of haal ze eerst offline.",
        "problems": [{"code": "TYPE_MISSING"}, {"code": "CONTACT_MISSING"}],
    }
    # A gap that was there already is no reason to refuse a correction.
    api.clock.advance(days=30)
    corrected = await update(api.signed_in("Or Ganisator", "OVO002633"), online.id, {"title": "Voorbij"})
    assert corrected["activity"]["status"] == "PUBLISHED"


async def test_an_expired_activity_with_dates_to_come_can_be_published_again(api: Api) -> None:
    past = Schedule(kind=ScheduleKind.SINGLE_DAY)
    expired = replace(own(OCMW_GENT_ID, status=ActivityStatus.EXPIRED), content=content(schedule=past))
    expired = replace(expired, content=replace(expired.content, organiser=own(OCMW_GENT_ID).content.organiser))
    await store(api.engine, [expired])
    only_title = await update(api.organiser(), expired.id, {"title": "Nog eens"})
    assert only_title["activity"]["status"] == "UNPUBLISHED"


async def test_an_activity_that_moves_is_told_where_it_comes_and_leaves_the_mover(api: Api) -> None:
    draft = activity(content_=content(location=on_site(GENT)))
    await store(api.engine, [draft])
    location = {"kind": "ON_SITE", "address": {"street": "Plein 1", "postcode": "3500", "locality": "Hasselt"}}
    moved = await update(api.moderator(), draft.id, {"location": location})
    assert moved == {"__typename": "ActivityUpdated", "activity": None}
    (told,) = await rows(api.engine, melding)
    assert (told["territory"], told["kind"]) == (HASSELT, "ACTIVITY_REGISTERED")
    assert (await read(api.other_moderator(), activity_id(draft.id)))["version"] == 2


async def test_terms_that_are_no_longer_offered_may_stay(api: Api) -> None:
    draft = replace(own(OCMW_GENT_ID), content=content(types=("OUD",), organiser=own(OCMW_GENT_ID).content.organiser))
    await store(api.engine, [draft])
    kept = await update(api.organiser(), draft.id, {"types": ["OUD", "WORKSHOP"]})
    assert kept["__typename"] == "ActivityUpdated"
    assert errors(await update(api.organiser(), draft.id, {"topics": ["OUD"]})) == {
        "changes.topics.0": "Deze keuze staat niet in de lijst."
    }


async def test_the_same_key_with_another_change_is_refused(api: Api) -> None:
    draft = replace(own(OCMW_GENT_ID), content=own(OCMW_GENT_ID).content)
    await store(api.engine, [draft])
    image = {"url": Image(url="https://example.org/a.jpg").url, "copyrightHolder": "X"}
    changes = {"image": image, "price": {"kind": "PAID", "amount": "2.50"}}
    first = await update(api.organiser(), draft.id, changes, idempotencyKey="k")
    again = await update(api.organiser(), draft.id, changes, idempotencyKey="k")
    other = await update(api.organiser(), draft.id, {**changes, "image": None}, idempotencyKey="k")
    assert (first["activity"]["version"], again["activity"]["version"], other["__typename"]) == (
        2, 2, "IdempotencyKeyReused",
    )  # fmt: skip
