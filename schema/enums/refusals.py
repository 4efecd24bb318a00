"""Why something was not done."""

from domain.refusals import RefusalCode
from schema.enums.describing import describe

describe(
    RefusalCode,
    "Why something was not done, for programs.",
    {
        RefusalCode.NOT_FOUND: "It does not exist, or the viewer may not see it.",
        RefusalCode.SIGN_IN_REQUIRED: "Signing in is required.",
        RefusalCode.NOT_ALLOWED: "The viewer sees it, but has no say over it.",
        RefusalCode.INVALID_INPUT: "Something in the input is wrong.",
        RefusalCode.WRONG_STATUS: "Its status does not allow it.",
        RefusalCode.ACTIVITY_INCOMPLETE: "The activity is incomplete.",
        RefusalCode.VERSION_CONFLICT: "Somebody changed it since the expected version.",
        RefusalCode.IDEMPOTENCY_KEY_REUSED: "The `idempotencyKey` belongs to another request.",
        RefusalCode.TOO_MANY_REQUESTS: "Too often; try again later.",
        RefusalCode.TERMS_NOT_ACCEPTED: "The terms of use have to be accepted first.",
        RefusalCode.OTHER_ROWS_REFUSED: "Other rows of an all-or-nothing request were refused.",
        RefusalCode.ALREADY_CLAIMED: "A colleague is looking at it.",
        RefusalCode.ALREADY_DECIDED: "Somebody else was first to decide.",
    },
)
