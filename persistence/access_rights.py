"""Rights and applications, looked up within a unit of work."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access_rights.model import AccessRight, Application, RightContext
from domain.organisations.target_groups import TargetGroup
from persistence.tables.access_rights import access_right, application

RIGHT = select(
    access_right,
    application.c.name.label("application_name"),
    application.c.number.label("application_number"),
    application.c.channel_group.label("application_group"),
).join(application, application.c.code == access_right.c.application)
"""Rights as `right_of` reads them."""


class StoredAccessRights:
    """The rights of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, code: str) -> AccessRight | None:
        """Return a right."""
        row = (await self._connection.execute(RIGHT.where(access_right.c.code == code))).mappings().one_or_none()
        return None if row is None else right_of(row)

    async def application(self, code: str) -> Application | None:
        """Return an application."""
        statement = select(application).where(application.c.code == code)
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else application_of(row)


def contexts_of(stored: Sequence[Mapping[str, str]]) -> tuple[RightContext, ...]:
    """Return the contexts in a column of a right."""
    return tuple(RightContext(code=each["code"], label=each["label"]) for each in stored)


def right_of(row: Mapping[str, Any] | RowMapping) -> AccessRight:
    """Return the right in a row."""
    return AccessRight(
        code=row["code"],
        name=row["name"],
        application=Application(
            code=row["application"],
            name=row["application_name"],
            number=row["application_number"],
            channel_group=row["application_group"],
        ),
        target_groups=frozenset(TargetGroup(each) for each in row["target_groups"]),
        longest_days=row["longest_days"],
        contexts=contexts_of(row["contexts"]),
    )


def application_of(row: Mapping[str, Any] | RowMapping) -> Application:
    """Return the application in a row."""
    return Application(code=row["code"], name=row["name"], number=row["number"], channel_group=row["channel_group"])
