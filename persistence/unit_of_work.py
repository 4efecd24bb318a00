"""One transaction over everything that changes together; what it tells leaves after the commit, by one door."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.ports import Announcer, OpenUnitOfWork
from persistence.activities import StoredActivities, StoredImports
from persistence.audit import StoredAuditLog
from persistence.claims import StoredClaims
from persistence.engine import WRITES
from persistence.inspiration import StoredInspirations
from persistence.meldingen import StoredMeldingen
from persistence.organisations import StoredOrganisations
from persistence.platform_texts import StoredTexts
from persistence.publication_rules import StoredRules
from persistence.reports import StoredReports
from persistence.requests import StoredRequests
from persistence.terms_of_use import StoredTermsOfUse
from persistence.territories import StoredPlaces
from persistence.undo import StoredUndos
from persistence.views import StoredViews
from persistence.vocabularies import StoredVocabularies
from persistence.work_feeds import StoredWorkFeeds


class StoredUnitOfWork:
    """A transaction on one connection. Leaving it without `commit` undoes everything."""

    def __init__(self, connection: AsyncConnection, announcer: Announcer, now: datetime) -> None:
        self._connection = connection
        self._announcer = announcer
        self.activities = StoredActivities(connection, now=now)
        self.imported = StoredImports(connection, now=now)
        self.meldingen = StoredMeldingen(connection)
        self.reports = StoredReports(connection)
        self.views = StoredViews(connection)
        self.audit = StoredAuditLog(connection)
        self.answered = StoredRequests(connection)
        self.organisations = StoredOrganisations(connection)
        self.places = StoredPlaces(connection)
        self.vocabularies = StoredVocabularies(connection)
        self.terms_of_use = StoredTermsOfUse(connection)
        self.rules = StoredRules(connection)
        self.inspirations = StoredInspirations(connection)
        self.texts = StoredTexts(connection)
        self.undos = StoredUndos(connection)
        self.claims = StoredClaims(connection)
        self.work_feeds = StoredWorkFeeds(connection)

    async def commit(self) -> None:
        """Make everything real, then ring for each territory that has news."""
        await self._connection.commit()
        for territory, sequence in self.meldingen.appended.items():
            await self._announcer.announce(territory, sequence)
        for territory in self.claims.changed:
            await self._announcer.announce_claims(territory)
        self.meldingen.appended.clear()
        self.claims.changed.clear()


def units_of_work(engine: AsyncEngine, announcer: Announcer, *, now: Callable[[], datetime]) -> OpenUnitOfWork:
    """Return the function that opens a unit of work on a database."""

    @asynccontextmanager
    async def open_unit_of_work() -> AsyncGenerator[StoredUnitOfWork]:
        async with engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            yield StoredUnitOfWork(connection, announcer, now())

    return open_unit_of_work
