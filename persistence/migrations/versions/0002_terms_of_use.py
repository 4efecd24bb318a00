"""Terms of use, and who accepted them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "terms_of_use",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_terms_of_use")),
        sa.UniqueConstraint("in_force_from", name=op.f("uq_terms_of_use_in_force_from")),
    )
    op.create_table(
        "terms_acceptance",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"], ["terms_of_use.version"], name=op.f("fk_terms_acceptance_version_terms_of_use")
        ),
        sa.PrimaryKeyConstraint("person_id", "version", name=op.f("pk_terms_acceptance")),
    )


def downgrade() -> None:
    op.drop_table("terms_acceptance")
    op.drop_table("terms_of_use")
