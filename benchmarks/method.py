"""How it was measured and what that leaves out, in words; the figures in them come from the run."""

from collections.abc import Iterator

from benchmarks.database import GENT_SHARE, MUNICIPALITIES, Database
from benchmarks.fanout import SLOW_AT_MOST, Fanout
from benchmarks.formatting import thousands
from benchmarks.growth import DEEP, TIMES, Growth
from benchmarks.load.fanout import FEWEST_EVENTS
from benchmarks.multiplying import APART, OCCURRENCES
from benchmarks.options import Options
from benchmarks.reads import Reads
from benchmarks.spread import number

_RUN = """
One run of {rounds}, or fewer where that is said. Within a round the servers take turns, each started afresh and alone
on its core; the order moves on by one with each round. A figure is the median over the rounds, with the lowest and the
highest in parentheses; a ratio is taken within each round first. CPU time is user and system time of the server
process and its children, from `/proc`, in ticks of 10 ms. {postgres}
"""

_DATA = """
Data: {activities} invented activities in {municipalities} municipalities, {in_gent} of them in Gent (one in {share}),
written through the project's own import path; seed {seed}.
"""

_READS = """
Reads: {connections} connections that stay open, each with one request under way at any time; {warm_up} s to warm up,
{seconds} s measured, up to four times as long for a server with few answers; the window ends with a whole number of
answers per connection. Every request carries a bearer token (ES256), checked each time; in Python by the project's own
code. Requests rotate through the full pages of Gent's table, and through activities by id. Before the measurement
{checked} answers of the other servers were compared with those of this server, as JSON: all were equal, those of
PostGraphile after translation and as far as they go.
"""

_GROWTH = """
Growth of reads: {rounds} with databases side by side, the larger ones made from the first by statements: {times} times
each activity, under ids of its own, {seconds} seconds apart, with its terms and its first {occurrences} occurrences;
vacuumed and analysed. In each the first page of Gent's table is asked for over and over, and page {deep}, or the last
full one where there are fewer; its cursor was found by paging. Both servers gave equal answers to all of them.
"""

_FANOUT = """
Fan-out: {rounds} for each number of subscribers to `LiveMeldingen` of one territory, each on a WebSocket of its own
and each another person (what is `read` and what may be seen depend on the person); after {settle} s of rest {events}
activities at most are published one by one, after one that does not count; fewer, but at least {fewest}, once that
took {publishing} s. Time runs from just before the mutation is sent until a subscriber's message is read. "Publishing
apart" takes off what publishing costs while nobody listens (mean of {quiet}). Memory is resident memory with all
subscribed, less that before, per subscription. {left_out}
"""

_LEFT_OUT = "Plain Strawberry is left out above {most} subscribers, where each of its events takes minutes."

_SERVERS = """
The servers. *This server*: `ikdoemee serve` with default settings. *Plain Strawberry*: the same types, resolvers,
services and database pool behind `strawberry.asgi.GraphQL` and uvicorn, both at their defaults, without extensions and
without uvicorn's access log; what this project gains in its resolvers and services, it gains there too.
*Hand-written*: a bare ASGI function, SQLAlchemy Core statements built once, with joins and in autocommit, dictionaries
and orjson; it checks no origin, no body size and no document.
"""

_NODE = """
The servers on Node. *Mercurius* on fastify, `jit: 1`, and *graphql-yoga* on `node:http`, both at their defaults: the
measured part of this schema, and one set of resolvers for both; `pg` with a pool of 20 and prepared statements, joins,
one statement for the terms of a page, and neither columns nor statements for what a document does not select. They
check no origin, no size and no complexity of a document. *PostGraphile* with the Amber preset has a schema of its own,
made from the tables: it is asked for the same rows and the same columns, by condition and order, with its own keyset
cursors; conditions for what the viewer may see are added to its plans. It gives ids, prices and authors as they are
stored: no global ids, no decimal amounts, and the names of persons of other organisations, which the others hide; it
does not name the territory. All three verify the token on each request with fast-jwt, without its cache, and look up
the organisation in it. *graphql-ws* on ws hands out a ready-made Melding from memory; no database, no token and no
unit of work, which flatters it.
"""

_LIMITS = """
Limits: one machine, loopback, one process per server, no TLS, invented data, few documents. Where "load busy" is
marked as bound, the load or PostgreSQL was the limit and the throughput understates that server; CPU per request is
the steadier figure. The load on the sockets is written in Python, on a bare protocol: with many subscribers its own
reading is part of the delays of the fastest servers.
"""


def method(
    options: Options, database: Database, reads: Reads | None, growth: Growth | None, fanout: Fanout | None
) -> list[str]:
    """Return the paragraphs, each followed by an empty line."""
    texts = _paragraphs(options, database, reads, growth, fanout)
    return [line for text in texts for line in (" ".join(text.split()), "")]


def _paragraphs(
    options: Options, database: Database, reads: Reads | None, growth: Growth | None, fanout: Fanout | None
) -> Iterator[str]:
    known = database.postmaster is not None
    yield _RUN.format(
        rounds=_rounds(options.rounds),
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
    if growth:
        yield _GROWTH.format(
            rounds=_rounds(options.growth_rounds),
            times=" and ".join(map(str, TIMES[1:])),
            seconds=APART,
            occurrences=OCCURRENCES,
            deep=thousands(DEEP),
        )
    if fanout:
        slow = any(target.slow for target in fanout.targets) and max(fanout.audiences) > SLOW_AT_MOST
        yield _FANOUT.format(
            rounds=_rounds(options.fanout_rounds),
            settle=number(options.settle),
            events=options.events,
            fewest=FEWEST_EVENTS,
            publishing=number(options.publishing),
            quiet=options.quiet_events - 1,
            left_out=_LEFT_OUT.format(most=thousands(SLOW_AT_MOST)) if slow else "",
        )
    yield _SERVERS
    yield _NODE
    yield _LIMITS


def _rounds(count: int) -> str:
    return "one round" if count == 1 else f"{count} rounds"
