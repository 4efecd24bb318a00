"""Mutations that enter and change activities."""

from domain.activities.filling_in import SubmittedContent
from domain.activities.publishing import UNKNOWN_ACTIVITY
from domain.activities.writing import CreateActivity, UpdateActivity, Written, create_activity, update_activity
from domain.refusals import InvalidInput, Refusal
from resolvers.acting import act
from resolvers.context import Context
from resolvers.ids import NodeKind, uuid_of


async def create(
    context: Context,
    content: SubmittedContent,
    organisation_id: str | None,
    inspiration_id: str | None,
    key: str | None,
) -> Written | Refusal:
    """Enter an activity."""
    organisation = uuid_of(organisation_id, NodeKind.ORGANISATION) if organisation_id is not None else None
    if organisation_id is not None and organisation is None:
        return InvalidInput.at("organisationId", "Deze organisatie kennen we niet.")
    inspiration = uuid_of(inspiration_id, NodeKind.INSPIRATION) if inspiration_id is not None else None
    if inspiration_id is not None and inspiration is None:
        return InvalidInput.at("inspirationId", "Dit voorbeeld bestaat niet (meer).")
    command = CreateActivity(content=content, organisation_id=organisation, inspiration_id=inspiration)
    return await act(context, "createActivity", key, command, create_activity)


async def update(
    context: Context,
    activity_id: str,
    changes: SubmittedContent,
    expected_version: int | None,
    reason: str | None,
    key: str | None,
) -> Written | Refusal:
    """Change an activity."""
    known = uuid_of(activity_id, NodeKind.ACTIVITY)
    if known is None:
        return UNKNOWN_ACTIVITY
    command = UpdateActivity(activity_id=known, changes=changes, expected_version=expected_version, reason=reason)
    return await act(context, "updateActivity", key, command, update_activity)
