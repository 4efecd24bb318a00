"""How it was measured and what that leaves out, in words; the figures in them come from the run."""

from collections.abc import Iterator

from benchmarks.database import GENT_SHARE, MUNICIPALITIES, Database
from benchmarks.fanout import Fanout
from benchmarks.options import Options
from benchmarks.reads import Reads
from benchmarks.spread import number

_RUN = """
One run of {rounds}. Within a round the servers take turns, each started afresh and alone on its core; the
order moves on by one with each round. A figure is the median over the rounds, with the lowest and the highest in
parentheses; a ratio is taken within each round first. CPU time is user and system time of the server process and its
children, from `/proc`, in ticks of 10 ms. {postgres}
"""

_DATA = """
Data: {activities} invented activities in {municipalities} municipalities, {in_gent} of them in Gent (one in {share}),
written through the project's own import path; seed {seed}.
"""

_READS = """
Reads: {connections} connections that stay open, each with one request under way at any time; {warm_up} s to warm up,
{seconds} s measured, up to four times as long for a server with few answers; the window ends with a whole number of
answers per connection. Every request carries a bearer token (ES256), checked by the project's own code in each server.
Requests rotate through the full pages of Gent's table, and through activities by id. Before the measurement {checked}
answers of the other servers were compared with those of this server, as JSON: all were equal.
"""

_FANOUT = """
Fan-out: {subscribers} subscribers to `LiveMeldingen` of one territory, each on a WebSocket of its own and each another
person (what is `read` and what may be seen depend on the person); after {settle} s of rest {events} activities are
published one by one, after one that does not count. Time runs from just before the mutation is sent until a
subscriber's message is read. "Publishing apart" takes off what publishing costs while nobody listens (mean of {quiet}).
Memory is resident memory with all subscribed, less that before, per subscription.
"""

_SERVERS = """
The servers. *This server*: `ikdoemee serve` with default settings. *Plain Strawberry*: the same types, resolvers,
services and database pool behind `strawberry.asgi.GraphQL` and uvicorn, both at their defaults, without extensions and
without uvicorn's access log; what this project gains in its resolvers and services, it gains there too.
*Hand-written*: a bare ASGI function, SQLAlchemy Core statements built once, with joins and in autocommit, dictionaries
and orjson; it checks no origin, no body size and no document. *Node*: graphql-ws on ws, handing out a ready-made
Melding from memory; no database, no token and no unit of work, which flatters it.
"""

_LIMITS = """
Limits: one machine, loopback, one process per server, no TLS, invented data, few documents. Where "load busy" is marked
as bound, the load or PostgreSQL was the limit and the throughput understates that server; CPU per request is the
steadier figure. The load on the sockets is written in Python: with many subscribers its own reading is part of the
delays of the fastest servers.
"""


def method(options: Options, database: Database, reads: Reads | None, fanout: Fanout | None) -> list[str]:
    """Return the paragraphs, each followed by an empty line."""
    return [line for text in _paragraphs(options, database, reads, fanout) for line in (" ".join(text.split()), "")]


def _paragraphs(options: Options, database: Database, reads: Reads | None, fanout: Fanout | None) -> Iterator[str]:
    known = database.postmaster is not None
    yield _RUN.format(
        rounds="one round" if options.rounds == 1 else f"{options.rounds} rounds",
        postgres="PostgreSQL's is that of all its processes."
        if known
        else "PostgreSQL runs where its CPU time cannot be read.",
    )
    yield _DATA.format(
        activities=options.activities,
        municipalities=MUNICIPALITIES,
        in_gent=len(database.gent),
        share=GENT_SHARE,
        seed=options.seed,
    )
    if reads:
        yield _READS.format(
            connections=options.connections,
            warm_up=number(options.warm_up),
            seconds=number(options.seconds),
            checked=reads.checked,
        )
    if fanout:
        yield _FANOUT.format(
            subscribers=options.subscribers,
            settle=number(options.settle),
            events=options.events,
            quiet=options.quiet_events - 1,
        )
    yield _SERVERS
    yield _LIMITS
