"""The root fields that change something: one input each, and a success or a refusal as the answer.

Strawberry checks that an answer is a member of the field's union when it is sent; the mapping functions are typed with
the interface `Refusal`, so each field says here that its refusals are members.
"""

from typing import Annotated, cast

import strawberry

from domain.meldingen.actions import MarkedRead
from resolvers import activities, meldingen
from resolvers.context import Context
from schema.activity_decisions import (
    PublishActivityInput,
    PublishActivityResult,
    ReportActivityInput,
    ReportActivityResult,
    UnpublishActivityInput,
    UnpublishActivityResult,
    published_or_not,
    reported_or_not,
    unpublished_or_not,
)
from schema.arguments import about
from schema.melding_decisions import MarkMeldingenReadInput, MarkMeldingenReadResult, MeldingenMarkedRead
from schema.refusals import refusal_of


@strawberry.type(description="Everything that can be changed. Each field answers with a success or with a refusal.")
class Mutation:
    """Changing."""

    @strawberry.mutation(
        description="Put a draft or unpublished activity online and tell the moderators of its territory. It must be "
        "complete; one from UiTdatabank can be published by a moderator only."
    )
    async def publish_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[PublishActivityInput, about("What to do.")],
    ) -> PublishActivityResult:
        """Put an activity online."""
        outcome = await activities.publish(
            info.context, input.activity_id, input.expected_version, input.reason, input.idempotency_key
        )
        return cast("PublishActivityResult", published_or_not(outcome))

    @strawberry.mutation(description="Take a published activity offline; it can be published again later.")
    async def unpublish_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[UnpublishActivityInput, about("What to do.")],
    ) -> UnpublishActivityResult:
        """Take an activity offline."""
        outcome = await activities.unpublish(
            info.context, input.activity_id, input.expected_version, input.reason, input.rule, input.idempotency_key
        )
        return cast("UnpublishActivityResult", unpublished_or_not(outcome))

    @strawberry.mutation(
        description="Report to the moderators that something is wrong; signing in is not needed. At most 20 reports "
        "per activity per hour."
    )
    async def report_activity(
        self,
        info: strawberry.Info[Context],
        input: Annotated[ReportActivityInput, about("What to do.")],
    ) -> ReportActivityResult:
        """Report an activity."""
        outcome = await activities.report(
            info.context, input.activity_id, input.reason, input.text, input.email, input.idempotency_key
        )
        return cast("ReportActivityResult", reported_or_not(outcome))

    @strawberry.mutation(description="Remember how far the viewer has read the Meldingen of a territory.")
    async def mark_meldingen_read(
        self,
        info: strawberry.Info[Context],
        input: Annotated[MarkMeldingenReadInput, about("What to do.")],
    ) -> MarkMeldingenReadResult:
        """Mark Meldingen as read."""
        outcome = await meldingen.mark_read(info.context, input.nis, input.up_to, input.idempotency_key)
        if not isinstance(outcome, MarkedRead):
            return cast("MarkMeldingenReadResult", refusal_of(outcome))
        return MeldingenMarkedRead(nis=outcome.territory)
