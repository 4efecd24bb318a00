"""Switching between Loket and Religiopoint: one at a time, and with the old one goes what people could do in it."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select

from auth.development import subject_of
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from persistence.engine import WRITES
from persistence.tables.access_audit import access_audit_entry
from persistence.tables.access_changes import access_change
from persistence.tables.grants import access_grant
from persistence.tables.mails import mail
from persistence.tables.persons import person
from resolvers.ids import NodeKind, encode_id
from tests.api.asking import (
    ADMINISTRATOR,
    COLLEAGUE,
    GENT_AS_ID,
    administrator,
    applicant,
    approve,
    ask,
    asked_for,
    reject,
    run,
)
from tests.api.asking import employ as establish
from tests.support.access import (
    LOKET,
    PREMIEZOEKER,
    TODAY,
    appoint,
    delegate,
    employ,
    entitle,
    use_channel,
    work_email,
)
from tests.support.api import GENT_ID, HASSELT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api
from tests.support.client import Client


def decision(**given: Any) -> dict[str, Any]:
    """Return the input of the switch that a board decided on today."""
    return {
        "organisationId": GENT_AS_ID,
        "to": "RELIGIOPOINT",
        "decidedOn": TODAY.isoformat(),
        "reason": "beslissing van het bestuur",
        **given,
    }


async def switch(client: Client, **given: Any) -> dict[str, Any]:
    """Switch Gent to Religiopoint."""
    return await run(client, "SwitchChannel", **decision(**given))


async def channels(client: Client) -> list[tuple[str, str]]:
    """Return the channels of Gent that somebody sees."""
    query = "query C($id: ID!) { node(id: $id) { ... on Organisation { channels { application { code } status } } } }"
    found = (await client.send(query, {"id": GENT_AS_ID})).data["node"]["channels"]
    return [(each["application"]["code"], each["status"]) for each in found]


async def test_with_the_old_channel_go_the_rights_in_it_and_no_others(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await use_channel(api.engine, GENT_ID, "LOKET")
    await employ(api.engine, "Be Stuurslid", GENT_ID)
    ended = await entitle(api.engine, "Be Stuurslid", GENT_ID, LOKET)
    yet_to_begin = await entitle(api.engine, "Be Stuurslid", GENT_ID, LOKET, begin=ended.end.replace(month=12))
    await entitle(api.engine, "Be Stuurslid", GENT_ID, PREMIEZOEKER)
    elsewhere = await entitle(api.engine, "Be Stuurslid", OCMW_GENT_ID, LOKET)
    answer = await switch(administrator(api))
    assert answer["__typename"] == "ChannelSwitched", answer
    assert answer["organisation"] == {
        "id": GENT_AS_ID,
        "channels": [
            {
                "application": {"code": "RELIGIOPOINT", "name": "Religiopoint"},
                "status": "ACTIVE",
                "since": "2026-11-21T13:00:00+01:00",
            },
            {
                "application": {"code": "LOKET", "name": "Loket voor Lokale Besturen"},
                "status": "ENDED",
                "since": "2025-10-17T14:00:00+02:00",
            },
        ],
    }
    assert {each["id"]: each["status"] for each in answer["endedGrants"]} == {
        encode_id(NodeKind.GRANT, each.id): "REVOKED" for each in (ended, yet_to_begin)
    }
    statement = select(access_grant).where(access_grant.c.right_code.in_([LOKET, PREMIEZOEKER]))
    async with api.engine.connect() as connection:
        rows = (await connection.execute(statement)).mappings().all()
        audited = (await connection.execute(select(access_audit_entry))).mappings().all()
        changed = (await connection.execute(select(access_change.c.subject))).scalars().all()
        mails = (await connection.execute(select(mail.c.to, mail.c.subject))).all()
    states = {row["id"]: (row["version"], row["changed_by"]["name"]) for row in rows if row["revoked_at"] is not None}
    assert states == dict.fromkeys((ended.id, yet_to_begin.id), (2, ADMINISTRATOR))
    assert next(row["revoked_at"] for row in rows if row["id"] == elsewhere.id) is None
    assert [row["action"] for row in audited] == ["CHANNEL_SWITCHED", "GRANT_REVOKED", "GRANT_REVOKED"]
    assert {row["reason"] for row in audited} == {"beslissing van het bestuur"}
    assert {row["actor_name"] for row in audited} == {ADMINISTRATOR}
    assert audited[0]["changes"] == [
        {"field": "channel.application", "before": "LOKET", "after": "RELIGIOPOINT"},
        {"field": "channel.decidedOn", "before": None, "after": "2026-11-21"},
    ]
    assert {row["grant_id"] for row in audited[1:]} == {ended.id, yet_to_begin.id}
    assert changed == [subject_of("Be Stuurslid")]
    assert mails == [(work_email("Be Stuurslid"), "Je toegang tot Loket voor Lokale Besturen is stopgezet")]


async def test_every_right_ends_also_when_there_are_more_than_an_answer_shows(api: Api) -> None:
    await use_channel(api.engine, GENT_ID, "LOKET")
    await entitle(api.engine, "Be Stuurslid", GENT_ID, LOKET)
    async with api.engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        row = dict((await connection.execute(select(access_grant))).mappings().one())
        people = [
            {"id": UUID(int=n), "name": f"Lid {n}", "name_sort": f"lid {n}", "subject": f"lid-{n}"}
            for n in range(1, 206)
        ]
        await connection.execute(insert(person), people)
        await connection.execute(
            insert(access_grant), [row | {"id": each["id"], "person_id": each["id"]} for each in people]
        )
        await connection.commit()
    query = """
    mutation M($input: SwitchChannelInput!) {
      switchChannel(input: $input) { ... on ChannelSwitched { endedGrantsCount endedGrants { id } } }
    }
    """
    first = (await administrator(api).send(query, {"input": decision(idempotencyKey="k")})).data["switchChannel"]
    assert (first["endedGrantsCount"], len(first["endedGrants"])) == (206, 100)
    again = (await administrator(api).send(query, {"input": decision(idempotencyKey="k")})).data["switchChannel"]
    assert again == first
    running = select(func.count()).select_from(access_grant).where(access_grant.c.revoked_at.is_(None))
    async with api.engine.connect() as connection:
        assert (await connection.execute(running)).scalar_one() == 0
        assert (await connection.execute(select(func.count()).select_from(access_change))).scalar_one() == 206


async def test_the_representative_body_switches_for_who_delegated_to_it(api: Api) -> None:
    body = api.signed_in("Twee", OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    assert (await switch(body))["__typename"] == "NotFound"
    await delegate(api.engine, GENT_ID, to=OCMW_GENT_ID)
    assert (await switch(body))["__typename"] == "ChannelSwitched"
    assert await channels(body) == [("RELIGIOPOINT", "ACTIVE")]


async def test_nobody_else_switches_or_sees_the_channels(api: Api) -> None:
    await use_channel(api.engine, GENT_ID, "LOKET")
    outsiders = {
        "SignInRequired": [api.anonymous()],
        "NotFound": [
            api.organiser(),
            applicant(api),
            api.moderator(),
            api.signed_in("Elders Derator", HASSELT_OVO, LOCAL_ADMINISTRATOR_RIGHT),
        ],
    }
    for refusal, clients in outsiders.items():
        for client in clients:
            assert (await switch(client))["__typename"] == refusal
    # Who acts for it sees what it uses.
    seen = [await channels(client) for clients in outsiders.values() for client in clients]
    assert seen == [[], [], [], [("LOKET", "ACTIVE")], []]
    unknown = encode_id(NodeKind.ORGANISATION, "00000000-0000-0000-0000-000000000000")
    assert (await switch(administrator(api), organisationId=unknown))["__typename"] == "NotFound"
    assert await channels(administrator(api)) == [("LOKET", "ACTIVE")]


@pytest.mark.parametrize(
    ("given", "path", "part"),
    [
        ({"to": "PREMIEZOEKER"}, "to", "geen digitaal kanaal"),
        ({"to": "\x00"}, "to", ""),
        ({"to": ""}, "to", "geen digitaal kanaal"),
        ({"to": "x" * 61}, "to", "60 tekens"),
        ({"decidedOn": "2026-12-23"}, "decidedOn", "toekomst"),
        ({"decidedOn": "2016-11-19"}, "decidedOn", "tien jaar"),
        ({"reason": " "}, "reason", "Schrijf waarom."),
    ],
)
async def test_what_cannot_be_is_told_at_its_place(api: Api, given: dict[str, str], path: str, part: str) -> None:
    await use_channel(api.engine, GENT_ID, "LOKET")
    answer = await switch(administrator(api), **given)
    ((found, message),) = [(each["path"], each["message"]) for each in answer["fields"]]
    assert (answer["__typename"], found, part in message) == ("InvalidInput", path, True)
    assert await channels(administrator(api)) == [("LOKET", "ACTIVE")]


async def test_the_first_choice_comes_in_any_case_and_once(api: Api) -> None:
    first = await switch(administrator(api), to=" loket ", decidedOn="2016-11-20")
    assert (first["__typename"], first["endedGrants"]) == ("ChannelSwitched", [])
    again = await switch(administrator(api), to="Loket")
    assert (again["__typename"], again["message"]) == (
        "WrongStatus",
        "Stad Gent gebruikt Loket voor Lokale Besturen al.",
    )


async def test_back_and_forth_shows_each_channel_once(api: Api) -> None:
    for to in ("LOKET", "RELIGIOPOINT", "LOKET", "RELIGIOPOINT", "LOKET"):
        assert (await switch(administrator(api), to=to))["__typename"] == "ChannelSwitched"
    assert await channels(administrator(api)) == [("LOKET", "ACTIVE"), ("RELIGIOPOINT", "ENDED")]


async def test_what_was_asked_for_before_the_switch_is_not_approved_after_it(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await use_channel(api.engine, GENT_ID, "LOKET")
    await employ(api.engine, "Be Stuurslid", GENT_ID)
    contexts = ["mandaatGebruiker"]
    open_one = await ask(applicant(api, "Be Stuurslid"), right=LOKET, contexts=contexts)
    waiting = await ask(applicant(api, "Nieuw Lid"), right=LOKET, contexts=contexts)
    assert (await approve(administrator(api), waiting))["__typename"] == "WorkRelationNeeded"
    assert (await switch(administrator(api)))["__typename"] == "ChannelSwitched"
    refused = [
        await approve(administrator(api), open_one),
        await establish(administrator(api), waiting),
        await approve(administrator(api), waiting),
    ]
    closed = "Stad Gent gebruikt een ander digitaal kanaal. Schakel eerst over naar Loket voor Lokale Besturen; "
    assert {(each["__typename"], each["message"]) for each in refused} == {
        ("WrongStatus", f"{closed}daarna kun je dit recht toekennen.")
    }
    asked = await run(applicant(api), "RequestAccess", **asked_for(right=LOKET, contexts=contexts))
    assert (asked["__typename"], [each["path"] for each in asked["fields"]]) == ("InvalidInput", ["right"])
    for request_id in (open_one, waiting):
        assert (await reject(administrator(api), request_id))["__typename"] == "AccessRequestRejected"


async def test_of_two_who_switch_at_once_one_finds_it_done(api: Api) -> None:
    await use_channel(api.engine, GENT_ID, "LOKET")
    answers = await asyncio.gather(switch(administrator(api)), switch(administrator(api, COLLEAGUE)))
    assert sorted(each["__typename"] for each in answers) == ["ChannelSwitched", "WrongStatus"]
    assert await channels(administrator(api)) == [("RELIGIOPOINT", "ACTIVE"), ("LOKET", "ENDED")]


async def test_what_is_approved_during_the_switch_does_not_outlive_it(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await use_channel(api.engine, GENT_ID, "LOKET")
    requests = []
    for number in range(4):
        await employ(api.engine, f"Lid {number}", GENT_ID)
        requests.append(await ask(applicant(api, f"Lid {number}"), right=LOKET, contexts=["mandaatGebruiker"]))
    approvals = [approve(administrator(api), each) for each in requests]
    answers = await asyncio.gather(*approvals[:2], switch(administrator(api)), *approvals[2:])
    assert {each["__typename"] for each in answers} <= {"AccessRequestApproved", "ChannelSwitched", "WrongStatus"}
    running = access_grant.c.revoked_at.is_(None) & (access_grant.c.right_code == LOKET)
    async with api.engine.connect() as connection:
        assert (await connection.execute(select(access_grant.c.id).where(running))).all() == []
