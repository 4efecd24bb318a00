"""Writing mails as the use cases do, and sending them as the job does."""

import asyncio
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from domain.mails.model import NewMail
from ikdoemee.mails.sending import Sending
from ikdoemee.mails.smtp import MailServer
from ikdoemee.settings import Settings
from persistence.outbox import Outbox
from persistence.tables.mails import mail
from persistence.unit_of_work import units_of_work
from tests.api.stored import rows
from tests.persistence.test_access_changes import Nobody
from tests.support.clock import Clock

FROM = "Ikdoemee <noreply@example.org>"
TO = "an.test@example.org"
SUBJECT = "Bericht voor Zoë Çelik"


@dataclass(slots=True, kw_only=True)
class Post:
    """The mails of a database, and a server to send them to."""

    engine: AsyncEngine
    clock: Clock
    port: int

    @property
    def settings(self) -> dict[str, Any]:
        """The settings with which mails go to the server."""
        return {"smtp_host": "127.0.0.1", "smtp_port": self.port, "smtp_security": "none", "mail_from": FROM}

    async def write(self, *keys: str, to: str = TO) -> list[uuid.UUID]:
        """Let mails leave, in one unit of work each."""
        ids = [uuid.uuid4() for _ in keys]
        for mail_id, key in zip(ids, keys, strict=True):
            async with units_of_work(self.engine, Nobody(), now=self.clock.now)() as work:
                new = NewMail(
                    id=mail_id, to=to, subject=SUBJECT, paragraphs=(f"Dit is {key}.", "Groeten,\néén"), key=key
                )
                await work.mails.add(new)
                await work.commit()
        return ids

    def sending(self, *, stop: asyncio.Event | None = None, **settings: Any) -> Sending:
        """Return what sends."""
        server = MailServer.of(Settings(**self.settings | settings))
        assert server is not None
        return Sending(
            outbox=Outbox(self.engine),
            server=server,
            now=self.clock.now,
            stop=stop if stop is not None else asyncio.Event(),
        )

    async def send(self) -> int:
        """Send what is due, once."""
        async with asyncio.timeout(30):
            return await self.sending().send_due()

    async def state(self) -> list[tuple[str, int, str | None]]:
        """Return the state of each mail, in the order of their keys: what became of it, after how many attempts."""
        found = sorted(await rows(self.engine, mail), key=lambda row: str(row["key"]))

        def what(row: dict[str, Any]) -> str:
            if row["sent_at"]:
                return "sent"
            return "given up" if row["given_up_at"] else "waiting"

        return [(what(row), row["attempts"], row["last_error"]) for row in found]
