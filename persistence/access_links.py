"""What self-registration links name, looked up as anybody may."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, select

from domain.access_rights.model import AccessRight, Application
from domain.organisations.model import Organisation
from persistence.access_rights import RIGHT, application_of, right_of
from persistence.organisations import NOT_ENDED, organisation_of
from persistence.rows import SeenRows
from persistence.tables.access_rights import access_right, application
from persistence.tables.organisations import organisation
from persistence.text import findable

_WITH_CODE = RIGHT.where(access_right.c.code == bindparam("code", type_=String()))
_NUMBER = bindparam("number", type_=Integer())
_APPLICATION = select(application).where(application.c.number == _NUMBER)
_OF_APPLICATION = RIGHT.where(application.c.number == _NUMBER).order_by(access_right.c.name, access_right.c.code)
_ORGANISATION = select(organisation).where(organisation.c.kbo == bindparam("kbo", type_=String()), NOT_ENDED)


class LinkTargetReader:
    """Looks up what stands in links."""

    def __init__(self, rows: SeenRows) -> None:
        self._rows = rows

    async def right(self, code: str) -> AccessRight | None:
        """Return the right with an `ec`."""
        return next((right_of(each) for each in await self._found(_WITH_CODE, code=findable(code))), None)

    async def of_application(self, number: int) -> tuple[Application, Sequence[AccessRight]] | None:
        """Return the application with an `an`, and its rights by name."""
        found = await self._found(_APPLICATION, number=number)
        if not found:
            return None
        rights = await self._found(_OF_APPLICATION, number=number)
        return application_of(found[0]), [right_of(each) for each in rights]

    async def organisation(self, kbo: str) -> Organisation | None:
        """Return the organisation with a KBO number, unless it has ended."""
        return next((organisation_of(each) for each in await self._found(_ORGANISATION, kbo=kbo)), None)

    async def _found(self, statement: Select[Any], **values: object) -> Sequence[Mapping[str, Any]]:
        names = statement.selected_columns.keys()
        return [dict(zip(names, row, strict=True)) for row in await self._rows.rows(statement, values)]
