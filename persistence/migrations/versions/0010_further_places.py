"""Places of an activity besides the first."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("activity", sa.Column("further_places", DOCUMENT, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("activity", "further_places")
