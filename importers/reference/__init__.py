"""The reference data that ships with the project: municipalities, local governments, vocabularies, texts."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from domain.activities.model import Vocabulary
from domain.organisations.model import OrganisationKind
from domain.platform_texts.model import Term
from importers.platform_texts.reading import read_texts
from persistence.reference import FormerFacts, GovernmentFacts, MunicipalityFacts, PostcodeFacts, ReferenceData

T = TypeVar("T")


def read_reference() -> ReferenceData:
    """Return the reference data; see `PROVENANCE.md` beside it for where each file comes from."""
    return ReferenceData(
        municipalities=_rows(
            "municipalities",
            lambda row: MunicipalityFacts(
                nis=row["nis"],
                name=row["name"],
                province=row["province"] or None,
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
            ),
        ),
        postcodes=_rows(
            "postcodes",
            lambda row: PostcodeFacts(postcode=row["postcode"], locality=row["locality"], nis=row["nis"]),
        ),
        former=_rows(
            "former_municipalities",
            lambda row: FormerFacts(
                nis=row["nis"],
                name=row["name"],
                until=date.fromisoformat(row["until"]),
                successor=row["successor"],
            ),
        ),
        governments=_rows("local_governments", _government),
        terms=_rows(
            "vocabularies",
            lambda row: Term(
                vocabulary=Vocabulary(row["vocabulary"]),
                code=row["code"],
                label=row["label"],
                description=row["description"] or None,
            ),
        ),
        texts=read_texts((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8")).texts,
    )


def _government(row: dict[str, str]) -> GovernmentFacts:
    return GovernmentFacts(
        kind=OrganisationKind(row["kind"]),
        name=row["name"],
        kbo=row["kbo"],
        ovo=row["ovo"] or None,
        nis=row["nis"] or None,
        ended_on=date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
    )


def _rows(name: str, read: Callable[[dict[str, str]], T]) -> list[T]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [read(row) for row in csv.DictReader(file)]
