"""Requests for access and work relations."""

from domain.access_requests.model import AccessOutcome, AccessRequestKind, AccessRequestStatus
from domain.work_relations.model import WorkRelationKind
from schema.enums.describing import describe

describe(
    AccessRequestKind,
    "What is asked for.",
    {
        AccessRequestKind.RIGHT: "A right in an application ('gebruikersrecht').",
        AccessRequestKind.WORK_RELATION: "To be known as somebody who works for the organisation ('werkrelatie').",
    },
)
describe(
    AccessRequestStatus,
    "Where a request for access is in its life.",
    {
        AccessRequestStatus.SUBMITTED: "It waits for a local administrator.",
        AccessRequestStatus.WORK_RELATION_NEEDED: "Approved as soon as the work relation is established.",
        AccessRequestStatus.APPROVED: "What was asked for is granted.",
        AccessRequestStatus.REJECTED: "It was refused.",
        AccessRequestStatus.WITHDRAWN: "The applicant took it back.",
    },
)
describe(
    AccessOutcome,
    "What a local administrator decided.",
    {AccessOutcome.APPROVED: "Approved ('goedgekeurd').", AccessOutcome.REJECTED: "Refused ('afgekeurd')."},
)
describe(
    WorkRelationKind,
    "How a person works for an organisation.",
    {
        WorkRelationKind.CIVIL_SERVANT: "As a civil servant ('ambtenaar').",
        WorkRelationKind.PERMANENT: "As a permanent member of staff ('vaste medewerker').",
        WorkRelationKind.EXTERNAL: "For another employer ('externe medewerker').",
        WorkRelationKind.OCCASIONAL: "Now and then ('occasionele medewerker').",
    },
)
