"""The reference data that ships with the project: municipalities, local governments, vocabularies, texts."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from domain.access_rights.model import AccessRight, Application, RightContext
from domain.activities.model import Vocabulary
from domain.organisations.model import OrganisationKind
from domain.organisations.target_groups import TargetGroup
from domain.platform_texts.model import Term
from importers.platform_texts.reading import read_texts
from persistence.reference import FormerFacts, GovernmentFacts, MunicipalityFacts, PostcodeFacts, ReferenceData

T = TypeVar("T")


def read_reference() -> ReferenceData:
    """Return the reference data; see `PROVENANCE.md` beside it for where each file comes from."""
    access = _rows("access_rights", _access)
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
        applications=list({application.code: application for application, _ in access}.values()),
        access_rights=[right for _, right in access if right is not None],
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


def _access(row: dict[str, str]) -> tuple[Application, AccessRight | None]:
    application = Application(
        code=row["application"],
        number=int(row["number"]) if row["number"] else None,
        name=row["application_name"],
        channel_group=row["channel_group"] or None,
    )
    if not row["right"]:
        return application, None
    contexts = (each.partition("=") for each in row["contexts"].split("|") if each)
    return application, AccessRight(
        code=row["right"],
        name=row["right_name"],
        application=application,
        target_groups=frozenset(TargetGroup(each) for each in row["target_groups"].split()),
        longest_days=int(row["longest_days"]),
        contexts=tuple(RightContext(code=code, label=label) for code, _, label in contexts),
    )


def _rows(name: str, read: Callable[[dict[str, str]], T]) -> list[T]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [read(row) for row in csv.DictReader(file)]
