"""By which applications an organisation reaches the government, for who acts for it or decides on its access."""

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, and_, exists, or_

from domain.channels.model import ChannelStatus
from persistence import viewers
from persistence.read_models.access_rights import APPLICATION
from persistence.tables.channels import channel
from plans.model import Column, Computed, Declared, ReadModel, ToMany, ToOne


def _channel(table: FromClause) -> Declared:
    c = table.c
    return Declared(
        {
            "application": ToOne(model=lambda: APPLICATION, key=c.application),
            "status": Computed(of=_status, inputs=(c.ended_at,)),
            "since": Column(of=c.since),
            "decided_on": Column(of=c.decided_on),
            "ended_at": Column(of=c.ended_at),
        },
        table,
        visible=and_(
            or_(c.organisation_id == viewers.ORGANISATION, viewers.administered(c.organisation_id)), _latest(table)
        ),
    )


def _latest(table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a row is the last one of its organisation and application: the list stays short."""
    c, later = table.c, channel.alias()
    return ~exists().where(
        later.c.organisation_id == c.organisation_id,
        later.c.application == c.application,
        or_(
            and_(later.c.ended_at.is_(None), c.ended_at.is_not(None)),
            later.c.ended_at > c.ended_at,
            and_(later.c.ended_at == c.ended_at, later.c.id > c.id),
        ),
    )


def _status(ended_at: datetime | None) -> ChannelStatus:
    return ChannelStatus.ACTIVE if ended_at is None else ChannelStatus.ENDED


_CHANNEL = ReadModel("Channel", channel, "id", _channel)


def channels_of_organisation() -> ToMany:
    """Return the relation from an organisation to its channels, the one that began last first."""
    return ToMany(
        model=lambda: _CHANNEL,
        column=channel.c.organisation_id,
        order=(channel.c.ended_at.is_not(None), channel.c.since.desc(), channel.c.id),
    )
