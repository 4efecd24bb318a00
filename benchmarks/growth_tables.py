"""How the figures grow with the database and with the subscribers, as Markdown."""

from benchmarks.fanout import Fanout
from benchmarks.formatting import shown, table, thousands
from benchmarks.growth import Case, Growth
from benchmarks.load.jobs import FanoutResult
from benchmarks.measures import (
    ALL_RECEIVED,
    DELIVERY_CPU,
    IDLE_MEMORY,
    P50,
    READ_CPU,
    READ_CPU_OF_BOTH,
    THROUGHPUT,
    Measure,
)
from benchmarks.pictures import lines_picture
from benchmarks.targets import Target

_READS = (THROUGHPUT, P50, READ_CPU, READ_CPU_OF_BOTH)
_FANOUT = (ALL_RECEIVED, DELIVERY_CPU, IDLE_MEMORY)


def growth_tables(growth: Growth) -> list[str]:
    """Return the lines on reads, database by database."""
    lines: list[str] = []
    first, last = growth.ends
    for target in growth.targets:
        rows = [
            [_place(case), *(shown(measure.spread(growth.results[target.key, case])) for measure in _READS)]
            for case in growth.cases
        ]
        ends = growth.results[target.key, last], growth.results[target.key, first]
        grown = [f"the last divided by the first ({_place(last)} / {_place(first)})"]
        rows.append([*grown, *(shown(measure.ratio(*ends)) for measure in _READS)])
        lines += [f"### {target.name[0].upper()}{target.name[1:]}", ""]
        lines += table(["activities, page of 50", *(measure.name for measure in _READS)], rows)
    return lines


def fanout_growth_tables(fanout: Fanout) -> list[str]:
    """Return the lines on the fan-out, one table a measure."""
    lines: list[str] = []
    heads = [f"{thousands(subscribers)} subscribers" for subscribers in fanout.audiences]
    for measure in _FANOUT:
        rows = [
            [target.name, *(_cell(fanout, target, subscribers, measure) for subscribers in fanout.audiences)]
            for target in fanout.targets
        ]
        lines += table([measure.name, *heads], rows)
    return lines


def growth_picture(growth: Growth) -> str:
    """Return the first pages and the deep ones as lines over the size of the database."""
    firsts = [case for case in growth.cases if case.page == 1]
    deep = [case for case in growth.cases if case.page > 1]
    return lines_picture(
        f"{READ_CPU_OF_BOTH.name}, ms/request",
        "activities",
        {
            f"{target.name}, {name}": [
                (case.activities, found.median)
                for case in cases
                if (found := READ_CPU_OF_BOTH.spread(growth.results[target.key, case]))
            ]
            for target in growth.targets
            for name, cases in (("page 1", firsts), ("deep", deep))
        },
    )


def fanout_picture(fanout: Fanout) -> str:
    """Return the servers as lines over the number of subscribers."""
    return lines_picture(
        DELIVERY_CPU.name,
        "subscribers",
        {
            target.name: [
                (subscribers, found.median)
                for subscribers in fanout.audiences
                if (found := DELIVERY_CPU.spread(fanout.of(subscribers, target)))
            ]
            for target in fanout.targets
        },
    )


def _cell(fanout: Fanout, target: Target, subscribers: int, measure: Measure[FanoutResult]) -> str:
    failed = (subscribers, target.key) in fanout.failures
    return "failed" if failed else shown(measure.spread(fanout.of(subscribers, target)))


def _place(case: Case) -> str:
    return f"{thousands(case.activities)}, page {thousands(case.page)}"
