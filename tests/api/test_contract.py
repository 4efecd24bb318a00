"""The operations of the clients: valid against the schema as they stand, and answered with what they mean."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, parse, validate

from domain.activities.model import ActivityStatus, Organiser
from domain.meldingen.model import MeldingKind
from domain.reports.model import ReportStatus
from resolvers.ids import NodeKind, encode_id
from schema import contract
from schema.root import build_schema as build_product_schema
from tests.api.stored import complain, cursor_at, file_reports, news, reported, tell
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, Api
from tests.support.client import Client, activity_id, report_id
from tests.support.clock import START
from tests.support.factories import activity, content, own, store

OFFERED = {
    "WithdrawAccessRequest",
    "GrantRights",
    "EndGrants",
    "ChangeGrantPeriod",
    "RequestAccess",
    "RejectAccessRequest",
    "SwitchChannel",
    "MyAccess",
    "LiveAccessTasks",
    "EstablishWorkRelation",
    "ApproveAccessRequest",
    "AccessTasks",
    "AcceptTermsOfUse",
    "ActivityDetail",
    "ActivityHistory",
    "Catalogue",
    "CreateActivity",
    "ClaimActivity",
    "DeleteActivity",
    "FindMunicipality",
    "FindOrganisation",
    "ExplainAccessLink",
    "OrganisationAccess",
    "Help",
    "LiveMeldingen",
    "MarkMeldingenRead",
    "Meldingen",
    "MyActivities",
    "PublishActivities",
    "PublishActivity",
    "RegisterOrganisation",
    "RecordView",
    "ReportActivity",
    "ResolveReport",
    "TerritoryActivities",
    "TerritoryOrganisations",
    "TerritoryOverview",
    "Undo",
    "TerritoryReports",
    "TrackReport",
    "UnpublishActivity",
    "UpdateActivity",
    "Viewer",
    "Vocabularies",
}

NOT_YET = {
    "AddNotificationEmail",
    "ConfirmNotificationEmail",
    "ImportProgress",
    "NotificationSettings",
    "RemoveNotificationEmail",
    "UpdateNotificationSettings",
}
"""Operations that the schema does not offer yet; each leaves this set with the change that brings it."""

FOTOCLUB = replace(
    own(GENT_ID),
    content=content(
        title="Fotoclub", types=("WORKSHOP",), organiser=Organiser(name="Stad Gent", organisation_id=GENT_ID)
    ),
)
DIGIBANK = activity(content_=content(title="Digibank", types=("WORKSHOP",)), status=ActivityStatus.PUBLISHED, version=3)
GENT_BODY = {"nis": "44021", "name": "Gent"}


@pytest.fixture(scope="module")
def offered_schema() -> GraphQLSchema:
    return build_schema(build_product_schema().as_str())


def filled(operation: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the example variables of an operation, with what comes from the server filled in."""

    def fill(value: Any) -> Any:  # any JSON
        if isinstance(value, dict):
            return {name: fill(each) for name, each in value.items()}
        if isinstance(value, list):
            return [fill(each) for each in value]
        return (
            given[value] if isinstance(value, str) and value.startswith("<") and not value.startswith("<p>") else value
        )

    variables: dict[str, Any] = fill(contract.variables().get(operation, {}))
    return variables


async def run(
    client: Client, operation: str, variables: Mapping[str, Any] | None = None, **given: str
) -> dict[str, Any]:
    """Send an operation as the clients do; `given` are the placeholders, with underscores for spaces."""
    named = {f"<{name.replace('_', ' ')}>": value for name, value in given.items()}
    answer = await client.send(contract.operations()[operation], variables or filled(operation, named), operation)
    return answer.data


def test_the_copy_is_letter_by_letter_what_the_clients_send(shared: Path) -> None:
    copy = Path(contract.__file__).parent
    theirs = {path.name: path.read_bytes() for path in (shared / "contract").iterdir() if path.name != "README.md"}
    assert {name: (copy / name).read_bytes() for name in theirs} == theirs


def test_the_copy_holds_no_document_of_its_own(shared: Path) -> None:
    theirs = {path.name for path in (shared / "contract").glob("*.graphql")}
    assert {f"{name}.graphql" for name in contract.documents()} == theirs


def test_every_operation_is_either_offered_or_awaited() -> None:
    assert set(contract.operations()) == OFFERED | NOT_YET


def test_no_operation_has_the_name_of_another() -> None:
    names = [
        definition.name.value if definition.name else None
        for document in contract.documents().values()
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode)
    ]
    assert sorted(filter(None, names)) == sorted(contract.operations())


def test_examples_of_variables_belong_to_operations() -> None:
    assert set(contract.variables()) <= set(contract.operations())


@pytest.mark.parametrize("name", sorted(OFFERED))
def test_an_offered_operation_is_valid_as_it_stands(offered_schema: GraphQLSchema, name: str) -> None:
    assert validate(offered_schema, parse(contract.operations()[name])) == []


@pytest.mark.parametrize("name", sorted(NOT_YET))
def test_an_awaited_operation_is_not_offered_under_another_shape(offered_schema: GraphQLSchema, name: str) -> None:
    assert validate(offered_schema, parse(contract.operations()[name])) != []


async def test_catalogue(api: Api) -> None:
    await store(api.engine, [DIGIBANK, activity(status=ActivityStatus.PUBLISHED)])
    data = await run(api.anonymous(), "Catalogue")
    (edge,) = data["activities"]["edges"]
    assert data == {
        "activities": {
            "totalCount": 1,
            "pageInfo": {"hasNextPage": False, "endCursor": edge["cursor"]},
            "edges": [{"cursor": edge["cursor"], "node": card_of_digibank()}],
        }
    }


def card_of_digibank() -> dict[str, Any]:
    """Return the fragment ActivityCard of DIGIBANK."""
    return {
        "id": activity_id(DIGIBANK.id),
        "title": "Digibank",
        "types": [{"code": "WORKSHOP", "label": "Workshop"}],
        "topics": [],
        "status": "PUBLISHED",
        "schedule": {
            "kind": "SINGLE_DAY",
            "summary": "dinsdag 1 december 2026 van 19.00 tot 21.00 uur",
            "start": "2026-12-01T19:00:00+01:00",
            "end": "2026-12-01T21:00:00+01:00",
            "exceptions": [],
        },
        "nextOccurrence": {
            "start": "2026-12-01T19:00:00+01:00",
            "end": "2026-12-01T21:00:00+01:00",
            "status": "PLANNED",
        },
        "location": {
            "kind": "ON_SITE",
            "name": "Bibliotheek",
            "municipality": GENT_BODY,
            "address": {"street": "Voorbeeldstraat 1", "postcode": "9000", "locality": "Gent"},
            "geo": None,
            "onlineUrl": None,
        },
        "organiser": {"name": "Buurthuis De Brug", "organisation": None},
    }


async def test_activity_detail(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    data = await run(api.anonymous(), "ActivityDetail", activity_id=activity_id(DIGIBANK.id))
    assert data == {
        "activity": {
            **card_of_digibank(),
            "description": {
                "text": "Oefen je Nederlands bij een kop koffie.",
                "html": "<p>Oefen je Nederlands bij een kop koffie.</p>",
            },
            "languageLevels": [],
            "goals": [],
            "contacts": [{"kind": "EMAIL", "value": "info@example.org"}],
            "registration": None,
            "price": {"kind": "UNKNOWN", "amount": None},
            "image": None,
            "views": 0,
            "version": 3,
            "createdAt": "2026-11-21T13:00:00+01:00",
            "publishedAt": None,
            "updatedAt": "2026-11-21T13:00:00+01:00",
            "updatedBy": {"kind": "SYSTEM", "name": "UiTinVlaanderen"},
            "source": {"system": "UIT", "externalId": str(DIGIBANK.id), "url": None, "modifiedAt": None},
            "occurrences": [
                {"start": "2026-12-01T19:00:00+01:00", "end": "2026-12-01T21:00:00+01:00", "status": "PLANNED"}
            ],
            "publicationCheck": {"publishable": True, "problems": []},
            "viewerActions": [
                {"action": "PUBLISH", "allowed": False, "why": "Meld je eerst aan."},
                {"action": "UNPUBLISH", "allowed": False, "why": "Meld je eerst aan."},
                {"action": "EDIT", "allowed": False, "why": "Meld je eerst aan."},
                {"action": "DELETE", "allowed": False, "why": "Meld je eerst aan."},
                {"action": "REPORT", "allowed": True, "why": None},
            ],
        }
    }


async def test_vocabularies(api: Api) -> None:
    data = await run(api.anonymous(), "Vocabularies")
    assert data["activityTypes"][2] == {
        "code": "WORKSHOP",
        "label": "Workshop",
        "description": "Iets leren of maken, in één keer of in een reeks.",
    }
    assert {name: [term["code"] for term in terms] for name, terms in data.items() if name != "publicationRules"} == {
        "activityTypes": ["UITSTAP", "ONTMOETING", "WORKSHOP", "VRIJWILLIGERSWERK", "BUDDYWERKING"],
        "topics": [
            "TAAL", "SAMENLEVING", "GEZIN", "GEZONDHEID", "CREATIEF", "CULTUUR", "SPORT", "NATUUR", "DIGITAAL", "KOKEN",
            "WERK",
        ],
        "goals": [
            "NEDERLANDS_OEFENEN", "MENSEN_ONTMOETEN", "DE_BUURT_KENNEN", "IETS_LEREN", "WERK_VINDEN", "HELPEN",
        ],
        "languageLevels": ["A0", "A1", "A2", "B1", "B2", "C1"],
    }  # fmt: skip
    assert data["publicationRules"] == [
        {
            "number": 1,
            "version": 1,
            "text": "vinden plaats in een Nederlandstalige context. Ze bieden kansen om Nederlands te oefenen.",
        }
    ]


async def test_help(api: Api) -> None:
    data = await run(api.anonymous(), "Help")
    texts = data["help"]
    assert [each["question"] for each in texts["questions"]] == [
        "Welke activiteiten horen wel of niet thuis op ikdoemee.be?",
        "Hoe kan ik een activiteit bewerken?",
        "Hoe worden activiteiten op ikdoemee.be up-to-date gehouden?",
        "Is er een link met de Uitdatabank?",
        "Kan ik een activiteit geïmporteerd uit de Uitdatabank wijzigen op ikdoemee.be?",
    ]
    lines = [
        (
            "Het liefst wijzig je de gegevens in de UiTdatabank zelf: bij de volgende import nemen we over wat daar "
            "staat, en zo staat overal hetzelfde te lezen."
        ),
        (
            "Een moderator van de gemeente kan een activiteit ook hier verbeteren. Wat hier verbeterd is, blijft "
            "staan: een import overschrijft die velden niet meer. Ook wat een moderator besliste, blijft gelden: een "
            "import zet niets online en haalt niets offline."
        ),
    ]
    html = "\n".join(f"<p>{line}</p>" for line in lines)
    assert texts["questions"][4]["answer"] == {"text": "\n".join(lines), "html": html}
    assert texts["support"] == {
        "email": "hallo@ikdoemee.be",
        "text": "Bots je op een technisch probleem? Of heb je vragen over het aanmaken of beheren van activiteiten? "
        "Laat je horen via hallo@ikdoemee.be. We beantwoorden je vraag binnen de 3 werkdagen.",
    }
    terms = texts["termsOfUse"]
    assert (terms["version"], terms["text"]["html"][:3]) == ("2026-01", "<p>")
    assert terms["text"]["text"].startswith("Met ikdoemee.be brengen we mensen")


async def test_find_municipality(api: Api) -> None:
    data = await run(api.anonymous(), "FindMunicipality")
    gent = {
        "id": encode_id(NodeKind.MUNICIPALITY, "44021"),
        "nis": "44021",
        "name": "Gent",
        "postcodes": ["9000", "9030", "9031", "9032", "9040", "9041", "9042", "9050", "9051", "9052"],
        "province": "Oost-Vlaanderen",
        "formerly": [],
    }
    assert gent in [edge["node"] for edge in data["municipalities"]["edges"]]


async def test_viewer(api: Api) -> None:
    data = await run(api.moderator(), "Viewer")
    stad_gent = {"id": encode_id(NodeKind.ORGANISATION, GENT_ID), "name": "Stad Gent"}
    assert data["viewer"].pop("person")["name"] == "Mo Derator"
    assert data == {
        "viewer": {
            "actingAs": {**stad_gent, "kbo": "0207451227", "ovo": "OVO002067"},
            "capacities": [
                {"kind": "ORGANISER", "organisation": {**stad_gent, "ovo": "OVO002067"}},
                {"kind": "MODERATOR", "organisation": {**stad_gent, "ovo": "OVO002067"}},
            ],
            "capabilities": [
                "MY_ACTIVITIES", "MY_ORGANISATION", "MELDINGEN", "TERRITORY_ORGANISATIONS", "TERRITORY_ACTIVITIES",
            ],
            "territories": [
                {
                    "id": encode_id(NodeKind.TERRITORY, "44021"),
                    "name": "Gent",
                    "municipalities": [GENT_BODY],
                    "unreadMeldingen": 0,
                }
            ],
            "termsOfUse": {
                "currentVersion": "2026-01",
                "acceptedVersion": "2026-01",
                "acceptedAt": "2026-11-21T13:00:00+01:00",
            },
        }
    }  # fmt: skip


async def test_territory_activities(api: Api) -> None:
    await store(api.engine, [FOTOCLUB, DIGIBANK])
    organisation = encode_id(NodeKind.ORGANISATION, GENT_ID)
    data = await run(api.moderator(), "TerritoryActivities", organisation_id=organisation)
    (edge,) = data["territory"]["activities"]["edges"]
    assert data == {
        "territory": {
            "id": encode_id(NodeKind.TERRITORY, "44021"),
            "name": "Gent",
            "activities": {
                "totalCount": 1,
                "pageInfo": {"hasNextPage": False, "endCursor": edge["cursor"]},
                "edges": [{"cursor": edge["cursor"], "node": row_of_fotoclub()}],
            },
        }
    }


def row_of_fotoclub() -> dict[str, Any]:
    """Return the fragment ActivityRow of FOTOCLUB."""
    return {
        "id": activity_id(FOTOCLUB.id),
        "title": "Fotoclub",
        "types": [{"code": "WORKSHOP", "label": "Workshop"}],
        "status": "DRAFT",
        "publishedAt": None,
        "updatedAt": "2026-11-21T13:00:00+01:00",
        "updatedBy": {"kind": "SYSTEM", "name": "UiTinVlaanderen"},
        "views": 0,
        "version": 1,
        "source": {"system": "OWN", "externalId": None},
        "organiser": {"name": "Stad Gent", "organisation": {"id": encode_id(NodeKind.ORGANISATION, GENT_ID)}},
        "location": {"municipality": GENT_BODY},
    }


async def test_territory_organisations(api: Api) -> None:
    await store(api.engine, [own(OCMW_GENT_ID)])
    data = await run(api.moderator(), "TerritoryOrganisations", {"nis": "44021", "search": "ocmw", "first": 10})
    cursor = data["territory"]["organisations"]["pageInfo"].pop("endCursor")
    assert (isinstance(cursor, str), data) == (
        True,
        {
            "territory": {
                "organisations": {
                    "totalCount": 1,
                    "pageInfo": {"hasNextPage": False},
                    "edges": [
                        {
                            "node": {
                                "id": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID),
                                "name": "OCMW Gent",
                                "kbo": "0212214125",
                                "ovo": "OVO002633",
                                "kind": "PUBLIC_CENTRE_FOR_SOCIAL_WELFARE",
                                "registeredAt": None,
                                "municipality": GENT_BODY,
                                "contacts": [],
                                "activityCounts": {"draft": 1, "published": 0, "unpublished": 0, "expired": 0},
                            }
                        }
                    ],
                }
            }
        },
    )


async def test_my_activities(api: Api) -> None:
    stored = [FOTOCLUB, replace(own(GENT_ID), status=ActivityStatus.PUBLISHED, views=7), own(OCMW_GENT_ID)]
    await store(api.engine, stored)
    await complain(api.engine, FOTOCLUB, ReportStatus.OPEN)
    assert await run(api.moderator(), "MyActivities") == {
        "viewer": {
            "actingAs": {
                "id": encode_id(NodeKind.ORGANISATION, GENT_ID),
                "figures": {"published": 1, "draft": 1, "views": 7, "reportsOpen": 1},
                "activities": {"totalCount": 1, "edges": [{"node": row_of_fotoclub()}]},
            }
        }
    }


async def test_my_activities_of_somebody_who_has_none(api: Api) -> None:
    await store(api.engine, [FOTOCLUB])
    assert await run(api.anonymous(), "MyActivities") == {"viewer": {"actingAs": None}}
    elsewhere = (await run(api.other_moderator(), "MyActivities"))["viewer"]["actingAs"]
    assert elsewhere["activities"] == {"totalCount": 0, "edges": []}
    assert set(elsewhere["figures"].values()) == {0}


async def test_territory_overview(api: Api) -> None:
    published = replace(own(GENT_ID), status=ActivityStatus.PUBLISHED, views=7)
    waiting = replace(activity(), created_at=START - timedelta(days=3))
    many = [
        activity(content_=content(topics=topics), status=ActivityStatus.PUBLISHED, views=1)
        for topics in [("TAAL", "DIGITAAL")] * 6 + [("TAAL",)] * 6
    ]
    await store(api.engine, [FOTOCLUB, DIGIBANK, published, waiting, activity(), *many])
    await complain(api.engine, published, ReportStatus.OPEN, ReportStatus.UPHELD)
    data = await run(api.moderator(), "TerritoryOverview", {"nis": "44021"})
    insight = data["territory"].pop("insight")
    assert data == {
        "territory": {
            "figures": {
                "published": 14,
                "draft": 3,
                "unpublished": 0,
                "expired": 0,
                "views": 19,
                "reportsOpen": 1,
                "importsWaiting": 2,
                "oldestWaitingSince": "2026-11-18T13:00:00+01:00",
            }
        }
    }
    assert (insight.pop("suppressedBelow"), {name: len(terms) for name, terms in insight.items()}) == (
        5,
        {"topics": 11, "goals": 6, "languageLevels": 6},
    )
    # Six would tell, of those who know how many there are in all, that nothing is about anything else.
    assert insight["topics"][:2] == [
        {"code": "TAAL", "label": "Taal", "count": 12},
        {"code": "SAMENLEVING", "label": "Samenleving", "count": None},
    ]
    assert {term["count"] for term in insight["topics"][1:] + insight["goals"]} == {None}


async def test_a_territory_overview_is_for_its_moderators(api: Api) -> None:
    for client in (api.anonymous(), api.organiser(), api.other_moderator()):
        assert await run(client, "TerritoryOverview", {"nis": "44021"}) == {"territory": None}


async def test_activity_history(api: Api) -> None:
    await store(api.engine, [replace(FOTOCLUB, version=3)])
    await run(api.moderator(), "PublishActivity", activity_id=activity_id(FOTOCLUB.id))
    api.clock.advance(hours=1)
    await run(api.moderator(), "UnpublishActivity", activity_id=activity_id(FOTOCLUB.id))
    done_by = {
        "actor": {"kind": "PERSON", "name": "Mo Derator"},
        "actingAs": {"id": encode_id(NodeKind.ORGANISATION, GENT_ID), "name": "Stad Gent"},
    }
    data = await run(api.moderator(), "ActivityHistory", {"id": activity_id(FOTOCLUB.id)})
    assert [edge["node"] for edge in data["activity"]["history"]["edges"]] == [
        {
            **done_by,
            "at": "2026-11-21T14:00:00+01:00",
            "action": "UNPUBLISHED",
            "reason": "niet in het Nederlands",
            "rule": {"number": 1, "version": 1},
            "changes": [{"field": "status", "before": "PUBLISHED", "after": "UNPUBLISHED", "origin": "OWN"}],
        },
        {
            **done_by,
            "at": "2026-11-21T13:00:00+01:00",
            "action": "PUBLISHED",
            "reason": "voldoet aan de regels",
            "rule": None,
            "changes": [{"field": "status", "before": "DRAFT", "after": "PUBLISHED", "origin": "OWN"}],
        },
    ]


async def test_an_activity_s_history_is_for_those_who_look_after_it(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    for client in (api.anonymous(), api.organiser(), api.other_moderator()):
        data = await run(client, "ActivityHistory", {"id": activity_id(DIGIBANK.id)})
        assert data == {"activity": {"history": None}}


async def test_publish_activity(api: Api) -> None:
    await store(api.engine, [replace(FOTOCLUB, version=3)])
    data = await run(api.moderator(), "PublishActivity", activity_id=activity_id(FOTOCLUB.id))
    assert data["publishActivity"]["undo"].pop("token")
    assert data == {
        "publishActivity": {
            "__typename": "ActivityPublished",
            "activity": {
                **row_of_fotoclub(),
                "status": "PUBLISHED",
                "version": 4,
                "publishedAt": "2026-11-21T13:00:00+01:00",
                "updatedBy": {"kind": "PERSON", "name": "Mo Derator"},
            },
            "undo": {"expiresAt": "2026-11-21T13:10:00+01:00"},
        }
    }


async def test_create_activity(api: Api) -> None:
    created = (await run(api.organiser(), "CreateActivity"))["createActivity"]
    row = created["activity"]
    assert (created["__typename"], row.pop("id") is not None, row) == (
        "ActivityCreated",
        True,
        {
            "title": "Conversatietafel Nederlands",
            "types": [{"code": "ONTMOETING", "label": "Ontmoeting"}],
            "status": "DRAFT",
            "publishedAt": None,
            "updatedAt": "2026-11-21T13:00:00+01:00",
            "updatedBy": {"kind": "PERSON", "name": "Or Ganisator"},
            "views": 0,
            "version": 1,
            "source": {"system": "OWN", "externalId": None},
            "organiser": {
                "name": "OCMW Gent",
                "organisation": {"id": encode_id(NodeKind.ORGANISATION, OCMW_GENT_ID)},
            },
            "location": {"municipality": GENT_BODY},
            "publicationCheck": {"publishable": True, "problems": []},
        },
    )


async def test_update_activity(api: Api) -> None:
    await store(api.engine, [replace(FOTOCLUB, version=3)])
    updated = (await run(api.moderator(), "UpdateActivity", activity_id=activity_id(FOTOCLUB.id)))["updateActivity"]
    row = updated["activity"]
    assert (updated["__typename"], row["title"], row["version"]) == ("ActivityUpdated", "Praattafel Nederlands", 4)


async def test_register_organisation(api: Api) -> None:
    # The number of the example is that of Stad Gent, which keeps its name.
    assert await run(api.moderator(), "RegisterOrganisation") == {
        "registerOrganisation": {
            "__typename": "OrganisationRegistered",
            "organisation": {
                "id": encode_id(NodeKind.ORGANISATION, GENT_ID), "name": "Stad Gent", "municipality": GENT_BODY,
            },
        }
    }  # fmt: skip


async def test_unpublish_activity(api: Api) -> None:
    await store(api.engine, [replace(FOTOCLUB, version=4, status=ActivityStatus.PUBLISHED)])
    data = await run(api.moderator(), "UnpublishActivity", activity_id=activity_id(FOTOCLUB.id))
    assert data["unpublishActivity"]["undo"].pop("token")
    assert data == {
        "unpublishActivity": {
            "__typename": "ActivityUnpublished",
            "activity": {
                **row_of_fotoclub(),
                "status": "UNPUBLISHED",
                "version": 5,
                "updatedBy": {"kind": "PERSON", "name": "Mo Derator"},
            },
            "undo": {"expiresAt": "2026-11-21T13:10:00+01:00"},
        }
    }


async def test_delete_activity(api: Api) -> None:
    await store(api.engine, [replace(FOTOCLUB, version=5)])
    data = await run(api.moderator(), "DeleteActivity", activity_id=activity_id(FOTOCLUB.id))
    assert data["deleteActivity"]["undo"].pop("token")
    assert data == {
        "deleteActivity": {
            "__typename": "ActivityDeleted",
            "activityId": activity_id(FOTOCLUB.id),
            "undo": {"expiresAt": "2026-11-21T13:10:00+01:00"},
        }
    }


async def test_publish_activities(api: Api) -> None:
    await store(api.engine, [FOTOCLUB])
    data = await run(api.moderator(), "PublishActivities", activity_id=activity_id(FOTOCLUB.id))
    assert data["publishActivities"]["undo"].pop("token")
    assert data == {
        "publishActivities": {
            "__typename": "ActivitiesPublished",
            "results": [
                {
                    "__typename": "ActivityPublished",
                    "activity": {"id": activity_id(FOTOCLUB.id), "status": "PUBLISHED", "version": 2},
                }
            ],
            "undo": {"expiresAt": "2026-11-21T13:10:00+01:00"},
        }
    }


async def test_undo(api: Api) -> None:
    await store(api.engine, [replace(FOTOCLUB, version=5)])
    deleted = await run(api.moderator(), "DeleteActivity", activity_id=activity_id(FOTOCLUB.id))
    assert await run(api.moderator(), "Undo", undo_token=deleted["deleteActivity"]["undo"]["token"]) == {
        "undo": {
            "__typename": "Undone",
            "activities": [{"id": activity_id(FOTOCLUB.id), "status": "DRAFT", "version": 7}],
        }
    }


async def test_claim_activity(api: Api) -> None:
    await store(api.engine, [FOTOCLUB])
    assert await run(api.moderator(), "ClaimActivity", activity_id=activity_id(FOTOCLUB.id)) == {
        "claimActivity": {
            "__typename": "ActivityClaimed",
            "activity": {
                "id": activity_id(FOTOCLUB.id),
                "claim": {"by": {"name": "Mo Derator"}, "until": "2026-11-21T13:10:00+01:00"},
            },
        }
    }


async def test_report_activity(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    data = await run(api.anonymous(), "ReportActivity", activity_id=activity_id(DIGIBANK.id))
    code = data["reportActivity"].pop("trackingCode")
    assert (len(code) > 20, data) == (True, {"reportActivity": {"__typename": "ActivityReported"}})


async def test_track_report(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    about = reported(DIGIBANK.id)
    await file_reports(api.engine, [about])
    data = await run(api.anonymous(), "TrackReport", tracking_code=about.tracking_code)
    assert data == {"reportStatus": {"status": "OPEN", "decidedAt": None, "explanation": None}}


async def test_territory_reports(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    about = reported(DIGIBANK.id)
    await file_reports(api.engine, [about])
    await run(api.moderator(), "ResolveReport", report_id=report_id(about.id))
    assert await run(api.moderator(), "TerritoryReports", {"nis": "44021", "status": "UPHELD"}) == {
        "territory": {
            "reports": {
                "totalCount": 1,
                "edges": [
                    {
                        "node": {
                            "id": report_id(about.id),
                            "status": "UPHELD",
                            "reason": "WRONG_INFORMATION",
                            "text": "Dit klopt niet.",
                            "reportedAt": "2026-11-21T13:00:00+01:00",
                            "version": 2,
                            "activity": {"id": activity_id(DIGIBANK.id), "title": "Digibank"},
                            "decision": {
                                "outcome": "UPHELD",
                                "explanation": "De activiteit is offline gehaald.",
                                "by": {"name": "Mo Derator"},
                                "at": "2026-11-21T13:00:00+01:00",
                            },
                        }
                    }
                ],
            }
        }
    }


async def test_resolve_report(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    about = reported(DIGIBANK.id)
    await file_reports(api.engine, [about])
    assert await run(api.moderator(), "ResolveReport", report_id=report_id(about.id)) == {
        "resolveReport": {
            "__typename": "ReportResolved",
            "report": {"id": report_id(about.id), "status": "UPHELD", "version": 2},
            "activity": {"id": activity_id(DIGIBANK.id), "status": "UNPUBLISHED"},
        }
    }


async def test_record_view(api: Api) -> None:
    await store(api.engine, [DIGIBANK])
    assert await run(api.anonymous(), "RecordView", activity_id=activity_id(DIGIBANK.id)) == {
        "recordActivityView": {"__typename": "ActivityViewRecorded", "activity": {"id": activity_id(DIGIBANK.id)}}
    }


async def test_accept_terms_of_use(api: Api) -> None:
    newcomer = api.signed_in("Ni Euw", GENT_OVO)
    assert await run(newcomer, "AcceptTermsOfUse") == {
        "acceptTermsOfUse": {
            "__typename": "TermsOfUseAccepted",
            "version": "2026-01",
            "acceptedAt": "2026-11-21T13:00:00+01:00",
        }
    }


async def test_meldingen(api: Api) -> None:
    await store(api.engine, [FOTOCLUB])
    told = news(MeldingKind.ACTIVITY_PUBLISHED, activity_id=FOTOCLUB.id, organisation_id=GENT_ID)
    await tell(api.engine, [told, news(MeldingKind.ACTIVITY_EXPIRED)])
    cursor = await cursor_at(api.engine, 1)
    assert await run(api.moderator(), "Meldingen") == {
        "territory": {
            "unreadMeldingen": 2,
            "meldingen": {
                "pageInfo": {
                    "hasNextPage": False,
                    "hasPreviousPage": False,
                    "startCursor": cursor,
                    "endCursor": cursor,
                },
                "edges": [
                    {
                        "cursor": cursor,
                        "node": {
                            "id": encode_id(NodeKind.MELDING, told.id),
                            "kind": "ACTIVITY_PUBLISHED",
                            "text": "Een activiteit werd gepubliceerd",
                            "at": "2026-11-21T13:00:00+01:00",
                            "read": False,
                            "count": 1,
                            "territory": {"id": encode_id(NodeKind.TERRITORY, "44021"), "name": "Gent"},
                            "activity": {"id": activity_id(FOTOCLUB.id), "title": "Fotoclub", "status": "DRAFT"},
                            "organisation": {"id": encode_id(NodeKind.ORGANISATION, GENT_ID), "name": "Stad Gent"},
                        },
                    }
                ],
            },
        }
    }


async def test_mark_meldingen_read(api: Api) -> None:
    await tell(api.engine, [news(), news()])
    data = await run(api.moderator(), "MarkMeldingenRead", cursor=await cursor_at(api.engine, 1))
    assert data == {
        "markMeldingenRead": {
            "__typename": "MeldingenMarkedRead",
            "territory": {"id": encode_id(NodeKind.TERRITORY, "44021"), "unreadMeldingen": 1},
        }
    }


async def test_switch_channel(api: Api) -> None:
    board = encode_id(NodeKind.ORGANISATION, GENT_ID)
    assert await run(api.administrator(), "SwitchChannel", organisation_id=board) == {
        "switchChannel": {
            "__typename": "ChannelSwitched",
            "organisation": {
                "id": board,
                "channels": [
                    {
                        "application": {"code": "RELIGIOPOINT", "name": "Religiopoint"},
                        "status": "ACTIVE",
                        "since": "2026-11-21T13:00:00+01:00",
                    }
                ],
            },
            "endedGrants": [],
        }
    }
