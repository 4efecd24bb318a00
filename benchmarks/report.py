"""The report as Markdown: everything in it comes from the run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.fanout import Fanout
from benchmarks.formatting import thousands
from benchmarks.goals import goal_table
from benchmarks.growth import Growth
from benchmarks.growth_tables import fanout_growth_tables, fanout_picture, growth_picture, growth_tables
from benchmarks.load.jobs import FanoutResult, ReadResult
from benchmarks.machine import Facts
from benchmarks.measures import disturbance
from benchmarks.method import method
from benchmarks.options import Options
from benchmarks.reads import Reads
from benchmarks.spread import Spread, number
from benchmarks.tables import fanout_tables, read_tables

QUIET = 0.05
"""Up to here what others did meanwhile does not matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a run brought; None for what it left out."""

    reads: Reads | None
    growth: Growth | None
    fanout: Fanout | None
    minutes: float

    @property
    def pictures(self) -> Mapping[str, str]:
        """SVG by what its file is called at the end."""
        found = {}
        if self.growth:
            found["reads"] = growth_picture(self.growth)
        if self.fanout and len(self.fanout.audiences) > 1:
            found["fanout"] = fanout_picture(self.fanout)
        return found


def picture_name(options: Options, which: str) -> str:
    """Return the name of a picture's file, next to the report."""
    return f"{options.output.stem}-{which}.svg"


def report(options: Options, database: Database, cores: Cores, facts: Facts, measured: Measured) -> str:
    """Return the whole report."""
    reads, growth, fanout = measured.reads, measured.growth, measured.fanout
    lines = ["# Benchmarks", "", f"Measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC by one run of", ""]
    lines += ["```sh", options.command, "```", "", f"in {number(measured.minutes)} minutes.", ""]
    disturbed = disturbance(_results(measured))
    lines += _warnings(options, cores, database, disturbed)
    lines += ["## Targets", "", *goal_table(reads, growth, fanout)]
    lines += ["## Machine", "", "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in facts)]
    lines += [
        f"| others on the server's core | {disturbed.median:.0%} of the measured time, at most {disturbed.high:.0%} |",
        "",
    ]
    if reads:
        lines += ["## Reads", "", *read_tables(reads, len(cores.load))]
    if growth:
        lines += ["## Reads in larger databases, and far down in the table", ""]
        lines += [f"![CPU over the number of activities]({picture_name(options, 'reads')})", "", *growth_tables(growth)]
    if fanout:
        lines += ["## Fan-out of one Melding", "", *_fanout(options, fanout)]
    lines += ["## Method and limits", "", *method(options, database, reads, growth, fanout)]
    return "\n".join(lines).rstrip() + "\n"


def _fanout(options: Options, fanout: Fanout) -> Iterator[str]:
    names = {target.key: target.name for target in fanout.targets}
    for (subscribers, key), reason in fanout.failures.items():
        yield from [f"> With {thousands(subscribers)} subscribers {names[key]} failed: {reason}", ""]
    if len(fanout.audiences) > 1:
        yield from ["### From few to many subscribers", ""]
        yield from [f"![CPU over the number of subscribers]({picture_name(options, 'fanout')})", ""]
        yield from fanout_growth_tables(fanout)
    for subscribers in fanout.audiences:
        yield from [f"### {thousands(subscribers)} subscribers", "", *fanout_tables(fanout, subscribers)]


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


def _results(measured: Measured) -> Iterator[ReadResult | FanoutResult]:
    for part in (measured.reads, measured.growth, measured.fanout):
        for each in part.results.values() if part else ():
            yield from each
