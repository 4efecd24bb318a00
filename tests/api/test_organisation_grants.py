"""Who has which right for an organisation: for those who decide on its access, and for nobody else."""

from datetime import timedelta

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT
from tests.api.asking import ADMINISTRATOR, GENT_AS_ID, administrator, applicant
from tests.api.granting import BACKUP, as_organisation, end, grant, grant_id, grants_of, person_id, works
from tests.support.access import PREMIEZOEKER, TODAY, appoint, delegate, entitle
from tests.support.api import GENT_ID, GENT_OVO, OCMW_GENT_ID, OCMW_GENT_OVO, Api

PAGE = """
query Page($id: ID!, $after: String) {
  node(id: $id) {
    ... on Organisation {
      grants(first: 2, after: $after) { pageInfo { hasNextPage endCursor } nodes { person { name } external } }
    }
  }
}
"""
NODE = "query N($id: ID!) { node(id: $id) { ... on Grant { status person { name } } } }"


async def test_the_administrator_sees_all_that_was_granted_newest_first(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    await entitle(api.engine, "Een", GENT_ID, PREMIEZOEKER, end=TODAY - timedelta(days=1))
    revoked = await entitle(api.engine, "Twee", GENT_ID, PREMIEZOEKER)
    await end(administrator(api), grant_id(revoked))
    await entitle(api.engine, "Elders", OCMW_GENT_ID, PREMIEZOEKER)
    api.clock.advance(minutes=1)
    people = [{"personId": person_id("Een"), "workRelation": works(kind="EXTERNAL")}]
    await grant(administrator(api), people=people, external=True)
    found = await grants_of(administrator(api))
    assert found[0] == ("Een", PREMIEZOEKER, "ACTIVE")
    assert sorted(found[1:]) == [
        ("Een", PREMIEZOEKER, "EXPIRED"),
        (ADMINISTRATOR, LOCAL_ADMINISTRATOR_RIGHT, "ACTIVE"),
        ("Twee", PREMIEZOEKER, "REVOKED"),
    ]


async def test_pages_follow_each_other(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    for number in range(4):
        await entitle(api.engine, f"Iemand {number}", GENT_ID, PREMIEZOEKER)
    names: list[str] = []
    after: str | None = None
    for more in (True, True, False):
        answer = await administrator(api).send(PAGE, {"id": GENT_AS_ID, "after": after})
        page = answer.data["node"]["grants"]
        names += [each["person"]["name"] for each in page["nodes"]]
        assert page["pageInfo"]["hasNextPage"] is more
        after = page["pageInfo"]["endCursor"]
    assert sorted(names) == sorted([ADMINISTRATOR, *(f"Iemand {number}" for number in range(4))])


async def test_others_see_none_not_even_who_has_one(api: Api) -> None:
    await appoint(api.engine, ADMINISTRATOR, GENT_ID)
    given = await entitle(api.engine, BACKUP, GENT_ID, PREMIEZOEKER)
    elsewhere = api.signed_in("An Der", OCMW_GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)
    holder = api.signed_in(BACKUP, GENT_OVO, PREMIEZOEKER)
    for client in (api.anonymous(), api.moderator(), api.organiser(), applicant(api), elsewhere, holder):
        assert await grants_of(client) == []
    # The grant itself is there for those who may see it.
    for client, seen in ((holder, True), (administrator(api), True), (elsewhere, False)):
        node = (await client.send(NODE, {"id": grant_id(given)})).data["node"]
        assert node == ({"status": "ACTIVE", "person": {"name": BACKUP}} if seen else None)


async def test_who_manages_an_organisation_sees_its_grants(api: Api) -> None:
    await entitle(api.engine, BACKUP, OCMW_GENT_ID, PREMIEZOEKER)
    of_managed = as_organisation(OCMW_GENT_ID)
    assert await grants_of(administrator(api), of_managed) == []
    await delegate(api.engine, OCMW_GENT_ID, to=GENT_ID)
    assert await grants_of(administrator(api), of_managed) == [(BACKUP, PREMIEZOEKER, "ACTIVE")]
