"""The report as Markdown: everything in it comes from the run."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.fanout import Fanout
from benchmarks.load.jobs import FanoutResult, ReadResult
from benchmarks.machine import Facts
from benchmarks.measures import disturbance
from benchmarks.method import method
from benchmarks.options import Options
from benchmarks.reads import Reads
from benchmarks.spread import Spread
from benchmarks.tables import fanout_tables, read_tables

QUIET = 0.05
"""Up to here what others did meanwhile does not matter."""


def report(
    options: Options, database: Database, cores: Cores, facts: Facts, reads: Reads | None, fanout: Fanout | None
) -> str:
    """Return the whole report."""
    lines = ["# Benchmarks", "", f"Measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC by one run of", ""]
    lines += ["```sh", options.command, "```", ""]
    disturbed = disturbance(_results(reads, fanout))
    lines += _warnings(options, cores, database, disturbed)
    lines += ["## Machine", "", "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in facts)]
    lines += [
        f"| others on the server's core | {disturbed.median:.0%} of the measured time, at most {disturbed.high:.0%} |",
        "",
    ]
    if reads:
        lines += ["## Reads", "", *read_tables(reads, len(cores.load))]
    if fanout:
        lines += [
            f"## Fan-out of one Melding to {options.subscribers} subscribers",
            "",
            *fanout_tables(fanout, options.subscribers),
        ]
    lines += ["## Method and limits", "", *method(options, database, reads, fanout)]
    return "\n".join(lines).rstrip() + "\n"


def _warnings(options: Options, cores: Cores, database: Database, disturbed: Spread) -> Sequence[str]:
    found = []
    if options.quick:
        found.append("This was a quick run, to see that everything works: its figures are rough.")
    if disturbed.median > QUIET:
        found.append(
            f"Others took {disturbed.median:.0%} of the server's core meanwhile (at most {disturbed.high:.0%}): "
            "these figures are provisional."
        )
    if cores.shared:
        found.append("The machine has one core for everything: servers and load stood in each other's way.")
    if not database.pinned:
        found.append("PostgreSQL was not started by this run, and not kept to the cores of the load.")
    return [line for warning in found for line in (f"> {warning}", "")]


def _results(reads: Reads | None, fanout: Fanout | None) -> Iterator[ReadResult | FanoutResult]:
    for each in reads.results.values() if reads else ():
        yield from each
    for told in fanout.results.values() if fanout else ():
        yield from told
