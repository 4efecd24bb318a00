"""The command: measures, prints the ratios and writes the report."""

import os
import shlex
import signal
import sys
import time
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown

from benchmarks.cores import divide
from benchmarks.database import filled_database
from benchmarks.fanout import measure_fanout
from benchmarks.growth import measure_growth
from benchmarks.limits import possible
from benchmarks.machine import facts
from benchmarks.node import fanout_peer, find_node, reading_peers
from benchmarks.options import BenchmarkError, Options
from benchmarks.reads import measure_reads
from benchmarks.report import Measured, picture_name, report
from benchmarks.targets import HANDWRITTEN, OURS, PLAIN, ROOT

AUDIENCES = (100, 300, 1000, 5000)


def main(
    output: Annotated[Path, typer.Option(help="Where the report goes.")] = ROOT / "docs" / "benchmarks.md",
    only: Annotated[Literal["reads", "growth", "fanout"] | None, typer.Option(help="Measure one part.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1, help="How often each server has its turn.")] = None,
    subscribers: Annotated[int | None, typer.Option(min=1, help="Subscribers of the fan-out, without growth.")] = None,
    activities: Annotated[int | None, typer.Option(min=600, help="Invented activities.")] = None,
    seed: Annotated[int, typer.Option(help="Chance that repeats itself.")] = 1,
    *,
    growth: Annotated[
        bool | None, typer.Option(help="Larger databases, and more and more subscribers; by default unless quick.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Less of everything, to see that it works.")] = False,
) -> None:
    """Measure this server side by side with others on this machine, over loopback, and write a report."""
    growing = only == "growth" or (growth if growth is not None else not quick and subscribers is None)
    audiences = AUDIENCES if growing and subscribers is None else (subscribers or (50 if quick else 300),)
    options = Options(
        command=shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]]),
        output=output,
        quick=quick,
        reads=only in (None, "reads"),
        growth=growing and only in (None, "growth"),
        fanout=only in (None, "fanout"),
        rounds=rounds or (1 if quick else 5),
        growth_rounds=rounds or (1 if quick else 3),
        fanout_rounds=rounds or (1 if quick else 3),
        activities=activities or (1000 if quick else 10_000),
        connections=16,
        warm_up=0.5 if quick else 1.5,
        seconds=0.7 if quick else 3.0,
        audiences=possible(audiences) or audiences[:1],
        events=4 if quick else 30,
        publishing=2.0 if quick else 8.0,
        quiet_events=4 if quick else 11,
        settle=0.5 if quick else 2.0,
        seed=seed,
    )
    signal.signal(signal.SIGTERM, _stop)
    try:
        _run(options)
    except BenchmarkError as error:
        told = "\n".join([f"benchmarks: {error}", *getattr(error, "__notes__", [])])
        Console(stderr=True).print(told, markup=False, highlight=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        # Everything that was started has been stopped on the way here.
        raise typer.Exit(130) from None


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _run(options: Options) -> None:
    load_before, begun = os.getloadavg()[0], time.monotonic()
    cores, node = divide(), find_node()
    screen = Console(stderr=True)
    with screen.status("filling a database") as status, filled_database(options, cores) as database:
        reads = growth = fanout = None
        if options.reads:
            readers = [OURS, PLAIN, HANDWRITTEN, *(reading_peers(node) if node else [])]
            reads = measure_reads(readers, options, database, cores, status.update)
        if options.fanout:
            peers = [OURS, PLAIN, *([fanout_peer(node)] if node else [])]
            fanout = measure_fanout(peers, options, database, cores, status.update)
        if options.growth:
            growth = measure_growth([OURS, HANDWRITTEN], options, database, cores, status.update)
    measured = Measured(reads=reads, growth=growth, fanout=fanout, minutes=(time.monotonic() - begun) / 60)
    text = report(options, database, cores, facts(database, cores, node, load_before), measured)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text, encoding="utf-8")
    for which, picture in measured.pictures.items():
        options.output.with_name(picture_name(options, which)).write_text(picture, encoding="utf-8")
    console = Console(width=None if sys.stdout.isatty() else 180)
    console.print(Markdown(text))
    console.print(f"written to {options.output}", highlight=False)


if __name__ == "__main__":
    typer.run(main)
