"""Where an activity takes place."""

import strawberry

from domain.activities import model
from domain.activities.model import LocationKind
from resolvers.context import Context
from schema.municipalities import Municipality


@strawberry.type(description="Adres.")
class Address:
    """An address."""

    street: str = strawberry.field(description="Straat en huisnummer.")
    postcode: str = strawberry.field(description="Postcode.")
    locality: str = strawberry.field(description="Plaatsnaam, zoals de organisator ze schrijft.")


@strawberry.type(description="Punt op de kaart (WGS84, graden).")
class GeoPoint:
    """A point."""

    latitude: float = strawberry.field(description="Noorderbreedte.")
    longitude: float = strawberry.field(description="Oosterlengte.")


@strawberry.type(description="Waar een activiteit plaatsvindt.")
class Location:
    """Where it takes place."""

    kind: LocationKind = strawberry.field(description="Ter plaatse, online of allebei.")
    name: str | None = strawberry.field(description="Naam van de plaats.")
    address: Address | None = strawberry.field(description="Adres; null als ze enkel online is.")
    geo: GeoPoint | None = strawberry.field(description="Punt op de kaart, als dat gekend is.")
    online_url: str | None = strawberry.field(description="Link om online mee te doen.")
    nis: strawberry.Private[str | None]

    @strawberry.field(description="Gemeente op wier grondgebied ze ligt.")
    async def municipality(self, info: strawberry.Info[Context]) -> Municipality | None:
        """Return the municipality."""
        found = await info.context.loaders.municipality.load(self.nis) if self.nis else None
        return Municipality.of(found) if found else None

    @classmethod
    def of(cls, location: model.Location) -> "Location":
        """Show a location."""
        address, geo = location.address, location.geo
        return cls(
            kind=location.kind,
            name=location.name,
            address=Address(street=address.street, postcode=address.postcode, locality=address.locality)
            if address
            else None,
            geo=GeoPoint(latitude=geo.latitude, longitude=geo.longitude) if geo else None,
            online_url=location.online_url,
            nis=location.municipality,
        )
