"""Texts and lists that an administrator changes: rules, help, inspiration, and terms that retire."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("vocabulary_term", sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False))

    op.create_table(
        "publication_rule",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("number", "version", name=op.f("pk_publication_rule")),
    )
    op.create_table(
        "help_support",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_support")),
    )
    op.create_table(
        "help_question",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer_html", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_help_question")),
    )
    op.create_table(
        "inspiration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("tip", sa.Text(), nullable=False),
        sa.Column("schedule", DOCUMENT, nullable=False),
        sa.Column("schedule_kind", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspiration")),
        sa.UniqueConstraint("code", name=op.f("uq_inspiration_code")),
    )
    op.create_index("ix_inspiration_place", "inspiration", ["position", "id"], unique=False)
    op.create_table(
        "inspiration_term",
        sa.Column("inspiration_id", sa.Uuid(), nullable=False),
        sa.Column("vocabulary", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspiration_id"],
            ["inspiration.id"],
            name=op.f("fk_inspiration_term_inspiration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("inspiration_id", "vocabulary", "code", name=op.f("pk_inspiration_term")),
    )


def downgrade() -> None:
    op.drop_table("inspiration_term")
    op.drop_table("inspiration")
    op.drop_table("help_question")
    op.drop_table("help_support")
    op.drop_table("publication_rule")
    op.drop_column("vocabulary_term", "retired")
