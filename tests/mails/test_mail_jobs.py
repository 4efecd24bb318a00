"""The jobs that send mails, beside a server and in a process of their own, and the commands about mails."""

import asyncio
import signal
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs
from typer.testing import CliRunner

from ikdoemee import jobs
from ikdoemee.app import create_app
from ikdoemee.cli import app
from ikdoemee.container import Container, open_container
from ikdoemee.jobs import JOBS
from ikdoemee.mails import sending
from ikdoemee.mails.smtp import NoServerError
from ikdoemee.settings import Settings
from tests.e2e.servers import environment
from tests.mails.sending import SUBJECT, TO, Post
from tests.support.clock import Clock
from tests.support.smtp import SmtpServer, smtp_server

IN_TIME = 20.0


class AtFirstPause(asyncio.Event):
    """Tells a job to stop once it has been around."""

    async def wait(self) -> Literal[True]:
        self.set()
        return True


async def test_a_server_sends_mails_besides(
    post: Post, server: SmtpServer, database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "LOOK_EVERY", 0.05)
    server.answers["HELLO"] += ["421 not yet"]
    await post.write("a")
    running = create_app(Settings(database_url=database_url, **post.settings), clock.tools())
    async with running.router.lifespan_context(running):
        await server.took(1)
        await post.write("b")
        await server.took(2)
    assert await post.state() == [("sent", 1, None)] * 2


async def test_a_server_without_jobs_leaves_mails_to_others(post: Post, database_url: str, clock: Clock) -> None:
    for background_jobs, expected in ((True, set(JOBS)), (False, set[str]())):
        settings = Settings(database_url=database_url, background_jobs=background_jobs, **post.settings)
        running = create_app(settings, clock.tools())
        async with running.router.lifespan_context(running):
            assert {each.get_name() for each in asyncio.all_tasks()} & set(JOBS) == expected


@pytest.mark.parametrize("production", [False, True])
async def test_without_a_mail_server_the_log_says_how_many_wait(
    post: Post, database_url: str, clock: Clock, *, production: bool
) -> None:
    await post.write("a", "b")
    given: dict[str, Any] = {"database_url": database_url}
    if production:
        given |= {
            "environment": "production",
            "oidc_issuer": "https://op.example.org",
            "oidc_client_id": "x",
            "oidc_client_secret": "x",
            "public_url": "https://example.org",
            "person_number_key": "x" * 32,
        }
    with capture_logs() as logs:
        async with open_container(Settings(**given), clock.tools()) as container:
            await sending.keep_sending(container, AtFirstPause())
    about = [(each["event"], each["log_level"]) for each in logs]
    warned = [("mails.no_server", "warning")] if production else []
    assert about == [*warned, ("mails.waiting", "info")]
    assert [each["mails"] for each in logs if each["event"] == "mails.waiting"] == [2]
    for secret in (TO, SUBJECT):
        assert secret not in str(logs)


async def test_a_worker_sends_until_it_is_told_to_stop(post: Post, server: SmtpServer, database_url: str) -> None:
    post.clock.time = datetime.now(UTC) - timedelta(minutes=1)
    await post.write("a")
    settings = {"database_url": database_url} | {name: str(value) for name, value in post.settings.items()}
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ikdoemee", "worker", env=environment(settings), stderr=asyncio.subprocess.PIPE
    )
    try:
        await server.took(1)
        worker.send_signal(signal.SIGTERM)
        async with asyncio.timeout(IN_TIME):
            _, said = await worker.communicate()
    finally:
        if worker.returncode is None:
            worker.kill()
            await worker.wait()
    assert worker.returncode == 0, said
    assert b"mails.sent" in said
    for secret in (TO, "Zo", "Dit is"):
        assert secret.encode() not in said
    assert await post.state() == [("sent", 1, None)]


async def test_a_job_that_fails_begins_again(
    engine: AsyncEngine, database_url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    del engine
    again = asyncio.Event()
    begun: list[str] = []

    async def faulty(_container: Container, _stop: asyncio.Event) -> None:
        begun.append("once more")
        if len(begun) > 1:
            again.set()
        raise LookupError(TO)

    monkeypatch.setattr(jobs, "JOBS", {"faulty": faulty})
    monkeypatch.setattr(jobs, "BEGIN_AGAIN_AFTER", 0.01)
    with capture_logs() as logs:
        async with (
            open_container(Settings(database_url=database_url), clock.tools()) as container,
            jobs.jobs_of(container),
            asyncio.timeout(IN_TIME),
        ):
            await again.wait()
    assert logs[0] == {"event": "jobs.failed", "job": "faulty", "error": "LookupError", "log_level": "error"}


def command(database_url: str, *arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, env={"IKDOEMEE_DATABASE_URL": database_url})
    assert done.exit_code == 0, done.output
    return done.output


async def test_the_mails_are_counted_and_those_given_up_tried_again(
    post: Post, server: SmtpServer, database_url: str
) -> None:
    assert await asyncio.to_thread(command, database_url, "mails", "list") == (
        "waiting   0\nsent      0\ngiven up  0\n"
    )
    await post.write("a", "b")
    server.answers["RCPT"].append("550 unknown")
    await post.send()
    await post.write("c")
    assert await asyncio.to_thread(command, database_url, "mails", "list") == (
        "waiting   1, the oldest since 2026-11-21 12:00 UTC\nsent      1\ngiven up  1\n"
    )
    assert await asyncio.to_thread(command, database_url, "mails", "retry") == "1 mails due again\n"
    assert await asyncio.to_thread(command, database_url, "mails", "retry") == "0 mails due again\n"
    # Due by the clock of the machine, at which the command was given.
    post.clock.time = datetime.now(UTC) + timedelta(minutes=1)
    assert await post.send() == 2
    assert await post.state() == [("sent", 1, None)] * 3


@contextmanager
def certified(folder: Path) -> Iterator[tuple[Path, ssl.SSLContext]]:
    """Give a certificate for this machine, and a context that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    encoding, none = serialization.Encoding.PEM, serialization.NoEncryption()
    file.write_bytes(
        certificate.public_bytes(encoding) + key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, none)
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(file)
    yield file, context


async def test_a_password_goes_over_an_encrypted_connection_to_a_server_that_proves_who_it_is(
    engine: AsyncEngine, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted: dict[str, Any] = {
        "smtp_host": "localhost",
        "smtp_security": "starttls",
        "smtp_user": "ikdoemee",
        "smtp_password": "secret",
    }
    with certified(tmp_path) as (file, context):
        async with smtp_server(context) as server:
            post = Post(engine=engine, clock=clock, port=server.port)
            await post.write("a")
            with pytest.raises(NoServerError, match=r"^connecting: "):
                await post.sending(**encrypted).send_due()
            assert server.logins == []
            monkeypatch.setenv("SSL_CERT_FILE", str(file))
            assert await post.sending(**encrypted).send_due() == 1
            assert (len(server.logins), len(server.received)) == (1, 1)
            server.answers["AUTH"] += ["535 secret is wrong"] * 3
            await post.write("b")
            with pytest.raises(NoServerError, match=r"^connecting: 535$"):
                await post.sending(**encrypted).send_due()


async def test_a_server_that_cannot_encrypt_gets_nothing(post: Post, server: SmtpServer) -> None:
    await post.write("a")
    with pytest.raises(NoServerError):
        await post.sending(smtp_security="starttls").send_due()
    assert (server.received, await post.state()) == ([], [("waiting", 0, None)])
