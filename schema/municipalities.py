"""Municipalities."""

from datetime import date

import strawberry

from domain.territories import model
from resolvers.ids import NodeKind, encode_id
from schema.connections import Node
from schema.scalars import NisCode


@strawberry.type(description="Een gemeente die in een andere opging of een nieuwe NIS-code kreeg.")
class FormerMunicipality:
    """A NIS code that no longer holds."""

    nis: NisCode = strawberry.field(description="NIS-code van toen.")
    name: str = strawberry.field(description="Naam van toen.")
    until: date = strawberry.field(description="Eerste dag waarop de code niet meer gold.")


@strawberry.type(description="Een gemeente van Vlaanderen of Brussel, zoals ze vandaag is.")
class Municipality(Node):
    """A municipality."""

    nis: NisCode = strawberry.field(description="NIS-code: de sleutel van een gemeente.")
    name: str = strawberry.field(description="Nederlandse naam.")
    postcodes: list[str] = strawberry.field(description="Postcodes die in de gemeente liggen.")
    province: str | None = strawberry.field(description="Provincie; null in Brussel.")
    formerly: list[FormerMunicipality] = strawberry.field(description="Gemeenten die er bij een fusie in opgingen.")

    @classmethod
    def of(cls, municipality: model.Municipality) -> "Municipality":
        """Show a municipality."""
        return cls(
            id=strawberry.ID(encode_id(NodeKind.MUNICIPALITY, municipality.nis)),
            nis=NisCode(municipality.nis),
            name=municipality.name,
            postcodes=list(municipality.postcodes),
            province=municipality.province,
            formerly=[
                FormerMunicipality(nis=NisCode(old.nis), name=old.name, until=old.until)
                for old in municipality.formerly
            ],
        )
