"""Channels: by which application an organisation reaches the government, where it can use one at a time."""

from datetime import date, datetime

import strawberry

from domain.channels.model import ChannelStatus
from schema.access_rights import AccessApplication


@strawberry.type(
    description="That an organisation uses an application, such as Loket or Religiopoint: one of them at a time, never "
    "both."
)
class Channel:
    """A channel."""

    application: AccessApplication = strawberry.field(description="The application.")
    status: ChannelStatus = strawberry.field(description="Whether the organisation still uses it.")
    decided_on: date = strawberry.field(description="When the board of the organisation decided to use it.")
    since: datetime = strawberry.field(description="When it began to use it, the last time.")
    ended_at: datetime | None = strawberry.field(description="When it switched to another one; null while it uses it.")
