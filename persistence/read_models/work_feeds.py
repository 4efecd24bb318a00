"""Private feeds of open work, as the person sees them who made them; nobody else knows of them."""

from sqlalchemy import FromClause

from persistence import viewers
from persistence.read_models.municipalities import MUNICIPALITY
from persistence.tables.work_feeds import work_feed
from plans.model import Column, Declared, Key, ReadModel, ToOne


def _work_feed(table: FromClause) -> Declared:
    return Declared(
        {
            "id": Key(of=table.c.id),
            **{name: Column(of=table.c[name]) for name in ("name", "created_at", "expires_at")},
            "municipality": ToOne(model=lambda: MUNICIPALITY, key=table.c.territory),
        },
        table,
        visible=table.c.person_id == viewers.READER,
    )


WORK_FEED = ReadModel("WorkFeed", work_feed, "id", _work_feed)
