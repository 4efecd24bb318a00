"""A small gazetteer, and the folder of real documents that the repository does not carry."""

from pathlib import Path

import pytest

from domain.territories.gazetteer import Gazetteer
from domain.territories.model import Nis


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    municipalities = {
        "21004": ("Brussel", "1000"),
        "21013": ("Sint-Gillis", "1060"),
        "24038": ("Herent", "3020"),
        "24062": ("Leuven", "3000"),
        "24107": ("Tienen", "3300"),
        "24134": ("Scherpenheuvel-Zichem", "3270"),
        "43005": ("Eeklo", "9900"),
        "44021": ("Gent", "9000 9030 9040 9050"),
        "71072": ("Hasselt", "3500"),
    }
    return Gazetteer(
        names={Nis(nis): name for nis, (name, _) in municipalities.items()},
        successors={"71022": Nis("71072")},
        postcodes={code: Nis(nis) for nis, (_, codes) in municipalities.items() for code in codes.split()},
    )


@pytest.fixture(scope="session")
def samples(shared: Path) -> Path:
    """Return the folder with real UiTdatabank documents."""
    return shared / "data" / "uitdatabank"
