"""One transaction over everything that changes together; what it tells leaves after the commit, by one door."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from domain.ports import Announcer, OpenUnitOfWork
from persistence.access_audit import StoredAccessAudit
from persistence.access_changes import StoredAccessChanges
from persistence.access_requests import StoredAccessRequests
from persistence.access_rights import StoredAccessRights
from persistence.activities import StoredActivities, StoredImports
from persistence.audit import StoredAuditLog
from persistence.channels import StoredChannels
from persistence.claims import StoredClaims
from persistence.delegations import StoredDelegations
from persistence.engine import WRITES
from persistence.grants import StoredGrants
from persistence.inspiration import StoredInspirations
from persistence.mails import StoredMails
from persistence.meldingen import StoredMeldingen
from persistence.organisations import StoredOrganisations
from persistence.persons import StoredPersons
from persistence.platform_texts import StoredTexts
from persistence.publication_rules import StoredRules
from persistence.reminders import StoredReminders
from persistence.reports import StoredReports
from persistence.requests import StoredRequests
from persistence.sessions import StoredSessions
from persistence.terms_of_use import StoredTermsOfUse
from persistence.territories import StoredPlaces
from persistence.undo import StoredUndos
from persistence.views import StoredViews
from persistence.vocabularies import StoredVocabularies
from persistence.work_feeds import StoredWorkFeeds
from persistence.work_relations import StoredWorkRelations


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
        self.access_audit = StoredAccessAudit(connection)
        self.access_requests = StoredAccessRequests(connection)
        self.access_rights = StoredAccessRights(connection)
        self.channels = StoredChannels(connection)
        self.delegations = StoredDelegations(connection)
        self.grants = StoredGrants(connection)
        self.mails = StoredMails(connection, now=now)
        self.reminders = StoredReminders(connection)
        self.persons = StoredPersons(connection)
        self.work_relations = StoredWorkRelations(connection)
        self.sessions = StoredSessions(connection)
        self.access_changes = StoredAccessChanges(connection, now=now)

    async def commit(self) -> None:
        """Make everything real, then ring for each territory that has news."""
        await self._connection.commit()
        for territory, sequence in self.meldingen.appended.items():
            await self._announcer.announce(territory, sequence)
        for territory in self.claims.changed:
            await self._announcer.announce_claims(territory)
        if self.access_requests.changed:
            await self._announcer.announce_access_tasks()
        self.access_requests.changed.clear()
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
