"""A mail server, spoken to by SMTP. What it answers can hold addresses: only its code goes further than this module."""

import asyncio
from dataclasses import dataclass, field
from email.headerregistry import Address
from typing import Self

import aiosmtplib

from domain.mails.model import ClaimedMail
from domain.mails.sending import Attempt, Refused, Sent, TryAgain
from ikdoemee.mails.messages import message_of, recipient_of
from ikdoemee.settings import MailSecurity, Settings, sender_of

ANSWERS_WITHIN = 20.0
"""Seconds for one answer of the mail server."""
TAKEN_WITHIN = 60.0
"""Seconds for a whole mail, and for everything before the first."""
LEFT_WITHIN = 1.0
"""Seconds for a goodbye."""

PERMANENT = 500
CLOSING = 421


class NoServerError(Exception):
    """The mail server cannot be used: it is away, or does not want us. That is no mail's fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mails are handed in, and in whose name."""

    host: str
    port: int | None
    user: str | None
    password: str | None = field(repr=False)
    security: MailSecurity
    sender: Address

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Return the mail server of an installation; None without one."""
        sender = sender_of(settings.mail_from or "")
        if settings.smtp_host is None or sender is None:
            return None
        return cls(
            host=settings.smtp_host,
            port=settings.smtp_port,
            user=settings.smtp_user,
            password=settings.smtp_password,
            security=settings.smtp_security,
            sender=sender,
        )

    async def connect(self) -> "Connection":
        """Open a connection for some mails; raises `NoServerError`."""
        client = aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.security is MailSecurity.TLS,
            start_tls=self.security is MailSecurity.STARTTLS,
            timeout=ANSWERS_WITHIN,
            # The default asks the network what this machine is called, and waits for it.
            local_hostname=self.sender.domain,
        )
        try:
            async with asyncio.timeout(TAKEN_WITHIN):
                await client.connect()
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise NoServerError(_reason("connecting", error)) from None
        finally:
            if not client.is_connected:
                client.close()
        return Connection(client, self.sender)


class Connection:
    """A mail server that listens."""

    def __init__(self, client: aiosmtplib.SMTP, sender: Address) -> None:
        self._client = client
        self._sender = sender

    @property
    def usable(self) -> bool:
        """Whether another mail can be sent over it."""
        return self._client.is_connected

    async def send(self, mail: ClaimedMail) -> Attempt:
        """Hand a mail in."""
        try:
            message, recipient = message_of(mail, sender=self._sender), recipient_of(mail)
            async with asyncio.timeout(TAKEN_WITHIN):
                await self._client.send_message(
                    message, sender=self._sender.addr_spec, recipients=[f"{recipient.username}@{recipient.domain}"]
                )
        except aiosmtplib.SMTPSenderRefused as error:
            # Most often that is us, and no mail's fault; but a mail that is too large is refused here as well.
            if error.code == CLOSING:
                self._client.close()
            return TryAgain(_reason("sender", error))
        except aiosmtplib.SMTPRecipientsRefused as error:
            return self._answered("recipient", error.recipients[0])
        except aiosmtplib.SMTPResponseException as error:
            return self._answered("message", error)
        except (aiosmtplib.SMTPNotSupported, ValueError) as error:
            return Refused(_reason("message", error))
        except (aiosmtplib.SMTPException, OSError) as error:
            # Nobody knows how far it came, nor what the next answer would be about.
            self._client.close()
            return TryAgain(_reason("message", error))
        except Exception as error:  # noqa: BLE001 - whatever is the matter with one mail, the others go on
            self._client.close()
            return TryAgain(_reason("unforeseen", error))
        return Sent()

    async def close(self) -> None:
        """Take leave."""
        try:
            if self._client.is_connected:
                await self._client.quit(timeout=LEFT_WITHIN)
        except (aiosmtplib.SMTPException, OSError):
            pass
        finally:
            self._client.close()

    def _answered(self, what: str, error: aiosmtplib.SMTPResponseException) -> Attempt:
        reason = _reason(what, error)
        if error.code == CLOSING:
            self._client.close()
        return Refused(reason) if error.code >= PERMANENT else TryAgain(reason)


def _reason(what: str, error: Exception) -> str:
    """Say what went wrong, without what the server said about it."""
    code = error.code if isinstance(error, aiosmtplib.SMTPResponseException) else type(error).__name__
    return f"{what}: {code}"
