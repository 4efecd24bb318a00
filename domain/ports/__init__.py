"""What the use cases need from the world outside; `persistence` and `realtime` provide it."""

from domain.ports.access_audit import AccessAudit
from domain.ports.access_changes import AccessChanges
from domain.ports.access_requests import AccessRequests
from domain.ports.access_rights import AccessRights
from domain.ports.activities import Activities
from domain.ports.announcer import Announcer
from domain.ports.audit import AuditLog
from domain.ports.channels import Channels
from domain.ports.claims import Claims
from domain.ports.delegations import Delegations
from domain.ports.grants import Grants
from domain.ports.idempotency import AnsweredRequests
from domain.ports.imports import ImportedActivities, KnownImport
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
from domain.ports.tools import Tools
from domain.ports.undo import Undos
from domain.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from domain.ports.views import Views
from domain.ports.vocabularies import Vocabularies
from domain.ports.work_feeds import WorkFeeds
from domain.ports.work_relations import WorkRelations

__all__ = [
    "AccessAudit",
    "AccessChanges",
    "AccessRequests",
    "AccessRights",
    "Activities",
    "Announcer",
    "AnsweredRequests",
    "AuditLog",
    "Channels",
    "Claims",
    "Delegations",
    "Grants",
    "ImportedActivities",
    "Inspirations",
    "KnownImport",
    "Mails",
    "MeldingLog",
    "OpenUnitOfWork",
    "Organisations",
    "Persons",
    "Places",
    "PublicationRules",
    "Reminders",
    "Reports",
    "Sessions",
    "StandingTexts",
    "TermsOfUse",
    "Tools",
    "Undos",
    "UnitOfWork",
    "Views",
    "Vocabularies",
    "WorkFeeds",
    "WorkRelations",
]
