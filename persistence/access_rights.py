"""Rights and applications, looked up within a unit of work."""

from collections.abc import Mapping, Sequence

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.access_rights.model import AccessRight, Application, RightContext
from domain.organisations.target_groups import TargetGroup
from persistence.tables.access_rights import access_right, application

_RIGHT = select(
    access_right,
    application.c.name.label("application_name"),
    application.c.number.label("application_number"),
    application.c.channel_group.label("application_group"),
).join(application, application.c.code == access_right.c.application)


class StoredAccessRights:
    """The rights of a unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, code: str) -> AccessRight | None:
        """Return a right."""
        row = (await self._connection.execute(_RIGHT.where(access_right.c.code == code))).mappings().one_or_none()
        return None if row is None else right_of(row)

    async def application(self, code: str) -> Application | None:
        """Return an application."""
        statement = select(application).where(application.c.code == code)
        row = (await self._connection.execute(statement)).mappings().one_or_none()
        return None if row is None else _application_of(row)

    async def of_application(self, number: int) -> tuple[Application, Sequence[AccessRight]] | None:
        """Return the application with a number, and its rights by name."""
        statement = select(application).where(application.c.number == number)
        found = (await self._connection.execute(statement)).mappings().one_or_none()
        if found is None:
            return None
        rights = _RIGHT.where(access_right.c.application == found["code"]).order_by(access_right.c.name)
        rows = (await self._connection.execute(rights)).mappings().all()
        return _application_of(found), [right_of(row) for row in rows]


def contexts_of(stored: Sequence[Mapping[str, str]]) -> tuple[RightContext, ...]:
    """Return the contexts in a column of a right."""
    return tuple(RightContext(code=each["code"], label=each["label"]) for each in stored)


def right_of(row: RowMapping) -> AccessRight:
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


def _application_of(row: RowMapping) -> Application:
    return Application(code=row["code"], name=row["name"], number=row["number"], channel_group=row["channel_group"])
