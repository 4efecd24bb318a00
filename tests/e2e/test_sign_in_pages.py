"""The demo as a person meets it: signing in with the keyboard, in a real browser, without a network."""

import os
import socket
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.e2e.node import run_script
from tests.e2e.servers import IKDOEMEE, ROOT, Server, environment
from tests.e2e.test_graphiql import chromium

PICTURES = os.environ.get("IKDOEMEE_TEST_PICTURES", "")
"""Folder to leave pictures of the pages in, for who wants to look at them."""

pytestmark = pytest.mark.xdist_group("graphiql")


@pytest.fixture
def demo(tmp_path: Path) -> Generator[Server]:
    """Give the demo, on a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    settings = {"database_url": f"sqlite:///{tmp_path / 'demo.sqlite'}"}
    log = tmp_path / "demo.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [IKDOEMEE, "demo", "--port", str(port)],
            env=environment(settings),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    started = Server(process=process, settings=settings, log=log)
    try:
        started.wait_until_ready()
        yield started
        started.stop()
    finally:
        if process.poll() is None:
            started.kill()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_person_signs_in_switches_and_signs_out(demo: Server, width: int) -> None:
    assert f"sign in      {demo.url}/aanmelden" in demo.log_text
    seen = run_script(
        "sign-in.mjs", {"origin": demo.url, "browser": chromium(), "width": width, "folder": PICTURES}, within=90
    )
    assert (seen["problems"], seen["violations"]) == ([], [])
    shown = {"language": "nl", "tooWide": False, "landmarks": 1}
    titles = [
        "Aanmelden (stap 1 van 3)",
        "Kies een verzonnen persoon (stap 2 van 3)",
        "Selecteer namens wie je wil aanmelden (stap 3 van 3)",
        "Selecteer namens wie je wil aanmelden (stap 3 van 3)",
        "Aanmelden (stap 1 van 3)",
    ]
    assert seen["pages"] == [{"title": f"{title} - Aanmelding voor ontwikkeling", **shown} for title in titles]
    assert seen["first"].startswith("Aangemeld als Mo Derator voor OVO002067")
    assert seen["second"].startswith("Aangemeld als Mo Derator voor OVO002633")
