"""What the use cases need from the world outside; `persistence` and `realtime` provide it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from domain.activities.model import Activity, SourceSystem, Vocabulary
from domain.activities.rules import Rules
from domain.audit import AuditEntry
from domain.claims.model import Claim
from domain.idempotency import KeyedRequest
from domain.inspiration.model import Inspiration
from domain.meldingen.model import LogPosition, NewMelding
from domain.organisations.model import Organisation
from domain.platform_texts.model import PlatformTexts
from domain.refusals import IdempotencyKeyReused
from domain.reports.model import NewReport, Report
from domain.terms_of_use.model import Acceptance, TermsOfUseStatus
from domain.territories.model import Nis
from domain.undo.model import NewUndo, UndoStep
from domain.views.model import ViewedActivity
from domain.work_feeds.model import WorkFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the rules take from outside: the time, chance, and libraries that know formats."""

    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    new_secret: Callable[[], str]
    clean_html: Callable[[str], str]
    """Returns formatted text that is safe to put in a page; plain text gets paragraphs."""
    phone_number: Callable[[str], str | None]
    """Returns a phone number in E.164 format, or None for what is no number; without a country it is Belgian."""


class Activities(Protocol):
    """Activities, to decide on."""

    async def get(self, activity_id: UUID) -> Activity | None:
        """Return an activity and keep others from changing it until this unit of work ends."""
        ...

    async def get_all(self, activity_ids: Collection[UUID]) -> Mapping[UUID, Activity]:
        """Return those of these activities that there are, and keep others from changing them until the end.

        They are locked in an order that is the same for everybody, so that nobody waits in a circle.
        """
        ...

    async def save(self, activity: Activity) -> None:
        """Write the state of an activity that was read in this unit of work."""
        ...

    async def add(self, activity: Activity) -> None:
        """Add a new activity that was entered here."""
        ...

    async def rewrite(self, activity: Activity) -> None:
        """Write everything about an activity that was read in this unit of work."""
        ...

    async def save_all(self, activities: Sequence[Activity]) -> None:
        """Write the state of several."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownImport:
    """An activity that was taken over before, and the digest of what its source said then."""

    activity: Activity
    digest: str


class ImportedActivities(Protocol):
    """Activities that follow a source."""

    async def known(self, system: SourceSystem, external_ids: Collection[str]) -> Mapping[str, KnownImport]:
        """Return those taken over before, by the id they have at their source."""
        ...

    async def add(self, activities: Sequence[tuple[Activity, str]]) -> None:
        """Add new ones with their digests; their moderators have yet to be told."""
        ...

    async def update(self, activity: Activity, digest: str) -> None:
        """Write what the source says now."""
        ...

    async def unannounced(self) -> Mapping[Nis, int]:
        """Count the new ones that the moderators of each territory have yet to be told of."""
        ...

    async def mark_announced(self, territory: Nis) -> int:
        """Mark those of a territory as told, and return how many there were."""
        ...


class MeldingLog(Protocol):
    """The Meldingen of each territory, in commit order."""

    async def add(self, melding: NewMelding) -> int:
        """Append a Melding and return its sequence number; others wait for this unit of work to end."""
        ...

    async def add_all(self, meldingen: Sequence[NewMelding]) -> None:
        """Append several, in order within each territory."""
        ...

    async def head(self, territory: Nis) -> LogPosition:
        """Return the last place in the log of a territory."""
        ...

    async def mark_read(self, person_id: str, up_to: LogPosition, *, at: datetime) -> None:
        """Move a reader's mark forward."""
        ...


class Reports(Protocol):
    """Reports by visitors."""

    async def add(self, report: NewReport) -> None:
        """File a report."""
        ...

    async def count_since(self, activity_id: UUID, since: datetime) -> int:
        """Count the reports on an activity since a moment."""
        ...

    async def get(self, report_id: UUID) -> Report | None:
        """Return a report and keep others from changing it until this unit of work ends."""
        ...

    async def save(self, report: Report) -> None:
        """Write the state of a report that was read in this unit of work."""
        ...


class Views(Protocol):
    """How often activities were opened."""

    async def viewed(self, activity_id: UUID) -> ViewedActivity | None:
        """Return what decides whether opening an activity counts."""
        ...

    async def salt(self, day: date, *, fresh: str) -> str:
        """Return the salt of a day, which is `fresh` if there was none; the salts of earlier days are gone then."""
        ...

    async def count(self, activity_id: UUID, digest: str, *, day: date) -> bool:
        """Count a view, unless the same digest was counted on this day; return whether it was."""
        ...


class WorkFeeds(Protocol):
    """Private feeds of open work."""

    async def add(self, feed: WorkFeed, token: str, *, most: int) -> bool:
        """Add a feed and the digest of its token, unless its person has `most` already; say whether it was added."""
        ...

    async def remove(self, feed_id: UUID, *, person_id: str) -> bool:
        """Remove a feed of this person and say whether there was one."""
        ...


class AuditLog(Protocol):
    """The trail of decisions."""

    async def add(self, entry: AuditEntry) -> None:
        """Append an entry."""
        ...

    async def add_all(self, entries: Sequence[AuditEntry]) -> None:
        """Append several."""
        ...


class AnsweredRequests(Protocol):
    """Requests with an idempotency key that were carried out."""

    async def claim(self, request: KeyedRequest, *, at: datetime) -> str | IdempotencyKeyReused | None:
        """Take the key, or return what was answered under it.

        None means: it is yours, do the work, then call `complete` in the same unit of work. A second request with the
        same key waits here until the first one is committed or given up.
        """
        ...

    async def complete(self, request: KeyedRequest, answer: str) -> None:
        """Keep the answer with the work it stands for."""
        ...


class Vocabularies(Protocol):
    """The lists of terms that activities are described with."""

    async def offered(self) -> Mapping[Vocabulary, frozenset[str]]:
        """Return the codes that can be chosen."""
        ...


class Places(Protocol):
    """Where things lie."""

    async def municipalities_at(self, postcodes: Collection[str]) -> Mapping[str, Nis]:
        """Return the municipality that each of some Belgian postcodes lies in, as far as it is one of ours."""
        ...


class Organisations(Protocol):
    """Organisations, to act for and to register."""

    async def get(self, organisation_id: UUID) -> Organisation | None:
        """Return an organisation that has not ended."""
        ...

    async def with_kbo(self, kbo: str) -> Organisation | None:
        """Return the organisation with a KBO number, and keep others from changing it until this unit of work ends."""
        ...

    async def add(self, organisation: Organisation) -> bool:
        """Add a new organisation; False if another with the same number came first."""
        ...

    async def save(self, organisation: Organisation) -> None:
        """Write an organisation that was read in this unit of work."""
        ...


class TermsOfUse(Protocol):
    """The terms of use and who accepted them."""

    async def status(self, person_id: str, *, at: datetime) -> TermsOfUseStatus:
        """Return the version in force at a moment, and what a person accepted last."""
        ...

    async def accept(self, person_id: str, version: str, *, at: datetime) -> Acceptance:
        """Write that a person accepts a version, unless they did before; return the acceptance that stands."""
        ...


class PublicationRules(Protocol):
    """The publication rules."""

    async def in_force(self, at: datetime) -> Rules:
        """Return the rules in force at a moment, by number."""
        ...


class Inspirations(Protocol):
    """Example activities."""

    async def get(self, inspiration_id: UUID) -> Inspiration | None:
        """Return an example."""
        ...


class StandingTexts(Protocol):
    """The texts and lists of the platform, to revise as a whole."""

    async def get(self) -> PlatformTexts:
        """Return them all and keep others from revising them until this unit of work ends."""
        ...

    async def save(self, texts: PlatformTexts) -> None:
        """Write them; what is not among them is removed."""
        ...


class Undos(Protocol):
    """Ways back from decisions."""

    async def add(self, new: NewUndo, *, at: datetime) -> None:
        """Keep a way back; its token cannot be read from what is kept."""
        ...

    async def take(
        self, token: str, *, person_id: str, organisation_id: UUID | None, at: datetime
    ) -> Sequence[UndoStep]:
        """Use up a way back and return its steps; none if it is unknown, used, expired or another's."""
        ...


class Claims(Protocol):
    """Who looks at which activity; only for activities that are locked in this unit of work."""

    async def get(self, activity_id: UUID) -> Claim | None:
        """Return the claim on an activity, also one that has ended."""
        ...

    async def hold(self, activity: Activity, claim: Claim, *, at: datetime) -> None:
        """Let a claim stand on an activity, in the place of any other."""
        ...

    async def release(self, activities: Sequence[Activity]) -> None:
        """Let go of every claim on activities."""
        ...


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

    async def commit(self) -> None:
        """Make everything in this unit of work real, then announce it."""
        ...


OpenUnitOfWork = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


class Announcer(Protocol):
    """The bell that says that a territory has news; the news itself is in the log."""

    async def announce(self, territory: Nis, sequence: int) -> None:
        """Say that the log of a territory reaches up to `sequence`. May be lost; must not raise."""
        ...

    async def announce_claims(self, territory: Nis) -> None:
        """Say that other claims stand on a territory than before. May be lost; must not raise."""
        ...
