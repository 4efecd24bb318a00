"""Beginning and ending sessions, and keeping what a sign-in needs until it comes back."""

from datetime import datetime

from domain.ports import OpenUnitOfWork
from domain.sessions.model import PendingSignIn, Session


async def keep_sign_in(pending: PendingSignIn, open_unit_of_work: OpenUnitOfWork, *, at: datetime) -> None:
    """Keep what is needed when a browser comes back."""
    async with open_unit_of_work() as work:
        await work.sessions.keep(pending, at=at)
        await work.commit()


async def take_sign_in(
    digest: str, browser: str, open_unit_of_work: OpenUnitOfWork, *, at: datetime
) -> PendingSignIn | None:
    """Return what was kept for a browser that comes back, once: nothing the second time, too late, or for another."""
    async with open_unit_of_work() as work:
        pending = await work.sessions.take(digest, browser=browser, at=at)
        await work.commit()
    return pending


async def start_session(session: Session, open_unit_of_work: OpenUnitOfWork, *, replaces: str | None) -> None:
    """Begin a session in the place of the one that the same browser had, if any; that one ends."""
    async with open_unit_of_work() as work:
        if replaces is not None and (ended := await work.sessions.end(replaces)) is not None:
            await work.access_changes.add(ended)
        await work.sessions.start(session)
        await work.commit()


async def end_session(digest: str, open_unit_of_work: OpenUnitOfWork) -> str | None:
    """End a session, and return whose it was; what is open in it closes within seconds."""
    async with open_unit_of_work() as work:
        subject = await work.sessions.end(digest)
        if subject is not None:
            await work.access_changes.add(subject)
        await work.commit()
    return subject


async def note_session(digest: str, open_unit_of_work: OpenUnitOfWork, *, at: datetime) -> None:
    """Write that a session is in use."""
    async with open_unit_of_work() as work:
        await work.sessions.note(digest, at=at)
        await work.commit()
