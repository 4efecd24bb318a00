"""The application in this process, with people who use it."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from auth.development import issue, new_key, subject_of
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from ikdoemee.app import create_app
from ikdoemee.settings import Settings
from persistence.development_key import development_jwk
from persistence.engine import WRITES, open_engine
from persistence.reference import government_id
from persistence.tables.terms_of_use import terms_acceptance
from persistence.upsert import insert_into
from plans.operations import Planner
from tests.support.client import Client
from tests.support.clock import START, Clock

KNOWN = (
    "Al Les",
    "An Der",
    "Be Heert",
    "Collega",
    "Dubbel",
    "Een",
    "Eerste",
    "Elders Beheer",
    "Elders Derator",
    "Lo Beheerder",
    "Mo Derator",
    "Or Ganisator",
    "Twee",
    "Tweede",
    *(f"Moderator {number}" for number in range(8)),
)
"""People who accepted the terms of use before a test begins; anybody else did not."""

GENT_OVO, HASSELT_OVO, OCMW_GENT_OVO = "OVO002067", "OVO002083", "OVO002633"
GENT_ID, OCMW_GENT_ID = government_id("0207451227"), government_id("0212214125")
HASSELT_ID = government_id("0207466964")
TERMS = "2026-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The application, its database and its clock."""

    engine: AsyncEngine
    clock: Clock
    settings: Settings
    app: Starlette
    http: httpx2.AsyncClient
    jwk: Any
    planner: Planner
    """Tells how many root fields were answered by plan."""

    def anonymous(self) -> Client:
        """Return a client that did not sign in."""
        return Client(http=self.http)

    def visitor(self, address: str, browser: str = "Browser") -> Client:
        """Return a client that did not sign in, from an address and with a browser of its own."""
        transport = httpx2.ASGITransport(self.app, client=(address, 50_000))
        http = httpx2.AsyncClient(transport=transport, base_url="http://ikdoemee.test")
        return Client(http=http, headers={"user-agent": browser})

    def signed_in(self, person: str, organisation: str | None, *rights: str) -> Client:
        """Return a client that acts for an organisation, or as a natural person."""
        token = issue(
            self.jwk,
            person=person,
            organisation=organisation,
            rights=list(rights),
            rights_claim=self.settings.rights_claim,
            now=self.clock.now(),
        )
        return Client(http=self.http, token=token)

    def moderator(self, person: str = "Mo Derator") -> Client:
        """Return a moderator of Gent."""
        return self.signed_in(person, GENT_OVO, MODERATOR_RIGHT)

    def other_moderator(self) -> Client:
        """Return a moderator of Hasselt."""
        return self.signed_in("Elders Derator", HASSELT_OVO, MODERATOR_RIGHT)

    def organiser(self) -> Client:
        """Return an organiser who acts for the OCMW of Gent."""
        return self.signed_in("Or Ganisator", OCMW_GENT_OVO)

    def administrator(self) -> Client:
        """Return a local administrator of Gent."""
        return self.signed_in("Lo Beheerder", GENT_OVO, LOCAL_ADMINISTRATOR_RIGHT)


async def accept_terms(engine: AsyncEngine, *people: str) -> None:
    """Let people accept the terms of use in force."""
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        accepted = [{"person_id": subject_of(each), "version": TERMS, "at": START} for each in people]
        await connection.execute(insert_into(connection, terms_acceptance).on_conflict_do_nothing(), accepted)
        await connection.commit()


@asynccontextmanager
async def open_api(database_url: str, clock: Clock, settings: Settings | None = None) -> AsyncGenerator[Api]:
    """Run the application on a database."""
    # What runs besides has tests of its own; here it would write mails by chance.
    settings = settings or Settings(database_url=database_url, background_jobs=False)
    app = create_app(settings, clock.tools())
    engine = open_engine(database_url, pool_size=5)
    try:
        await accept_terms(engine, *KNOWN)
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://ikdoemee.test") as http:
                jwk = await development_jwk(engine, new_key)
                planner = app.state.planner
                yield Api(engine=engine, clock=clock, settings=settings, app=app, http=http, jwk=jwk, planner=planner)
    finally:
        await engine.dispose()
