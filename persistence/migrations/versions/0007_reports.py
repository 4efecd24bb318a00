"""Decisions on reports, their place in the trail, and views that were counted today."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def of_report() -> list[sa.Column[Any]]:
    return [
        sa.Column("changed_by", JSON),
        sa.Column("changed_at", INSTANT),
        sa.Column("explanation", sa.Text()),
        sa.Column("decided_by", JSON),
        sa.Column("decided_at", INSTANT),
        sa.Column("proposed_outcome", sa.String(length=20)),
        sa.Column("proposed_explanation", sa.Text()),
        sa.Column("proposed_unpublish", sa.Boolean()),
        sa.Column("proposed_by", JSON),
        sa.Column("proposed_by_person", sa.Text()),
        sa.Column("proposed_at", INSTANT),
    ]


def upgrade() -> None:
    for column in of_report():
        op.add_column("report", column)
    op.create_index("ix_report_territory", "report", ["territory", "status", "reported_at"], unique=False)
    op.add_column("audit_entry", sa.Column("report_id", sa.Uuid(), nullable=True))
    op.create_table(
        "activity_view",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_view_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("day", "activity_id", "digest", name=op.f("pk_activity_view")),
    )
    op.create_table(
        "view_salt",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_view_salt")),
    )


def downgrade() -> None:
    op.drop_table("view_salt")
    op.drop_table("activity_view")
    op.drop_column("audit_entry", "report_id")
    op.drop_index("ix_report_territory", table_name="report")
    for column in reversed(of_report()):
        op.drop_column("report", column.name)
