"""What stands in GraphiQL's tabs: operations of the contract, ready to run on the demo territory."""

from typing import Any

import orjson

from schema.contract import operations

_GENT: dict[str, Any] = {"nis": "44021"}

_TABS: list[tuple[str, str, dict[str, Any]]] = [
    ("Wat is er te doen? (zonder token)", "Catalogue", {"first": 10}),
    ("Een gemeente zoeken (zonder token)", "FindMunicipality", {"search": "Gent", "first": 5}),
    ("Wie ben ik?", "Viewer", {}),
    (
        "Activiteiten op mijn grondgebied",
        "TerritoryActivities",
        {
            **_GENT,
            "filter": {"statuses": ["DRAFT"]},
            "orderBy": {"field": "UPDATED_AT", "direction": "DESC"},
            "first": 20,
        },
    ),
    ("Publiceren: plak het id van een DRAFT", "PublishActivity", {"input": {"activityId": "", "reason": ""}}),
    ("Meldingen, live", "LiveMeldingen", _GENT),
    ("Meldingen, de laatste", "Meldingen", {**_GENT, "last": 20}),
    ("Mijn aanvragen en rechten", "MyAccess", {}),
    ("Mijn taken, als lokale beheerder", "AccessTasks", {"first": 20}),
    (
        "Goedkeuren: plak het id van een aanvraag",
        "ApproveAccessRequest",
        {"input": {"requestId": "", "reason": "", "tellReason": True}},
    ),
]


def example_tabs() -> list[dict[str, str]]:
    """Return the tabs."""
    known = operations()
    return [
        {
            "title": title,
            "query": known[name],
            "variables": orjson.dumps(variables, option=orjson.OPT_INDENT_2).decode() if variables else "",
            "headers": '{\n  "Authorization": "Bearer "\n}' if "zonder token" not in title else "",
        }
        for title, name, variables in _TABS
    ]
