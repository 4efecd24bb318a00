"""One transaction over everything that is kept."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from domain.ports.access_audit import AccessAudit
from domain.ports.access_changes import AccessChanges
from domain.ports.access_requests import AccessRequests
from domain.ports.access_rights import AccessRights
from domain.ports.activities import Activities
from domain.ports.audit import AuditLog
from domain.ports.channels import Channels
from domain.ports.claims import Claims
from domain.ports.delegations import Delegations
from domain.ports.grants import Grants
from domain.ports.idempotency import AnsweredRequests
from domain.ports.imports import ImportedActivities
from domain.ports.inspiration import Inspirations
from domain.ports.mails import Mails
from domain.ports.meldingen import MeldingLog
from domain.ports.organisations import Organisations
from domain.ports.persons import Persons
from domain.ports.places import Places
from domain.ports.platform_texts import StandingTexts
from domain.ports.publication_rules import PublicationRules
from domain.ports.reminders import Reminders
from domain.ports.reports import Reports
from domain.ports.sessions import Sessions
from domain.ports.terms_of_use import TermsOfUse
from domain.ports.undo import Undos
from domain.ports.views import Views
from domain.ports.vocabularies import Vocabularies
from domain.ports.work_feeds import WorkFeeds
from domain.ports.work_relations import WorkRelations


class UnitOfWork(Protocol):
    """One transaction. Without `commit` nothing happened; after it, those concerned are woken."""

    @property
    def activities(self) -> Activities:
        """Activities to decide on."""
        ...

    @property
    def imported(self) -> ImportedActivities:
        """Activities that follow a source."""
        ...

    @property
    def meldingen(self) -> MeldingLog:
        """The Meldingen of each territory."""
        ...

    @property
    def reports(self) -> Reports:
        """Reports by visitors."""
        ...

    @property
    def views(self) -> Views:
        """How often activities were opened."""
        ...

    @property
    def work_feeds(self) -> WorkFeeds:
        """Private feeds of open work."""
        ...

    @property
    def audit(self) -> AuditLog:
        """The trail of decisions."""
        ...

    @property
    def answered(self) -> AnsweredRequests:
        """Requests with an idempotency key."""
        ...

    @property
    def organisations(self) -> Organisations:
        """Organisations."""
        ...

    @property
    def places(self) -> Places:
        """Where postcodes lie."""
        ...

    @property
    def vocabularies(self) -> Vocabularies:
        """Terms to choose from."""
        ...

    @property
    def terms_of_use(self) -> TermsOfUse:
        """The terms of use."""
        ...

    @property
    def rules(self) -> PublicationRules:
        """The publication rules."""
        ...

    @property
    def inspirations(self) -> Inspirations:
        """Example activities."""
        ...

    @property
    def texts(self) -> StandingTexts:
        """The texts and lists of the platform."""
        ...

    @property
    def undos(self) -> Undos:
        """Ways back from decisions."""
        ...

    @property
    def claims(self) -> Claims:
        """Who looks at which activity."""
        ...

    @property
    def sessions(self) -> Sessions:
        """People who are signed in with a browser."""
        ...

    @property
    def access_changes(self) -> AccessChanges:
        """Whose rights changed."""
        ...

    @property
    def persons(self) -> Persons:
        """People whose access is managed."""
        ...

    @property
    def access_rights(self) -> AccessRights:
        """Rights and applications."""
        ...

    @property
    def work_relations(self) -> WorkRelations:
        """Who works where."""
        ...

    @property
    def access_requests(self) -> AccessRequests:
        """Requests for access."""
        ...

    @property
    def grants(self) -> Grants:
        """Grants of rights."""
        ...

    @property
    def delegations(self) -> Delegations:
        """Who manages the access of whom."""
        ...

    @property
    def channels(self) -> Channels:
        """By which application organisations reach the government."""
        ...

    @property
    def access_audit(self) -> AccessAudit:
        """The trail of decisions about access."""
        ...

    @property
    def mails(self) -> Mails:
        """Mails that leave after the commit."""
        ...

    @property
    def reminders(self) -> Reminders:
        """Who was reminded of what."""
        ...

    async def commit(self) -> None:
        """Make everything in this unit of work real, then announce it."""
        ...


OpenUnitOfWork = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
