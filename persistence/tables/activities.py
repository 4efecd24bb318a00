"""Activities, the terms they carry, and when they take place."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from persistence.tables.columns import Json, SortText, UtcDateTime, metadata

activity = Table(
    "activity",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_sort", SortText, nullable=False),
    Column("search_text", Text, nullable=False),
    Column("description_html", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("schedule", Json, nullable=False),
    Column("schedule_kind", String(20), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    # Until when `occurrence` holds what the schedule gives; NULL when it holds everything.
    Column("expanded_until", UtcDateTime, index=True),
    Column("location_kind", String(10), nullable=False),
    Column("location_name", Text),
    Column("municipality", ForeignKey("municipality.nis")),
    Column("street", Text),
    Column("postcode", Text),
    Column("locality", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("online_url", Text),
    Column("further_places", Json, nullable=False, server_default="[]"),
    Column("organiser_name", Text),
    Column("organiser_sort", SortText, nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), index=True),
    Column("contacts", Json, nullable=False),
    Column("registration", Json),
    Column("price_kind", String(10), nullable=False),
    Column("price_cents", Integer),
    Column("image_url", Text),
    Column("image_copyright_holder", Text),
    Column("source_system", String(10), nullable=False),
    Column("source_external_id", Text),
    Column("source_url", Text),
    Column("source_modified_at", UtcDateTime),
    Column("source_withdrawn_at", UtcDateTime),
    Column("source_digest", String(64)),
    # Names of the content's fields that people here changed: the source no longer sets them.
    Column("kept_fields", Json, nullable=False, server_default="[]"),
    # Whether the moderators were told of an imported draft; true for everything else.
    Column("announced", Boolean, nullable=False),
    Column("views", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("updated_by", Json, nullable=False),
    Column("published_at", UtcDateTime),
    Column("deleted_at", UtcDateTime),
    UniqueConstraint("source_system", "source_external_id"),
    Index("ix_activity_territory_table", "municipality", "updated_at", "id"),
    Index("ix_activity_status", "status"),
)

unannounced = Index(
    "ix_activity_unannounced",
    activity.c.municipality,
    sqlite_where=activity.c.announced.is_(False),
    postgresql_where=activity.c.announced.is_(False),
)

activity_term = Table(
    "activity_term",
    metadata,
    Column("activity_id", ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    Column("vocabulary", String(20), primary_key=True),
    Column("code", String(60), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("ix_activity_term_code", "vocabulary", "code"),
)

occurrence = Table(
    "occurrence",
    metadata,
    Column("activity_id", ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True),
    Column("starts_at", UtcDateTime, primary_key=True),
    Column("ends_at", UtcDateTime, primary_key=True),
    Column("status", String(20), nullable=False),
    Index("ix_occurrence_window", "starts_at", "ends_at"),
)
