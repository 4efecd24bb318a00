"""By which application organisations reach the government, within a unit of work."""

from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.channels.model import Channel
from persistence.activity_rows import author_of
from persistence.tables.channels import channel


class StoredChannels:
    """The channels of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self, organisation_id: UUID, group: str) -> Channel | None:
        """Return the channel that an organisation uses now, of those in a group."""
        statement = select(channel).where(
            channel.c.organisation_id == organisation_id,
            channel.c.channel_group == group,
            channel.c.ended_at.is_(None),
        )
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else _channel_of(row)


def _channel_of(row: RowMapping) -> Channel:
    return Channel(
        id=row["id"],
        organisation_id=row["organisation_id"],
        application=row["application"],
        group=row["channel_group"],
        since=row["since"],
        decided_by=author_of(row["decided_by"]),
        reason=row["reason"],
        ended_at=row["ended_at"],
    )
