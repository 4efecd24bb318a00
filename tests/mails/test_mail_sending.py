"""Mails that were written leave: once, in order, and again if they have to."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from domain.mails.sending import LEASE, LONGEST_WAIT, MOST_ATTEMPTS, next_attempt
from ikdoemee.mails import sending, smtp
from ikdoemee.mails.smtp import NoServerError
from persistence.engine import open_engine
from persistence.outbox import Outbox
from tests.mails.sending import SUBJECT, TO, Post
from tests.support.clock import START, Clock
from tests.support.smtp import DROP, HANG, SmtpServer


async def test_a_mail_is_sent_once_with_what_it_says(post: Post, server: SmtpServer) -> None:
    (mail_id,) = await post.write("a")
    assert await post.send() == 1
    assert await post.send() == 0
    (taken,) = server.received
    assert (taken.sender, taken.recipient) == ("noreply@example.org", TO)
    assert (taken.message["Subject"], taken.message["Message-ID"]) == (SUBJECT, f"<{mail_id}@example.org>")
    body = taken.message.get_body(("plain",))
    assert body is not None
    assert body.get_content() == "Dit is a.\n\nGroeten,\néén\n"
    assert await post.state() == [("sent", 1, None)]


async def test_mails_leave_in_the_order_in_which_they_are_due_over_one_connection(
    post: Post, server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in "cab":
        await post.write(key)
        post.clock.advance(seconds=1)
    assert await post.send() == 3
    assert [key for each in server.received for key in "abc" if f"Dit is {key}.".encode() in each.raw] == [
        "c",
        "a",
        "b",
    ]
    assert server.connections == 1
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    await post.write("d", "e", "f")
    assert [await post.send(), await post.send(), await post.send()] == [2, 1, 0]


@pytest.mark.parametrize(
    ("verb", "answer", "reason"),
    [
        ("RCPT", "451 try later", "recipient: 451"),
        ("MAIL", "550 who are you", "sender: 550"),
        ("DATA", "452 full", "message: 452"),
        (".", "421 closing", "message: 421"),
        ("RCPT", DROP, "message: SMTPServerDisconnected"),
        (".", DROP, "message: SMTPServerDisconnected"),
    ],
)
async def test_what_fails_for_a_while_is_tried_again_later(
    post: Post, server: SmtpServer, verb: str, answer: str, reason: str
) -> None:
    await post.write("a")
    server.answers[verb].append(answer)
    assert await post.send() == 1
    assert await post.state() == [("waiting", 1, reason)]
    assert await post.send() == 0
    post.clock.advance(minutes=1)
    assert await post.send() == 1
    assert (await post.state(), len(server.received)) == ([("sent", 2, None)], 1)


@pytest.mark.parametrize(("verb", "reason"), [("RCPT", "recipient: 550"), (".", "message: 550")])
async def test_what_is_refused_is_given_up_and_the_next_one_goes(
    post: Post, server: SmtpServer, verb: str, reason: str
) -> None:
    await post.write("a")
    post.clock.advance(seconds=1)
    await post.write("b")
    server.answers[verb].append(f"550 <{TO}> is not here")
    assert await post.send() == 2
    assert await post.state() == [("given up", 1, reason), ("sent", 1, None)]
    post.clock.advance(days=30)
    assert await post.send() == 0


async def test_a_mail_that_cannot_be_written_stops_no_other(post: Post, server: SmtpServer) -> None:
    await post.write("a", to="an@example.org, bo@example.org")
    await post.write("b", to="zoë@example.org")
    await post.write("c", to="an@zoë.example.org")
    assert await post.send() == 3
    assert await post.state() == [
        ("given up", 1, "message: UnsendableError"),
        ("given up", 1, "message: SMTPNotSupported"),
        ("sent", 1, None),
    ]
    assert [each.recipient for each in server.received] == ["an@xn--zo-ija.example.org"]


async def test_who_never_takes_it_is_given_up_after_a_number_of_attempts(post: Post, server: SmtpServer) -> None:
    await post.write("a")
    for _ in range(MOST_ATTEMPTS):
        server.answers["RCPT"].append("451 try later")
        assert await post.send() == 1
        post.clock.advance(seconds=LONGEST_WAIT.total_seconds())
    assert await post.send() == 0
    assert await post.state() == [("given up", MOST_ATTEMPTS, "recipient: 451")]


async def test_a_server_that_is_away_is_no_fault_of_the_mails(post: Post, server: SmtpServer) -> None:
    await post.write("a", "b")
    server.answers["HELLO"].append("554 no")
    with pytest.raises(NoServerError, match=r"^connecting: 554$"):
        await post.send()
    port, post.port = post.port, 1
    with pytest.raises(NoServerError, match=r"^connecting: SMTPConnectError$"):
        await post.send()
    assert await post.state() == [("waiting", 0, None)] * 2
    post.port = port
    assert await post.send() == 2


async def test_a_server_that_does_not_answer_is_not_waited_for(
    post: Post, server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "ANSWERS_WITHIN", 0.2)
    await post.write("a")
    server.answers["."].append(HANG)
    assert await post.send() == 1
    assert await post.state() == [("waiting", 1, "message: SMTPReadTimeoutError")]


async def test_who_dies_between_sending_and_marking_lets_it_be_sent_again(post: Post, server: SmtpServer) -> None:
    await post.write("a")
    outbox = Outbox(post.engine)
    claimed = await outbox.claim(at=post.clock.now(), until=post.clock.now() + LEASE)
    assert claimed is not None
    connection = await post.sending().server.connect()
    await connection.send(claimed)
    await connection.close()
    # Here the process dies.
    assert await post.send() == 0
    post.clock.advance(seconds=LEASE.total_seconds())
    assert await post.send() == 1
    first, second = server.received
    assert first.raw == second.raw
    assert await post.state() == [("sent", 2, None)]


async def test_a_mail_that_ends_whoever_tries_it_is_given_up(post: Post, server: SmtpServer) -> None:
    await post.write("a")
    outbox = Outbox(post.engine)
    for _ in range(MOST_ATTEMPTS):
        assert await outbox.claim(at=post.clock.now(), until=post.clock.now() + LEASE)
        post.clock.advance(seconds=LEASE.total_seconds())
    assert await post.send() == 1
    assert (await post.state(), server.received) == ([("given up", 17, "message: never finished")], [])


async def test_who_was_too_late_does_not_undo_what_others_did(post: Post) -> None:
    await post.write("a")
    outbox = Outbox(post.engine)
    late = await outbox.claim(at=START, until=START + LEASE)
    assert late is not None
    other = await outbox.claim(at=START + LEASE, until=START + 2 * LEASE)
    assert other is not None
    await outbox.give_up(late, at=START, reason="late")
    await outbox.postpone(late, until=START, reason="late")
    await outbox.put_back(late, at=START)
    assert await post.state() == [("waiting", 2, None)]
    await outbox.sent(late.id, at=START)
    await outbox.give_up(other, at=START, reason="too late as well")
    assert await post.state() == [("sent", 2, None)]


async def test_several_processes_send_each_mail_once(postgres_url: str, server: SmtpServer, clock: Clock) -> None:
    engines = [open_engine(postgres_url, pool_size=2) for _ in range(4)]
    posts = [Post(engine=engine, clock=clock, port=server.port) for engine in engines]
    await posts[0].write(*(f"{number:03}" for number in range(60)))
    try:
        tried = await asyncio.gather(*(each.send() for each in posts))
    finally:
        for engine in engines:
            await engine.dispose()
    assert sum(tried) == 60
    assert min(tried) > 0
    assert len({each.message["Message-ID"] for each in server.received}) == len(server.received) == 60


@pytest.mark.parametrize("verb", ["HELLO", "."])
async def test_stopping_does_not_wait_for_a_server_that_hangs(
    post: Post, server: SmtpServer, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(sending, "FINISH_WITHIN", 0.1)
    await post.write("a", "b")
    server.answers[verb].append(HANG)
    stop = asyncio.Event()
    running = asyncio.create_task(post.sending(stop=stop).send_due())
    await server.hanging.wait()
    stop.set()
    async with asyncio.timeout(5):
        await running
    # Before the connection stands nothing was tried; after it nobody knows, and the claim has to run out.
    attempts = 0 if verb == "HELLO" else 1
    assert sorted(await post.state()) == [("waiting", 0, None), ("waiting", attempts, None)]


async def test_a_mail_on_its_way_when_told_to_stop_is_finished_and_no_other_begun(
    post: Post, server: SmtpServer
) -> None:
    await post.write("a", "b")
    stop = asyncio.Event()
    stop.set()
    assert await post.sending(stop=stop).send_due() == 1
    assert len(server.received) == 1
    assert sorted(await post.state()) == [("sent", 1, None), ("waiting", 0, None)]


async def test_the_log_tells_what_happens_and_of_whom_nothing(post: Post, server: SmtpServer) -> None:
    await post.write("a", "b", "c")
    server.answers["RCPT"] += [f"550 <{TO}> unknown", f"451 <{TO}> later"]
    with capture_logs() as logs:
        await post.send()
        server.answers["HELLO"].append(f"554 {TO}")
        post.clock.advance(minutes=1)
        with pytest.raises(NoServerError) as away:
            await post.send()
    assert sorted(each["event"] for each in logs) == ["mails.given_up", "mails.postponed", "mails.sent"]
    told = f"{logs}{away.value!r}{away.value.__cause__!r}{[each[2] for each in await post.state()]}"
    for secret in (TO, "an.test", "Zoë", "Dit is", "example.org"):
        assert secret not in told


def test_waits_grow_with_some_chance_in_them_and_end() -> None:
    waits = [next_attempt(number, at=START, chance=0.0) for number in range(1, MOST_ATTEMPTS)]
    grown = [each - START for each in waits if each is not None]
    assert grown == sorted(grown)
    assert (grown[0], grown[-1]) == (timedelta(minutes=1), LONGEST_WAIT)
    assert next_attempt(1, at=START, chance=1.0) == START + timedelta(seconds=30)
    assert next_attempt(MOST_ATTEMPTS, at=START, chance=0.0) is None
