"""The root fields that change something: one input each, and a success or a refusal as the answer.

Each noun brings its own. Strawberry checks that an answer is a member of the field's union when it is sent; the mapping
functions are typed with the interface `Refusal`, so each field says that its refusals are members.
"""

import strawberry

from schema.access_decisions import AccessDecisionMutations
from schema.activity_decisions import ActivityDecisionMutations
from schema.activity_writing import ActivityWritingMutations
from schema.asking_for_access import AskingForAccessMutations
from schema.bulk_decisions import BulkDecisionMutations
from schema.claiming import ClaimMutations
from schema.ending_grants import EndingGrantsMutations
from schema.establishing_work_relations import WorkRelationMutations
from schema.grant_periods import GrantPeriodMutations
from schema.granting_rights import GrantingRightsMutations
from schema.melding_decisions import MeldingMutations
from schema.organisation_registration import OrganisationMutations
from schema.report_decisions import ReportDecisionMutations
from schema.reports import ReportMutations
from schema.switching_channels import ChannelMutations
from schema.terms_of_use import TermsOfUseMutations
from schema.undo import UndoMutations
from schema.views import ViewMutations
from schema.work_feed_mutations import WorkFeedMutations


@strawberry.type(description="Everything that can be changed. Each field answers with a success or with a refusal.")
class Mutation(
    ActivityWritingMutations,
    ActivityDecisionMutations,
    OrganisationMutations,
    BulkDecisionMutations,
    UndoMutations,
    ClaimMutations,
    ReportMutations,
    ReportDecisionMutations,
    ViewMutations,
    MeldingMutations,
    TermsOfUseMutations,
    WorkFeedMutations,
    AskingForAccessMutations,
    AccessDecisionMutations,
    WorkRelationMutations,
    ChannelMutations,
    GrantingRightsMutations,
    EndingGrantsMutations,
    GrantPeriodMutations,
):
    """Changing."""
