"""What is reported, and what becomes of it."""

from domain.reports.model import ReportOutcome, ReportReason, ReportStatus
from schema.enums.describing import describe

describe(
    ReportReason,
    "Why a visitor reports an activity.",
    {
        ReportReason.WRONG_INFORMATION: "The information is wrong.",
        ReportReason.CANCELLED: "The activity does not go ahead.",
        ReportReason.NOT_IN_DUTCH: "The activity is not in Dutch.",
        ReportReason.INAPPROPRIATE: "The activity is inappropriate.",
        ReportReason.DUPLICATE: "The activity is listed more than once.",
        ReportReason.OTHER: "Something else; say what in `text`.",
    },
)
describe(
    ReportStatus,
    "Whether a report was decided on.",
    {
        ReportStatus.OPEN: "Not decided on yet, or opened again.",
        ReportStatus.UPHELD: "The moderators found it right.",
        ReportStatus.DISMISSED: "The moderators found nothing wrong.",
    },
)
describe(
    ReportOutcome,
    "What a moderator decides on a report.",
    {
        ReportOutcome.UPHELD: "The report is right: something is wrong with the activity.",
        ReportOutcome.DISMISSED: "Nothing is wrong with the activity.",
    },
)
