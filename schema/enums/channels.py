"""Channels of organisations."""

from domain.channels.model import ChannelStatus
from schema.enums.describing import describe

describe(
    ChannelStatus,
    "Whether an organisation still uses an application.",
    {
        ChannelStatus.ACTIVE: "It uses it now, and no other one in its place.",
        ChannelStatus.ENDED: "It switched to another one.",
    },
)
