"""Making and revoking feeds of open work."""

from dataclasses import dataclass
from uuid import UUID

from domain.acting import Acting, carry_out
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotFound, Refusal, SignInRequired, TooManyRequests
from domain.territories.model import Nis
from domain.texts import UNWRITABLE
from domain.work_feeds.model import LIFETIME, MOST_FEEDS, WorkFeed

MAX_NAME = 100
DEFAULT_NAME = "Open werk"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateWorkFeed:
    """Make a feed of what waits on a territory."""

    territory: Nis
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFeedCreated:
    """The feed is there; its token is told this once."""

    feed_id: UUID
    token: str | None
    """None when the same request was carried out before."""

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key; the token is kept nowhere."""
        return str(self.feed_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeWorkFeed:
    """End a feed now."""

    feed_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFeedRevoked:
    """The feed is gone, and its address leads nowhere."""

    feed_id: UUID

    @property
    def answer(self) -> str:
        """What is kept under the idempotency key."""
        return str(self.feed_id)


async def create_work_feed(command: CreateWorkFeed, acting: Acting) -> WorkFeedCreated | Refusal:
    """Make a feed for the actor, in the capacity in which they moderate the territory."""
    actor, tools = acting.actor, acting.tools
    person, organisation_id = actor.person, actor.organisation_id
    if person is None:
        return SignInRequired()
    if organisation_id is None or not actor.moderates(command.territory):
        return NotFound(message="Dit grondgebied bestaat niet of je mag het niet zien.")
    name = (command.name or "").strip() or DEFAULT_NAME
    if not name.isprintable():
        return InvalidInput.at("name", UNWRITABLE)
    if len(name) > MAX_NAME:
        return InvalidInput.at("name", f"Gebruik hoogstens {MAX_NAME} tekens.")

    async def create(work: UnitOfWork) -> WorkFeedCreated | Refusal:
        now = tools.now()
        feed = WorkFeed(
            id=tools.new_id(),
            name=name,
            person_id=person.id,
            organisation_id=organisation_id,
            territory=command.territory,
            created_at=now,
            expires_at=now + LIFETIME,
        )
        token = tools.new_secret()
        if not await work.work_feeds.add(feed, token, most=MOST_FEEDS):
            return TooManyRequests(
                message=f"Je hebt al {MOST_FEEDS} agenda's met open werk. Trek er eerst een in die je niet meer volgt."
            )
        return WorkFeedCreated(feed_id=feed.id, token=token)

    async def again(_work: UnitOfWork, answer: str) -> WorkFeedCreated | Refusal:
        return WorkFeedCreated(feed_id=UUID(answer), token=None)

    return await carry_out(acting, create, again=again)


async def revoke_work_feed(command: RevokeWorkFeed, acting: Acting) -> WorkFeedRevoked | Refusal:
    """End a feed of the actor's own, in whatever capacity they made it and are signed in now."""
    person = acting.actor.person
    if person is None:
        return SignInRequired()

    async def revoke(work: UnitOfWork) -> WorkFeedRevoked | Refusal:
        if not await work.work_feeds.remove(command.feed_id, person_id=person.id):
            return NotFound(message="Deze agenda bestaat niet of is niet van jou.")
        return WorkFeedRevoked(feed_id=command.feed_id)

    async def again(_work: UnitOfWork, _answer: str) -> WorkFeedRevoked | Refusal:
        return WorkFeedRevoked(feed_id=command.feed_id)

    # Whoever does not accept new terms must still be able to close what they opened.
    return await carry_out(acting, revoke, again=again, bound_by_terms=False)
