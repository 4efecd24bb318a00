"""What the image installs: a wheel that holds everything the product needs to run."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NEEDED = {
    "ikdoemee/graphiql/dist/index.html",
    "ikdoemee/graphiql/dist/main.js",
    "importers/demo/uit_gent_1.json",
    "importers/reference/municipalities.csv",
    "persistence/migrations/env.py",
    "persistence/migrations/versions/0001_first_schema.py",
    "schema/contract/catalogue.graphql",
}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_runs_and_nothing_of_the_build(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert names >= NEEDED
    assert not [name for name in names if "node_modules" in name or name.startswith("tests/")]


def test_an_unpacked_wheel_prepares_a_database_and_imports_the_demo(unpacked: Path, tmp_path: Path) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(unpacked),
        "IKDOEMEE_DATABASE_URL": f"sqlite:///{tmp_path}/wheel.sqlite",
    }
    run = [sys.executable, "-c", "import ikdoemee.cli as cli; assert 'site' in cli.__file__, cli.__file__; cli.app()"]
    for arguments in (["migrate"], ["import-uit", str(unpacked / "importers" / "demo"), "--json"]):
        done = subprocess.run(
            [*run, *arguments], cwd=tmp_path, env=environment, check=False, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, "")
