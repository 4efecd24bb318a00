"""The results as Markdown tables, and as pairs for charts."""

from collections.abc import Iterator, Sequence

from benchmarks.charts import bars
from benchmarks.fanout import Fanout
from benchmarks.load.jobs import ReadResult
from benchmarks.measures import READ_CPU, READ_MEASURES, READ_RATIOS, Measure, R, fanout_measures, load_share
from benchmarks.operations import Operation
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
        cpu = [(target.name, READ_CPU.spread(reads.of(target, operation))) for target in asked]
        lines += [f"### {operation.title[0].upper()}{operation.title[1:]}", ""]
        lines += _table(["server", *names], rows)
        lines += _read_ratios(reads, operation)
        lines += bars(f"{READ_CPU.name}, less is better", [(name, found.median) for name, found in cpu if found])
    return lines


def fanout_tables(fanout: Fanout, subscribers: int) -> list[str]:
    """Return the lines on the fan-out."""
    measures = fanout_measures(subscribers)
    rows = [
        [target.name, *(_shown(measure.spread(fanout.results[target.key])) for measure in measures)]
        for target in fanout.targets
    ]
    ours, *others = fanout.targets
    ratios = [
        [target.name, *_ratios(measures, fanout.results[ours.key], fanout.results[target.key])] for target in others
    ]
    cpu = measures[3]
    found = [(target.name, cpu.spread(fanout.results[target.key])) for target in fanout.targets]
    return [
        *_table(["server", *(measure.name for measure in measures)], rows),
        *_ratio_head(),
        *_table(["compared with", *_ratio_names(measures)], ratios),
        *bars(f"{cpu.name}, less is better", [(name, spread.median) for name, spread in found if spread]),
    ]


def _read_row(results: Sequence[ReadResult], load_cores: int) -> Iterator[str]:
    for measure in READ_MEASURES:
        yield _shown(measure.spread(results))
    share = Spread.of([load_share(each, load_cores) for each in results]).median
    yield f"{share * 100:.0f}{' (bound)' if share >= BUSY else ''}"


def _read_ratios(reads: Reads, operation: Operation) -> list[str]:
    ours, *others = reads.targets
    rows = [
        [target.name, *_ratios(READ_RATIOS, reads.of(ours, operation), reads.of(target, operation))]
        for target in others
        if reads.of(target, operation)
    ]
    return [*_ratio_head(), *_table(["compared with", *_ratio_names(READ_RATIOS)], rows)]


def _ratio_head() -> list[str]:
    return ["This server's figure divided by the other's, round by round (↑ more is better, ↓ less is better):", ""]


def _ratio_names(measures: Sequence[Measure[R]]) -> list[str]:
    return [f"{'↑' if measure.more_is_better else '↓'} {measure.name.partition(' ms/')[0]}" for measure in measures]


def _ratios(measures: Sequence[Measure[R]], ours: Sequence[R], theirs: Sequence[R]) -> list[str]:
    return [_shown(measure.ratio(ours, theirs)) for measure in measures]


def _shown(spread: Spread | None) -> str:
    return spread.shown() if spread else "-"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---', *['---:'] * (len(head) - 1)])}|"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]
