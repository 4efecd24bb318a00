"""The results as Markdown tables, and as pairs for charts."""

from collections.abc import Iterator, Sequence

from benchmarks.charts import bars
from benchmarks.fanout import Fanout
from benchmarks.formatting import shown, table
from benchmarks.load.jobs import ReadResult
from benchmarks.measures import (
    DELIVERY_CPU,
    FANOUT_MEASURES,
    READ_CPU,
    READ_MEASURES,
    READ_RATIOS,
    Measure,
    R,
    load_share,
)
from benchmarks.reads import Reads
from benchmarks.spread import Spread

BUSY = 0.9
"""From here on the load is what bounds the throughput."""


def read_tables(reads: Reads, load_cores: int) -> list[str]:
    """Return the lines on reads, operation by operation."""
    lines: list[str] = []
    for operation in reads.operations:
        asked = [target for target in reads.targets if reads.of(target, operation)]
        names = [*(measure.name for measure in READ_MEASURES), "load busy %"]
        rows = [[target.name, *_read_row(reads.of(target, operation), load_cores)] for target in asked]
        ours, *others = asked
        ratios = [
            [target.name, *_ratios(READ_RATIOS, reads.of(ours, operation), reads.of(target, operation))]
            for target in others
        ]
        cpu = [(target.name, READ_CPU.spread(reads.of(target, operation))) for target in asked]
        lines += [f"### {operation.title[0].upper()}{operation.title[1:]}", ""]
        lines += table(["server", *names], rows)
        lines += _ratio_table(READ_RATIOS, ratios)
        lines += bars(f"{READ_CPU.name}, less is better", [(name, found.median) for name, found in cpu if found])
    return lines


def fanout_tables(fanout: Fanout, subscribers: int) -> list[str]:
    """Return the lines on the fan-out to so many."""
    asked = [target for target in fanout.targets if fanout.of(subscribers, target)]
    rows = [
        [target.name, *(shown(measure.spread(fanout.of(subscribers, target))) for measure in FANOUT_MEASURES)]
        for target in asked
    ]
    ours = fanout.of(subscribers, fanout.targets[0])
    ratios = [
        [target.name, *_ratios(FANOUT_MEASURES, ours, fanout.of(subscribers, target))]
        for target in asked
        if target is not fanout.targets[0]
    ]
    cpu = [(target.name, DELIVERY_CPU.spread(fanout.of(subscribers, target))) for target in asked]
    return [
        *table(["server", *(measure.name for measure in FANOUT_MEASURES)], rows),
        *_ratio_table(FANOUT_MEASURES, ratios),
        *bars(f"{DELIVERY_CPU.name}, less is better", [(name, spread.median) for name, spread in cpu if spread]),
    ]


def _read_row(results: Sequence[ReadResult], load_cores: int) -> Iterator[str]:
    for measure in READ_MEASURES:
        yield shown(measure.spread(results))
    share = Spread.of([load_share(each, load_cores) for each in results]).median
    yield f"{share * 100:.0f}{' (bound)' if share >= BUSY else ''}"


def _ratio_table(measures: Sequence[Measure[R]], rows: Sequence[Sequence[str]]) -> list[str]:
    head = "This server's figure divided by the other's, round by round (↑ more is better, ↓ less is better):"
    return [head, "", *table(["compared with", *map(_direction, measures)], rows)]


def _direction(measure: Measure[R]) -> str:
    return f"{'↑' if measure.more_is_better else '↓'} {measure.name.partition(' ms/')[0]}"


def _ratios(measures: Sequence[Measure[R]], ours: Sequence[R], theirs: Sequence[R]) -> list[str]:
    return [shown(measure.ratio(ours, theirs)) for measure in measures]
