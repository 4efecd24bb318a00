"""Private feeds of open work."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "work_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("territory", sa.String(length=5), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_work_feed_organisation_id")),
        sa.ForeignKeyConstraint(["territory"], ["municipality.nis"], name=op.f("fk_work_feed_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_feed")),
        sa.UniqueConstraint("person_id", "place", name=op.f("uq_work_feed_person_id_place")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_work_feed_token_digest")),
    )


def downgrade() -> None:
    op.drop_table("work_feed")
