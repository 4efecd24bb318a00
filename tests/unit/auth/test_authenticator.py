"""Who somebody is, is found out again whenever their rights changed, also while it is being found out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NoReturn
from uuid import UUID

import pytest

from auth import authenticator
from auth.actors import ActorFinder
from auth.authenticator import LOOKS, Authenticator
from auth.claims import Identity
from auth.requesters import NOBODY
from auth.sessions import SessionEndedError, SignedInSessions
from auth.tokens import TokenRejectedError
from domain.grants.model import HeldRights
from domain.organisations.model import Organisation, OrganisationKind
from domain.sessions.model import Session
from domain.sessions.rules import SessionLimits
from tests.support.api import GENT_ID, GENT_OVO
from tests.support.clock import Clock

CITY = Organisation(id=GENT_ID, name="Stad Gent", kind=OrganisationKind.MUNICIPALITY)


def _unused() -> NoReturn:
    raise AssertionError("nothing is written")


@dataclass
class World:
    """What there is to find, and what happens while somebody looks."""

    clock: Clock = field(default_factory=Clock)
    looks: int = 0
    meanwhile: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        sessions = SignedInSessions(self.session, _unused, SessionLimits(), now=self.clock.now)
        finder = ActorFinder(self.organisation, self.held, now=self.clock.now)
        self.authenticator = Authenticator(self, sessions, finder, now=self.clock.now)

    async def identity(self, token: str) -> Identity:
        ends = self.clock.now() + timedelta(minutes=5)
        rights = frozenset({"recht"})
        return Identity(subject=token, name="Mo", organisation_code=GENT_OVO, rights=rights, expires_at=ends)

    async def organisation(self, _code: str) -> Organisation | None:
        self.looks += 1
        self.meanwhile()
        return CITY

    async def held(self, _subject: str, _organisation_id: UUID | None, *, on: date) -> HeldRights | None:
        del on
        return None

    async def session(self, digest: str) -> Session | None:
        now = self.clock.now()
        return Session(
            digest=digest, subject="mo", name="Mo", organisation_code=None, target_group=None, rights=frozenset(),
            acr=None, created_at=now, seen_at=now, expires_at=now + timedelta(hours=2),
        )  # fmt: skip


@pytest.fixture
def world() -> World:
    """Give a world in which nothing happens."""
    return World()


async def looks(world: World, find: Awaitable[object]) -> int:
    """Return how often it was looked."""
    before = world.looks
    await find
    return world.looks - before


async def test_somebody_is_remembered_until_their_rights_change(world: World) -> None:
    known = world.authenticator
    assert await looks(world, known.bearer("Bearer mo")) == 1
    known.forget("another")
    assert await looks(world, known.bearer("Bearer mo")) == 0
    known.forget("mo")
    assert await looks(world, known.bearer("Bearer mo")) == 1


async def test_rights_that_change_meanwhile_are_looked_at_again(world: World) -> None:
    changes = [lambda: world.authenticator.forget("mo")]
    world.meanwhile = lambda: changes.pop()() if changes else None
    assert await looks(world, world.authenticator.bearer("Bearer mo")) == 2
    assert await looks(world, world.authenticator.bearer("Bearer mo")) == 0


async def test_rights_that_go_on_changing_are_not_remembered(world: World) -> None:
    world.meanwhile = lambda: world.authenticator.forget("another")
    assert await looks(world, world.authenticator.bearer("Bearer mo")) == LOOKS
    world.meanwhile = lambda: None
    assert await looks(world, world.authenticator.bearer("Bearer mo")) == 1


async def test_nobody_stays_nobody(world: World) -> None:
    assert await world.authenticator.bearer("  ") is NOBODY
    assert await world.authenticator.again(NOBODY) is NOBODY
    assert await world.authenticator.still(NOBODY) is NOBODY


async def test_who_sent_a_token_is_found_again_until_it_ends(world: World) -> None:
    requester = await world.authenticator.bearer("Bearer mo")
    assert await world.authenticator.still(requester) is requester
    assert await world.authenticator.again(requester) == requester
    world.clock.advance(minutes=6)
    with pytest.raises(TokenRejectedError) as ended:
        await world.authenticator.again(requester)
    assert ended.value.code == "TOKEN_EXPIRED"


async def test_a_token_of_nobody_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(_token: str) -> Identity:
        return replace(await World().identity("mo"), subject="")

    monkeypatch.setattr(world, "identity", nobody)
    for authorization in ("Bearer x", "Basic x", "Bearer "):
        with pytest.raises(TokenRejectedError):
            await world.authenticator.bearer(authorization)


@pytest.mark.parametrize("session_id", ["x" * 101, "é"])
async def test_what_can_be_no_session_is_not_looked_for(world: World, session_id: str) -> None:
    with pytest.raises(SessionEndedError):
        await world.authenticator.session(session_id)


async def test_sessions_and_tokens_are_remembered_within_bounds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authenticator, "MOST_REMEMBERED", 1)
    session = await world.authenticator.session("of the browser")
    assert await world.authenticator.still(session) is session
    await world.authenticator.bearer("Bearer mo")
    assert await looks(world, world.authenticator.bearer("Bearer mo")) == 0
    assert await world.authenticator.still(session) is not session
