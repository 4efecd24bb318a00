"""Which administrator was told that a grant ends."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grant_warning",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["access_grant.id"], name=op.f("fk_grant_warning_grant_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_grant_warning_person_id")),
        sa.PrimaryKeyConstraint("person_id", "grant_id", "end", "days", name=op.f("pk_grant_warning")),
    )


def downgrade() -> None:
    op.drop_table("grant_warning")
