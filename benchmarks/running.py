"""Starting processes for a measurement, and making sure that each one ends with it."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import orjson

from benchmarks.cores import Cores
from benchmarks.database import Database
from benchmarks.load.jobs import FanoutJob, ReadJob, Watched
from benchmarks.options import BenchmarkError
from benchmarks.targets import ROOT, Target

START_SECONDS, STOP_SECONDS = 60.0, 15.0
LOG_TAIL = 3000

_ADDRESS = re.compile(r"running on http://127\.0\.0\.1:(\d+)", re.IGNORECASE)


class LoadError(BenchmarkError):
    """What a load process met; its last line says it in short."""

    @property
    def summary(self) -> str:
        """One line of it."""
        return str(self).rstrip().rpartition("\n")[2]


@contextmanager
def started(target: Target, database: Database, cores: Cores) -> Generator[Watched]:
    """Run a server on its core until the block ends, however it ends."""
    settings = {
        "IKDOEMEE_DATABASE_URL": database.url,
        "IKDOEMEE_BROADCAST_URL": "memory://",
        "BENCHMARK_TRUST": database.trust,
        "NODE_ENV": "production",
    }
    with tempfile.TemporaryDirectory(prefix="ikdoemee-bench-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as output, _process(target.command, cores.server, settings, stdout=output) as process:
            port = _port(target, process, log)
            try:
                yield Watched(
                    host="127.0.0.1",
                    port=port,
                    pid=process.pid,
                    postmaster=database.postmaster,
                    cores=sorted(cores.server),
                )
            except BenchmarkError as error:
                error.add_note(f"{target.name} said:\n{_tail(log)}")
                raise
            if process.poll() is not None:
                raise BenchmarkError(f"{target.name} ended by itself:\n{_tail(log)}")


def run_load(module: str, job: ReadJob | FanoutJob, cores: Cores, *, within: float) -> dict[str, Any]:
    """Run a load process to its end, and return what it reports."""
    command = [sys.executable, "-m", f"benchmarks.load.{module}"]
    with _process(
        command, cores.load, {}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as load:
        try:
            told, errors = load.communicate(orjson.dumps(asdict(job)), within)
        except subprocess.TimeoutExpired:
            raise LoadError(f"the load did not end within {within:.0f} s") from None
    if load.returncode != 0:
        raise LoadError(f"the load failed:\n{errors.decode(errors='replace')[-LOG_TAIL:]}")
    result: dict[str, Any] = orjson.loads(told)
    return result


@contextmanager
def _process(
    command: Iterable[str],
    cores: frozenset[int],
    settings: Mapping[str, str],
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int | IO[bytes],
    stderr: int = subprocess.STDOUT,
) -> Generator["subprocess.Popen[bytes]"]:
    """Run a process that is gone when the block is left."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("IKDOEMEE_")}
    # Inherited, so that every thread of the child has it from its first moment on.
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        # A session of its own: Ctrl-C reaches us alone, and we stop it in order.
        process = subprocess.Popen(  # noqa: S603 - commands of ours
            list(command),
            env={**others, **settings},
            cwd=ROOT,
            start_new_session=True,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
        )
    finally:
        os.sched_setaffinity(0, own)
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _port(target: Target, process: "subprocess.Popen[bytes]", log: Path) -> int:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = _ADDRESS.search(log.read_text(errors="replace"))
        if found:
            return int(found[1])
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise BenchmarkError(f"{target.name} did not start:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-LOG_TAIL:]
