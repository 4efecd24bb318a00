"""Rights that people were granted."""

from domain.grants.model import GrantStatus
from schema.enums.describing import describe

describe(
    GrantStatus,
    "Where a grant is in its life, today in Brussels.",
    {
        GrantStatus.GRANTED: "It has yet to begin.",
        GrantStatus.ACTIVE: "It holds today.",
        GrantStatus.EXPIRED: "Its last day has passed.",
        GrantStatus.REVOKED: "Somebody ended it before its time.",
    },
)
