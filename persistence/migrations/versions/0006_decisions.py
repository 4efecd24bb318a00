"""Undoing decisions, claims, and what people deleted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("activity", sa.Column("deleted_at", INSTANT, nullable=True))
    op.create_table(
        "undo",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_undo")),
    )
    op.create_index(op.f("ix_undo_expires_at"), "undo", ["expires_at"], unique=False)
    op.create_table(
        "undo_step",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["digest"], ["undo.digest"], name=op.f("fk_undo_step_digest_undo"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_undo_step_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", "activity_id", name=op.f("pk_undo_step")),
    )
    op.create_table(
        "activity_claim",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("by", DOCUMENT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_claim_activity_id_activity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", name=op.f("pk_activity_claim")),
    )
    op.create_index(op.f("ix_activity_claim_until"), "activity_claim", ["until"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_activity_claim_until"), table_name="activity_claim")
    op.drop_table("activity_claim")
    op.drop_table("undo_step")
    op.drop_index(op.f("ix_undo_expires_at"), table_name="undo")
    op.drop_table("undo")
    op.drop_column("activity", "deleted_at")
