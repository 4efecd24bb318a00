"""What can be known of the image without an engine to build it."""

import re
from pathlib import Path

import typer.main

from ikdoemee.cli import app

DOCKER = Path(__file__).parents[2] / "docker"


def test_the_image_runs_without_rights_and_watches_its_health() -> None:
    last_stage = (DOCKER / "Dockerfile").read_text("utf-8").split("\nFROM ")[-1]
    assert re.search(r"^USER (?!root)\w+$", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
    assert "/health/ready" in last_stage


def test_every_command_of_the_image_and_the_composition_exists() -> None:
    texts = [(DOCKER / name).read_text("utf-8") for name in ("Dockerfile", "compose.yaml")]
    commands = {word for text in texts for word in re.findall(r"\bikdoemee\"?,? \"?([a-z]+(?:-[a-z]+)*)\b", text)}
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined] # a group, as there are several
    assert {"serve", "migrate", "import-uit", "dev-token"} <= commands & known


def test_the_composition_publishes_its_port_on_loopback_only() -> None:
    text = (DOCKER / "compose.yaml").read_text("utf-8")
    assert re.findall(r"ports: \[(.*)\]", text) == ['"127.0.0.1:8000:8000"']
