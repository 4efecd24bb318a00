"""By which application organisations reach the government, within a unit of work."""

from uuid import UUID

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.channels.model import Channel
from persistence.activity_rows import author_of, author_to_json
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

    async def add(self, new: Channel) -> None:
        """Add the channel that an organisation begins to use."""
        await self._connection.execute(
            insert(channel).values(
                id=new.id,
                organisation_id=new.organisation_id,
                application=new.application,
                channel_group=new.group,
                since=new.since,
                ended_at=new.ended_at,
                decided_by=author_to_json(new.decided_by),
                decided_on=new.decided_on,
                reason=new.reason,
            )
        )

    async def save(self, changed: Channel) -> None:
        """Write whether and when a channel ended."""
        await self._connection.execute(
            update(channel).where(channel.c.id == changed.id).values(ended_at=changed.ended_at)
        )


def _channel_of(row: RowMapping) -> Channel:
    return Channel(
        id=row["id"],
        organisation_id=row["organisation_id"],
        application=row["application"],
        group=row["channel_group"],
        since=row["since"],
        decided_by=author_of(row["decided_by"]),
        decided_on=row["decided_on"],
        reason=row["reason"],
        ended_at=row["ended_at"],
    )
