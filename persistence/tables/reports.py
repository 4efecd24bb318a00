"""Reports with what was decided on them, and apart from them who sent them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, Uuid

from domain.reports.model import ReportStatus
from persistence.tables.columns import Json, UtcDateTime, metadata

report = Table(
    "report",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("activity_id", ForeignKey("activity.id"), nullable=False),
    Column("territory", ForeignKey("municipality.nis")),
    Column("reason", String(30), nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("tracking_digest", String(64), nullable=False, unique=True),
    # Who of the moderators touched it last; NULL as long as nobody did.
    Column("changed_by", Json),
    Column("changed_at", UtcDateTime),
    # The decision that stands; its outcome is the status.
    Column("explanation", Text),
    Column("decided_by", Json),
    Column("decided_at", UtcDateTime),
    # The decision that waits for a second person.
    Column("proposed_outcome", String(20)),
    Column("proposed_explanation", Text),
    Column("proposed_unpublish", Boolean),
    Column("proposed_by", Json),
    Column("proposed_by_person", Text),
    Column("proposed_at", UtcDateTime),
    Index("ix_report_activity", "activity_id", "reported_at"),
    Index("ix_report_territory", "territory", "status", "reported_at"),
)

# Open ones are few among many, and counted on every dashboard.
open_reports = Index(
    "ix_report_open",
    report.c.territory,
    sqlite_where=report.c.status == ReportStatus.OPEN,
    postgresql_where=report.c.status == ReportStatus.OPEN,
)

# A table of its own, so that no query about reports can bring the reporter along by accident.
reporter = Table(
    "reporter",
    metadata,
    Column("report_id", ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("email", Text, nullable=False),
)
