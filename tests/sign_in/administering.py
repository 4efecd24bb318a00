"""The local administrator of Gent, who signs in with a browser, and the operations that clients send."""

from typing import Any

from domain.access_rights.appointing import AppointAdministrator, appoint_administrator
from persistence.unit_of_work import units_of_work
from resolvers.ids import NodeKind, encode_id
from schema import contract
from tests.persistence.test_access_changes import Nobody
from tests.sign_in.browser import Browser, capacity
from tests.sign_in.conftest import Site, accept_terms
from tests.support.api import GENT_ID

GENT = encode_id(NodeKind.ORGANISATION, GENT_ID)
FOR_GENT = capacity()
"""What the provider says of somebody who acts for Gent; no right is in it."""
MODERATES = '{ territory(nis: "44021") { name } }'


async def run(browser: Browser, operation: str, **given: Any) -> Any:
    """Send a mutation of the contract and return its answer."""
    (answer,) = (await browser.send(contract.operations()[operation], {"input": given})).data.values()
    return answer


async def signed_in(site: Site, person: str, claims: dict[str, Any]) -> Browser:
    """Sign in with a browser of one's own."""
    browser = site.open_browser()
    await browser.sign_in(person, claims)
    return browser


async def administrator_of(site: Site) -> Browser:
    """Appoint somebody and let them sign in."""
    command = AppointAdministrator(
        organisation_id=GENT_ID, subject="lo", name="lo Test", email="lo@example.org", reason="eerste beheerder"
    )
    work = units_of_work(site.engine, Nobody(), now=site.clock.now)
    await appoint_administrator(command, open_unit_of_work=work, tools=site.clock.tools())
    await accept_terms(site.engine, "lo")
    return await signed_in(site, "lo", FOR_GENT)
