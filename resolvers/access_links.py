"""The field that explains self-registration links."""

from domain.access_links.explaining import explain_link
from domain.access_links.model import AccessLink
from domain.refusals import InvalidInput
from persistence.access_links import LinkTargetReader
from resolvers.context import Context


async def explain(context: Context, url: str) -> AccessLink | InvalidInput:
    """Explain a link."""
    return await explain_link(url, LinkTargetReader(context.rows))
