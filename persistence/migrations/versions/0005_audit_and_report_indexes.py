"""The audit log by territory, and open reports."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_entry_territory", "audit_entry", ["territory", "number"], unique=False)
    op.create_index(
        "ix_report_open",
        "report",
        ["territory"],
        unique=False,
        sqlite_where=sa.text("status = 'OPEN'"),
        postgresql_where=sa.text("status = 'OPEN'"),
    )


def downgrade() -> None:
    op.drop_index("ix_report_open", table_name="report")
    op.drop_index("ix_audit_entry_territory", table_name="audit_entry")
