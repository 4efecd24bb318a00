"""Who may see which activity, as SQL: the policy of `domain.activities.visibility`, with the viewer as parameters."""

from sqlalchemy import ColumnElement, FromClause, and_, or_

from domain.activities.model import ActivityStatus
from persistence import viewers
from plans.among import among


def visible(table: FromClause) -> ColumnElement[bool]:
    """Return the condition that only what the viewer may see fulfils."""
    return and_(
        table.c.status != ActivityStatus.DELETED,
        or_(
            table.c.status == ActivityStatus.PUBLISHED,
            among(table.c.municipality, viewers.TERRITORIES),
            table.c.organisation_id == viewers.ORGANISATION,
        ),
    )
