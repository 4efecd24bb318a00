"""The command: measures, prints the ratios and writes the report."""

import os
import shlex
import signal
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown

from benchmarks.cores import divide
from benchmarks.database import filled_database
from benchmarks.fanout import measure_fanout
from benchmarks.machine import facts
from benchmarks.options import BenchmarkError, Options
from benchmarks.reads import measure_reads
from benchmarks.report import report
from benchmarks.targets import HANDWRITTEN, OURS, PLAIN, ROOT, find_node, node_peer


def main(
    output: Annotated[Path, typer.Option(help="Where the report goes.")] = ROOT / "docs" / "benchmarks.md",
    only: Annotated[Literal["reads", "fanout"] | None, typer.Option(help="Measure one part.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1, help="How often each server has its turn.")] = None,
    subscribers: Annotated[int | None, typer.Option(min=1, help="Subscribers of the fan-out.")] = None,
    activities: Annotated[int | None, typer.Option(min=600, help="Invented activities.")] = None,
    seed: Annotated[int, typer.Option(help="Chance that repeats itself.")] = 1,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="Less of everything, to see that it works.")] = False,
) -> None:
    """Measure this server side by side with others on this machine, over loopback, and write a report."""
    options = Options(
        command=shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]]),
        output=output,
        quick=quick,
        reads=only != "fanout",
        fanout=only != "reads",
        rounds=rounds or (1 if quick else 5),
        activities=activities or (1000 if quick else 10_000),
        connections=16,
        warm_up=0.5 if quick else 1.0,
        seconds=0.7 if quick else 3.0,
        subscribers=subscribers or (50 if quick else 300),
        events=4 if quick else 15,
        quiet_events=4 if quick else 11,
        settle=0.5 if quick else 2.0,
        seed=seed,
    )
    signal.signal(signal.SIGTERM, _stop)
    try:
        _run(options)
    except BenchmarkError as error:
        Console(stderr=True).print(f"benchmarks: {error}", markup=False, highlight=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        # Everything that was started has been stopped on the way here.
        raise typer.Exit(130) from None


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _run(options: Options) -> None:
    load_before = os.getloadavg()[0]
    cores, node = divide(), find_node()
    screen = Console(stderr=True)
    with screen.status("filling a database") as status, filled_database(options, cores) as database:
        reads = fanout = None
        if options.reads:
            reads = measure_reads([OURS, PLAIN, HANDWRITTEN], options, database, cores, status.update)
        if options.fanout:
            peers = [OURS, PLAIN, *([node_peer(node)] if node else [])]
            fanout = measure_fanout(peers, options, database, cores, status.update)
    text = report(options, database, cores, facts(database, cores, node, load_before), reads, fanout)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(text, encoding="utf-8")
    console = Console(width=None if sys.stdout.isatty() else 180)
    console.print(Markdown(text))
    console.print(f"written to {options.output}", highlight=False)


if __name__ == "__main__":
    typer.run(main)
