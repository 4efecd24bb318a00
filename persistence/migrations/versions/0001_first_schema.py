"""First schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SORTED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "answered_request",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("operation", sa.String(length=60), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_answered_request")),
    )
    op.create_index(op.f("ix_answered_request_at"), "answered_request", ["at"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("territory", sa.String(length=5), nullable=True),
        sa.Column("actor_kind", sa.String(length=20), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("acting_as", sa.Uuid(), nullable=True),
        sa.Column("acting_as_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("rule_number", sa.Integer(), nullable=True),
        sa.Column("rule_version", sa.Integer(), nullable=True),
        sa.Column("changes", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_audit_entry_id")),
    )
    op.create_index("ix_audit_entry_activity", "audit_entry", ["activity_id", "number"], unique=False)

    op.create_table(
        "development_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jwk", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_key")),
    )
    op.create_table(
        "municipality",
        sa.Column("nis", sa.String(length=5), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_sort", SORTED, nullable=False),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("nis", name=op.f("pk_municipality")),
    )
    op.create_table(
        "vocabulary_term",
        sa.Column("vocabulary", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("vocabulary", "code", name=op.f("pk_vocabulary_term")),
    )
    op.create_table(
        "former_municipality",
        sa.Column("nis", sa.String(length=5), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_sort", SORTED, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("successor", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["successor"], ["municipality.nis"], name=op.f("fk_former_municipality_successor")),
        sa.PrimaryKeyConstraint("nis", name=op.f("pk_former_municipality")),
    )
    op.create_index(op.f("ix_former_municipality_successor"), "former_municipality", ["successor"], unique=False)

    op.create_table(
        "melding_log",
        sa.Column("territory", sa.String(length=5), nullable=False),
        sa.Column("epoch", sa.String(length=16), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["municipality.nis"], name=op.f("fk_melding_log_territory")),
        sa.PrimaryKeyConstraint("territory", name=op.f("pk_melding_log")),
    )
    op.create_table(
        "melding_mark",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("territory", sa.String(length=5), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["municipality.nis"], name=op.f("fk_melding_mark_territory")),
        sa.PrimaryKeyConstraint("person_id", "territory", name=op.f("pk_melding_mark")),
    )
    op.create_table(
        "municipality_postcode",
        sa.Column("postcode", sa.String(length=4), nullable=False),
        sa.Column("locality", sa.Text(), nullable=False),
        sa.Column("locality_sort", SORTED, nullable=False),
        sa.Column("nis", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["nis"], ["municipality.nis"], name=op.f("fk_municipality_postcode_nis")),
        sa.PrimaryKeyConstraint("postcode", "locality", name=op.f("pk_municipality_postcode")),
    )
    op.create_index(op.f("ix_municipality_postcode_nis"), "municipality_postcode", ["nis"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_sort", SORTED, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("kbo", sa.String(length=10), nullable=True),
        sa.Column("ovo", sa.String(length=9), nullable=True),
        sa.Column("municipality", sa.String(length=5), nullable=True),
        sa.Column("contacts", DOCUMENT, nullable=False),
        sa.Column("registered_at", INSTANT, nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["municipality"], ["municipality.nis"], name=op.f("fk_organisation_municipality")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("kbo", name=op.f("uq_organisation_kbo")),
        sa.UniqueConstraint("ovo", name=op.f("uq_organisation_ovo")),
    )
    op.create_index(op.f("ix_organisation_municipality"), "organisation", ["municipality"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_sort", SORTED, nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("schedule", DOCUMENT, nullable=False),
        sa.Column("schedule_kind", sa.String(length=20), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("expanded_until", INSTANT, nullable=True),
        sa.Column("location_kind", sa.String(length=10), nullable=False),
        sa.Column("location_name", sa.Text(), nullable=True),
        sa.Column("municipality", sa.String(length=5), nullable=True),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("online_url", sa.Text(), nullable=True),
        sa.Column("organiser_name", sa.Text(), nullable=True),
        sa.Column("organiser_sort", SORTED, nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("contacts", DOCUMENT, nullable=False),
        sa.Column("registration", DOCUMENT, nullable=True),
        sa.Column("price_kind", sa.String(length=10), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=True),
        sa.Column("image_url", sa.Text(), nullable=True),
        sa.Column("image_copyright_holder", sa.Text(), nullable=True),
        sa.Column("source_system", sa.String(length=10), nullable=False),
        sa.Column("source_external_id", sa.Text(), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=True),
        sa.Column("source_modified_at", INSTANT, nullable=True),
        sa.Column("source_withdrawn_at", INSTANT, nullable=True),
        sa.Column("source_digest", sa.String(length=64), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("updated_by", DOCUMENT, nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["municipality"], ["municipality.nis"], name=op.f("fk_activity_municipality")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_activity_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint(
            "source_system", "source_external_id", name=op.f("uq_activity_source_system_source_external_id")
        ),
    )
    op.create_index(op.f("ix_activity_expanded_until"), "activity", ["expanded_until"], unique=False)
    op.create_index(op.f("ix_activity_organisation_id"), "activity", ["organisation_id"], unique=False)
    op.create_index("ix_activity_status", "activity", ["status"], unique=False)
    op.create_index("ix_activity_territory_table", "activity", ["municipality", "updated_at", "id"], unique=False)
    op.create_index(
        "ix_activity_unannounced",
        "activity",
        ["municipality"],
        unique=False,
        sqlite_where=sa.text("announced IS 0"),
        postgresql_where=sa.text("announced IS false"),
    )

    op.create_table(
        "activity_term",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("vocabulary", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_term_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "vocabulary", "code", name=op.f("pk_activity_term")),
    )
    op.create_index("ix_activity_term_code", "activity_term", ["vocabulary", "code"], unique=False)

    op.create_table(
        "melding",
        sa.Column("territory", sa.String(length=5), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_melding_activity_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_melding_organisation_id")),
        sa.ForeignKeyConstraint(["territory"], ["municipality.nis"], name=op.f("fk_melding_territory")),
        sa.PrimaryKeyConstraint("territory", "sequence", name=op.f("pk_melding")),
        sa.UniqueConstraint("id", name=op.f("uq_melding_id")),
    )
    op.create_table(
        "occurrence",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_occurrence_activity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "starts_at", "ends_at", name=op.f("pk_occurrence")),
    )
    op.create_index("ix_occurrence_window", "occurrence", ["starts_at", "ends_at"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("territory", sa.String(length=5), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reported_at", INSTANT, nullable=False),
        sa.Column("tracking_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_report_activity_id")),
        sa.ForeignKeyConstraint(["territory"], ["municipality.nis"], name=op.f("fk_report_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("tracking_digest", name=op.f("uq_report_tracking_digest")),
    )
    op.create_index("ix_report_activity", "report", ["activity_id", "reported_at"], unique=False)

    op.create_table(
        "reporter",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_reporter_report_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_reporter")),
    )


def downgrade() -> None:
    op.drop_table("reporter")

    op.drop_table("report")

    op.drop_table("occurrence")
    op.drop_table("melding")

    op.drop_table("activity_term")

    op.drop_table("activity")

    op.drop_table("organisation")

    op.drop_table("municipality_postcode")
    op.drop_table("melding_mark")
    op.drop_table("melding_log")

    op.drop_table("former_municipality")
    op.drop_table("vocabulary_term")
    op.drop_table("municipality")
    op.drop_table("development_key")

    op.drop_table("audit_entry")

    op.drop_table("answered_request")
