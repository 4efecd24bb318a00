"""The number of a person in the national register is told to nobody: it is kept nowhere, and not in the log."""

from typing import Any

import httpx2
import pytest
import structlog
from sqlalchemy import select

from persistence.tables import metadata
from schema import contract
from tests.api.asking import ADMINISTRATOR, administrator
from tests.api.granting import new_person, wanted
from tests.support.access import appoint
from tests.support.api import GENT_ID, Api
from tests.support.logged import everything_logged, served

NUMBERS = ("85.07.30-033 28", "85073003328", "85073003329", "17073003384", "98472899765")
RIGHT, WRONG = new_person(), new_person("85073003329")


async def everything_kept(api: Api) -> str:
    """Return all that stands in the database, as text."""
    async with api.engine.connect() as connection:
        return "".join([str((await connection.execute(select(table))).all()) for table in metadata.sorted_tables])


@pytest.mark.parametrize("production", [True, False])
async def test_no_number_of_a_person_is_kept_or_logged(
    api: Api, production: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = {"idempotencyKey": "k", "newPeople": [RIGHT, WRONG, new_person("17073003384"), new_person("98472899765")]}
    misshapen: list[Any] = [
        {"number": "85073003328"},
        {**RIGHT, "number": 85073003328},
        {**RIGHT, "kind": "85073003328"},
    ]
    wishes = [wanted(**given), wanted(**given), *(wanted(newPeople=[each]) for each in misshapen)]
    query = contract.operations()["GrantRights"]
    headers = {"authorization": f"Bearer {administrator(api).token}"}
    with everything_logged(production=production) as collected:
        async with served(api) as address, httpx2.AsyncClient(base_url=address, timeout=10) as http:
            for wish in wishes:
                body = {"query": query, "variables": {"input": wish}, "operationName": "GrantRights"}
                answer = await http.post("/graphql", headers=headers, json=body)
                if "data" in answer.json() and answer.json()["data"]:
                    assert [each for each in NUMBERS if each in answer.text] == []
        structlog.get_logger("test").warning("the log works")
    printed = capfd.readouterr()
    logged = "\n".join([*collected.lines, printed.out, printed.err])
    assert "the log works" in logged
    kept = await everything_kept(api)
    assert "An Test" in kept
    assert [each for each in NUMBERS if each in logged or each in kept] == []
