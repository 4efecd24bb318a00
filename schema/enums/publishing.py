"""What an activity lacks, and what can be done with it."""

from domain.activities.bulk import ErrorPolicy
from domain.activities.completeness import EditStep, ProblemCode
from domain.activities.viewer_actions import ViewerActionKind
from schema.enums.describing import describe

describe(
    EditStep,
    "Step of the editor ('bewerkstap').",
    {
        EditStep.WHAT: "Wat: title, type, description.",
        EditStep.WHEN: "Wanneer: dates and hours.",
        EditStep.WHERE: "Waar: address or link.",
        EditStep.WHO: "Wie: organiser and contact.",
    },
)
describe(
    ProblemCode,
    "What an activity lacks before it can be published.",
    {
        ProblemCode.TYPE_MISSING: "No type is chosen.",
        ProblemCode.TITLE_MISSING: "No title.",
        ProblemCode.DESCRIPTION_MISSING: "No description.",
        ProblemCode.NOT_IN_DUTCH: "Title and description are not in Dutch (publication rule 1).",
        ProblemCode.SCHEDULE_MISSING: "No dates or hours, and the schedule is not FLEXIBLE.",
        ProblemCode.SCHEDULE_PAST: "All dates have passed.",
        ProblemCode.CANCELLED: "All dates to come are cancelled.",
        ProblemCode.LOCATION_MISSING: "No address, and it is not ONLINE.",
        ProblemCode.ONLINE_LINK_MISSING: "ONLINE, but without a link.",
        ProblemCode.ORGANISER_MISSING: "No organiser.",
        ProblemCode.CONTACT_MISSING: "No way to make contact or sign up.",
        ProblemCode.WITHDRAWN_AT_SOURCE: "Withdrawn in UiTdatabank.",
    },
)
describe(
    ViewerActionKind,
    "What can be done with an activity.",
    {
        ViewerActionKind.EDIT: "Change what it says: `updateActivity`.",
        ViewerActionKind.PUBLISH: "Put it online: `publishActivity`.",
        ViewerActionKind.UNPUBLISH: "Take it offline: `unpublishActivity`.",
        ViewerActionKind.DELETE: "Delete it: `deleteActivity`.",
        ViewerActionKind.REPORT: "Report it to the moderators: `reportActivity`.",
    },
)
describe(
    ErrorPolicy,
    "What happens to the other rows of a request when some are refused.",
    {
        ErrorPolicy.REJECT_EVERYTHING: "All or nothing: if one row is refused, nothing changes.",
        ErrorPolicy.REJECT_FAILED_ROWS: "What can be done is done; only the rows that are refused are not.",
    },
)
