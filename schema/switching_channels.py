"""Switching an organisation to another channel."""

from datetime import date
from typing import Annotated, cast
from uuid import UUID

import strawberry

from domain.channels.switching import LONGEST_REASON, MOST_SHOWN, SwitchChannel, SwitchedChannel
from persistence.read_models.grants import GRANT
from persistence.read_models.organisations import ORGANISATION
from plans.requests import One, Some
from resolvers import channels
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_or_unknown
from schema.arguments import IDEMPOTENCY_KEY, about
from schema.grants import Grant
from schema.organisations import Organisation
from schema.reading import reads
from schema.refusals import (
    IdempotencyKeyReused,
    InvalidInput,
    NotFound,
    SignInRequired,
    TermsNotAccepted,
    WrongStatus,
    refusal_of,
)


@strawberry.input(description="Which organisation switches to which channel, and who decided so when.")
class SwitchChannelInput:
    """What was decided."""

    organisation_id: strawberry.ID = strawberry.field(description="Global id of the organisation.")
    to: str = strawberry.field(
        description="Code of the application that it uses from now on, such as LOKET or RELIGIOPOINT; capitals or not."
    )
    decided_on: date = strawberry.field(
        description="Day on which the board of the organisation decided so: today or in the ten years before."
    )
    reason: str = strawberry.field(description=f"Why, in 1 to {LONGEST_REASON} characters; kept with the decision.")
    idempotency_key: str | None = strawberry.field(default=None, description=IDEMPOTENCY_KEY)


@strawberry.type(
    description="The organisation uses the other application from now on. All rights that people had for it in the one "
    "before have ended, also those that had yet to begin; they are told by e-mail."
)
class ChannelSwitched:
    """It switched."""

    organisation_id: strawberry.Private[UUID]
    ended: strawberry.Private[tuple[UUID, ...]]
    ended_grants_count: int = strawberry.field(description="How many grants ended by this.")

    @reads(ORGANISATION, of=Organisation | None, description="The organisation as it is now.")
    def organisation(self, info: strawberry.Info[Context]) -> One:
        """Return the organisation."""
        del info
        return One(key=self.organisation_id)

    @reads(
        GRANT,
        of=list[Grant],
        description=f"The grants that ended by this, at most {MOST_SHOWN}; `endedGrantsCount` counts them all.",
    )
    def ended_grants(self, info: strawberry.Info[Context]) -> Some:
        """Return the grants."""
        del info
        return channels.ended_grants(self.ended)


SwitchChannelResult = Annotated[
    ChannelSwitched | NotFound | SignInRequired | WrongStatus | InvalidInput | TermsNotAccepted | IdempotencyKeyReused,
    strawberry.union("SwitchChannelResult", description="Switched, or why not."),
]


@strawberry.type
class ChannelMutations:
    """Switching."""

    @strawberry.mutation(
        description="Let an organisation on whose access the viewer decides use another application of those of which "
        "it can use one at a time: Loket or Religiopoint, never both. It may be the first one that it uses. Requests "
        "for a right in the one before stay open, but cannot be approved any more."
    )
    async def switch_channel(
        self,
        info: strawberry.Info[Context],
        input: Annotated[SwitchChannelInput, about("What was decided.")],
    ) -> SwitchChannelResult:
        """Switch an organisation to another channel."""
        command = SwitchChannel(
            organisation_id=uuid_or_unknown(input.organisation_id, NodeKind.ORGANISATION),
            to=input.to,
            decided_on=input.decided_on,
            reason=input.reason,
        )
        outcome = await channels.switch(info.context, command, input.idempotency_key)
        if not isinstance(outcome, SwitchedChannel):
            return cast("SwitchChannelResult", refusal_of(outcome))
        return ChannelSwitched(
            organisation_id=outcome.organisation_id, ended=outcome.ended, ended_grants_count=outcome.ended_count
        )
