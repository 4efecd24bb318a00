"""The top-level folders are packages with plain names, which only works while nobody else uses them."""

import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_other_distribution_provides_one_of_our_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    providers = packages_distributions()
    assert {name: set(providers.get(name, ["ikdoemee"])) for name in ours} == {name: {"ikdoemee"} for name in ours}
