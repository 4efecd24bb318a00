"""Who may do what for whom: people, rights, requests, grants, delegations and channels, and the mails about it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
FOR_RIGHT = sa.text("status IN ('SUBMITTED', 'WORK_RELATION_NEEDED') AND right_code IS NOT NULL")
FOR_WORK_RELATION = sa.text("status IN ('SUBMITTED', 'WORK_RELATION_NEEDED') AND right_code IS NULL")
WAITS = sa.text("sent_at IS NULL AND given_up_at IS NULL")
CURRENT = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "access_audit_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("acting_as", sa.Uuid(), nullable=True),
        sa.Column("acting_as_name", sa.Text(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("grant_id", sa.Uuid(), nullable=True),
        sa.Column("work_relation_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("changes", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_access_audit_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_access_audit_entry_id")),
    )
    op.create_index(
        "ix_access_audit_entry_organisation", "access_audit_entry", ["organisation_id", "number"], unique=False
    )
    op.create_table(
        "application",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel_group", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("number_digest", sa.String(length=64), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_sort", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("number_digest", name=op.f("uq_person_number_digest")),
        sa.UniqueConstraint("subject", name=op.f("uq_person_subject")),
    )
    op.create_table(
        "access_right",
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("application", sa.String(length=60), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("target_groups", DOCUMENT, nullable=False),
        sa.Column("contexts", DOCUMENT, nullable=False),
        sa.Column("longest_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["application"], ["application.code"], name=op.f("fk_access_right_application")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_access_right")),
    )
    op.create_index(op.f("ix_access_right_application"), "access_right", ["application"], unique=False)
    op.create_table(
        "access_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("right_code", sa.String(length=100), nullable=True),
        sa.Column("contexts", DOCUMENT, nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("changed_by", DOCUMENT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("share_reason", sa.Boolean(), nullable=True),
        sa.Column("decided_by", DOCUMENT, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("own_decision", sa.Boolean(), nullable=True),
        sa.Column("granted_begin", sa.Date(), nullable=True),
        sa.Column("granted_end", sa.Date(), nullable=True),
        sa.Column("granted_contexts", DOCUMENT, nullable=True),
        sa.Column("granted_external", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_access_request_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_request_person_id")),
        sa.ForeignKeyConstraint(["right_code"], ["access_right.code"], name=op.f("fk_access_request_right_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_request")),
    )
    op.create_index(
        "ix_access_request_organisation", "access_request", ["organisation_id", "status", "requested_at"], unique=False
    )
    op.create_index("ix_access_request_person", "access_request", ["person_id", "requested_at"], unique=False)
    op.create_index(
        "uq_access_request_open_right",
        "access_request",
        ["person_id", "organisation_id", "right_code"],
        unique=True,
        sqlite_where=FOR_RIGHT,
        postgresql_where=FOR_RIGHT,
    )
    op.create_index(
        "uq_access_request_open_work_relation",
        "access_request",
        ["person_id", "organisation_id"],
        unique=True,
        sqlite_where=FOR_WORK_RELATION,
        postgresql_where=FOR_WORK_RELATION,
    )
    op.create_table(
        "channel",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("application", sa.String(length=60), nullable=False),
        sa.Column("channel_group", sa.String(length=40), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("decided_by", DOCUMENT, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["application"], ["application.code"], name=op.f("fk_channel_application")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_channel_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
    )
    op.create_index(op.f("ix_channel_organisation_id"), "channel", ["organisation_id"], unique=False)
    op.create_index(
        "uq_channel_current",
        "channel",
        ["organisation_id", "channel_group"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["manager_id"], ["organisation.id"], name=op.f("fk_delegation_manager_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_delegation_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_manager_id"), "delegation", ["manager_id"], unique=False)
    op.create_index(
        "uq_delegation_current",
        "delegation",
        ["organisation_id", "manager_id"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )
    op.create_table(
        "work_relation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("begin", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("established_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_work_relation_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_work_relation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_relation")),
    )
    op.create_index(op.f("ix_work_relation_organisation_id"), "work_relation", ["organisation_id"], unique=False)
    op.create_index("ix_work_relation_person", "work_relation", ["person_id", "organisation_id", "begin"], unique=False)
    op.create_table(
        "access_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("right_code", sa.String(length=100), nullable=False),
        sa.Column("contexts", DOCUMENT, nullable=False),
        sa.Column("begin", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column("granted_at", INSTANT, nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.Column("changed_by", DOCUMENT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_access_grant_organisation_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_access_grant_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["access_request.id"], name=op.f("fk_access_grant_request_id")),
        sa.ForeignKeyConstraint(["right_code"], ["access_right.code"], name=op.f("fk_access_grant_right_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_grant")),
    )
    op.create_index("ix_access_grant_end", "access_grant", ["end"], unique=False)
    op.create_index(
        "ix_access_grant_organisation", "access_grant", ["organisation_id", "right_code", "end"], unique=False
    )
    op.create_index("ix_access_grant_person", "access_grant", ["person_id", "organisation_id"], unique=False)
    op.create_table(
        "mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("paragraphs", DOCUMENT, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("given_up_at", INSTANT, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    op.create_index("ix_mail_due", "mail", ["due_at"], unique=False, sqlite_where=WAITS, postgresql_where=WAITS)
    op.add_column("organisation", sa.Column("target_group", sa.String(length=3), nullable=True))


def downgrade() -> None:
    op.drop_column("organisation", "target_group")
    op.drop_table("mail")
    op.drop_table("access_grant")
    op.drop_table("work_relation")
    op.drop_table("delegation")
    op.drop_table("channel")
    op.drop_table("access_request")
    op.drop_table("access_right")
    op.drop_table("person")
    op.drop_table("application")
    op.drop_table("access_audit_entry")
