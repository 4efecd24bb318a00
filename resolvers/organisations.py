"""Fields about organisations."""

from uuid import UUID

from domain.activities.model import ActivityStatus
from domain.organisations.model import Organisation
from domain.territories.model import Municipality
from resolvers.context import Context


async def organisation(context: Context, organisation_id: UUID | None) -> Organisation | None:
    """Return an organisation; that it exists is public."""
    return await context.loaders.organisation.load(organisation_id) if organisation_id else None


async def municipality_of(context: Context, organisation: Organisation) -> Municipality | None:
    """Return the municipality of its address."""
    return await context.loaders.municipality.load(organisation.municipality) if organisation.municipality else None


async def activity_counts(context: Context, organisation: Organisation) -> dict[ActivityStatus, int]:
    """Count those of its activities that the viewer may see."""
    return await context.loaders.activity_counts.load(organisation.id) or {}
