"""What was done, and where it came from."""

from domain.audit import AuditAction, ChangeOrigin
from schema.enums.describing import describe

describe(
    AuditAction,
    "What was done to an activity. More of these may come; show one that is not known by its name.",
    {
        # One that has no words of its own here is described by its name.
        **{action: f"{action.replace('_', ' ').capitalize()}." for action in AuditAction},
        AuditAction.PUBLISHED: "Put online.",
        AuditAction.UNPUBLISHED: "Taken offline.",
        AuditAction.IMPORTED: "Taken over from UiTdatabank, as a draft.",
        AuditAction.CHANGED_AT_SOURCE: "Changed in UiTdatabank, and here with it.",
        AuditAction.WITHDRAWN_AT_SOURCE: "Withdrawn in UiTdatabank.",
    },
)
describe(
    ChangeOrigin,
    "Who a value came from.",
    {
        ChangeOrigin.OWN: "Somebody here: a person, or the platform itself.",
        ChangeOrigin.UIT: "UiTdatabank.",
    },
)
