"""Where an activity takes place."""

import strawberry

from domain.activities import model
from domain.activities.model import LocationKind
from resolvers.context import Context
from schema.municipalities import Municipality


@strawberry.type(description="Address.")
class Address:
    """An address."""

    street: str = strawberry.field(description="Street and house number.")
    postcode: str = strawberry.field(description="Postcode.")
    locality: str = strawberry.field(description="Locality, as the organiser writes it.")


@strawberry.type(description="Point on the map (WGS84, decimal degrees).")
class GeoPoint:
    """A point."""

    latitude: float = strawberry.field(description="Degrees north of the equator.")
    longitude: float = strawberry.field(description="Degrees east of Greenwich.")


@strawberry.type(description="Where an activity takes place.")
class Location:
    """Where it takes place."""

    kind: LocationKind = strawberry.field(description="At a place, online or both.")
    name: str | None = strawberry.field(description="Name of the place; null if it has none.")
    address: Address | None = strawberry.field(description="Address; null if it is online only or unknown.")
    geo: GeoPoint | None = strawberry.field(description="Point on the map; null if unknown.")
    online_url: str | None = strawberry.field(description="Link to join online; null if there is none.")
    nis: strawberry.Private[str | None]

    @strawberry.field(description="Municipality whose moderators look after it; null if unknown.")
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
