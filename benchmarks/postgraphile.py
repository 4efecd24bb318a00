"""What PostGraphile is asked, in the schema that it makes from the tables, and what its answers mean in ours."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from benchmarks.dialects import Dialect, Json
from benchmarks.operations import COUNTED_TABLE, ONE_ACTIVITY, TABLE
from resolvers.ids import NodeKind, encode_id, uuid_of

_ROW = """
  rowId title status publishedAt updatedAt updatedBy views version sourceSystem sourceExternalId organiserName
  organisation { rowId }
  place { nis name }
"""

_TABLE = """
query %s($nis: String!, $first: Int, $after: Cursor) {
  allActivities(
    condition: { municipality: $nis }, orderBy: [UPDATED_AT_DESC, PRIMARY_KEY_DESC], first: $first, after: $after
  ) {
    %s
    pageInfo { hasNextPage endCursor }
    edges {
      cursor
      node { %s terms(condition: { vocabulary: "TYPE" }, orderBy: POSITION_ASC) { vocabulary code term { label } } }
    }
  }
}
"""

_ONE = """
query OneActivity($id: UUID!) {
  activityByRowId(rowId: $id) {
    %s
    createdAt descriptionHtml contacts registration priceKind priceCents
    locationKind locationName street postcode locality latitude longitude
    terms(orderBy: [VOCABULARY_ASC, POSITION_ASC]) { vocabulary code term { label } }
  }
}
"""

_DOCUMENTS = {
    TABLE.name: _TABLE % (TABLE.name, "", _ROW),
    COUNTED_TABLE.name: _TABLE % (COUNTED_TABLE.name, "totalCount", _ROW),
    ONE_ACTIVITY.name: _ONE % _ROW,
}

_VOCABULARIES = {"types": "TYPE", "topics": "TOPIC", "goals": "GOAL", "languageLevels": "LANGUAGE_LEVEL"}


def _variables(ours: Json) -> Json:
    if "id" not in ours:
        return ours
    return {"id": str(uuid_of(ours["id"], NodeKind.ACTIVITY))}


def _understood(data: Json) -> Json:
    if "activityByRowId" in data:
        row = data["activityByRowId"]
        return {"activity": row and _detail(row)}
    page = data["allActivities"]
    edges = [{"node": _row(edge["node"]) | _terms(edge["node"], ("types",))} for edge in page["edges"]]
    return {"territory": {"activities": {**page, "edges": edges}}}


def _row(row: Json) -> Json:
    organisation, place = row["organisation"], row["place"]
    return {
        "id": encode_id(NodeKind.ACTIVITY, UUID(row["rowId"])),
        **{name: row[name] for name in ("title", "status", "views", "version")},
        **{name: _instant(row[name]) for name in ("publishedAt", "updatedAt")},
        "source": {"system": row["sourceSystem"], "externalId": row["sourceExternalId"]},
        "organiser": row["organiserName"]
        and {
            "name": row["organiserName"],
            "organisation": organisation and {"id": encode_id(NodeKind.ORGANISATION, UUID(organisation["rowId"]))},
        },
        "location": {"municipality": place},
    }


def _detail(row: Json) -> Json:
    shown = _row(row) | _terms(row, _VOCABULARIES)
    cents, address = row["priceCents"], ("street", "postcode", "locality")
    shown["location"] |= {
        "kind": row["locationKind"],
        "name": row["locationName"],
        "address": row["postcode"] and {name: row[name] for name in address},
        "geo": None if row["latitude"] is None else {"latitude": row["latitude"], "longitude": row["longitude"]},
    }
    return shown | {
        "createdAt": _instant(row["createdAt"]),
        "description": {"html": row["descriptionHtml"]},
        "contacts": row["contacts"],
        "registration": row["registration"],
        "price": {"kind": row["priceKind"], "amount": None if cents is None else str(Decimal(cents).scaleb(-2))},
    }


def _terms(row: Json, wanted: Mapping[str, str] | tuple[str, ...]) -> Json:
    return {
        name: [
            {"code": each["code"], "label": (each["term"] or {}).get("label", each["code"])}
            for each in row["terms"]
            if each["vocabulary"] == _VOCABULARIES[name]
        ]
        for name in wanted
    }


def _instant(text: str | None) -> str | None:
    return text and datetime.fromisoformat(text).isoformat()


def _shared(data: Json) -> Json:
    """Leave out the territory, cursors, which are its own, and authors, which it gives as stored, names and all."""
    if "activity" in data:
        return {"activity": data["activity"] and _without_author(data["activity"])}
    page = data["territory"]["activities"]
    edges = [{"node": _without_author(edge["node"])} for edge in page["edges"]]
    page_info = {"hasNextPage": page["pageInfo"]["hasNextPage"]}
    return {"territory": {"activities": {**page, "edges": edges, "pageInfo": page_info}}}


def _without_author(node: Json) -> Json:
    return {name: value for name, value in node.items() if name != "updatedBy"}


POSTGRAPHILE = Dialect(documents=_DOCUMENTS, variables=_variables, understood=_understood, shared=_shared)
