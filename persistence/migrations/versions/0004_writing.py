"""Addresses of organisations, and what people changed in activities from elsewhere."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    for name in ("street", "postcode", "locality"):
        op.add_column("organisation", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("activity", sa.Column("kept_fields", DOCUMENT, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("activity", "kept_fields")
    for name in ("locality", "postcode", "street"):
        op.drop_column("organisation", name)
