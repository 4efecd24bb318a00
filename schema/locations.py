"""Where an activity takes place."""

import strawberry

from domain.activities.model import LocationKind
from schema.addresses import Address
from schema.municipalities import Municipality
from schema.scalars import NisCode


@strawberry.type(description="Point on the map (WGS84, decimal degrees).")
class GeoPoint:
    """A point."""

    latitude: float = strawberry.field(description="Degrees north of the equator.")
    longitude: float = strawberry.field(description="Degrees east of Greenwich.")


@strawberry.type(description="A place besides the first.")
class FurtherPlace:
    """A further place."""

    name: str | None = strawberry.field(description="Name of the place; null if it has none.")
    address: Address = strawberry.field(description="Address.")
    municipality: NisCode = strawberry.field(name="nis", description="NIS code of its municipality.")


@strawberry.type(description="Where an activity takes place.")
class Location:
    """Where it takes place."""

    kind: LocationKind = strawberry.field(description="At a place, online or both.")
    name: str | None = strawberry.field(description="Name of the place; null if it has none.")
    address: Address | None = strawberry.field(description="Address; null if it is online only or unknown.")
    geo: GeoPoint | None = strawberry.field(description="Point on the map; null if unknown.")
    online_url: str | None = strawberry.field(description="Link to join online; null if there is none.")
    municipality: Municipality | None = strawberry.field(
        description="Municipality whose moderators look after it; null if unknown."
    )
