"""Taking over what a source offers: new events become drafts, known ones follow their source."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.activities.model import UIT_AUTHOR, Activity, ActivityContent, ActivityStatus, Source
from domain.audit import AuditAction, AuditEntry
from domain.imports.model import ImportedActivity, ImportOutcome, Skipped, SkipReason
from domain.meldingen.model import MeldingKind, NewMelding
from domain.ports import OpenUnitOfWork, Tools


async def take_over(
    batch: Sequence[ImportedActivity], *, open_unit_of_work: OpenUnitOfWork, tools: Tools
) -> list[ImportOutcome | Skipped]:
    """Bring a batch of events into the platform in one transaction, and say what became of each, in order.

    Events are known by the id at their source; within a batch each id stands once, and all share one source. What
    people here decided (status, our id) survives; what the source says is replaced.
    """
    if not batch:
        return []
    now = tools.now()
    async with open_unit_of_work() as work:
        known = await work.imported.known(batch[0].system, [item.external_id for item in batch])
        outcomes: list[ImportOutcome | Skipped] = []
        added: list[tuple[Activity, str]] = []
        entries: list[AuditEntry] = []
        for item in batch:
            present = known.get(item.external_id)
            if present is None and item.withdrawn:
                outcomes.append(Skipped(document=item.external_id, reason=SkipReason.NOT_OFFERED))
            elif present is None:
                draft = _draft(item, now, tools)
                added.append((draft, _digest(item)))
                entries.append(_entry(draft, AuditAction.IMPORTED, now, tools))
                outcomes.append(ImportOutcome.CREATED)
            elif present.digest == _digest(item):
                outcomes.append(ImportOutcome.UNCHANGED)
            else:
                activity = (
                    _withdrawn(present.activity, now) if item.withdrawn else _refreshed(present.activity, item, now)
                )
                await work.imported.update(activity, _digest(item))
                entries.append(_entry(activity, _FOLLOWED[item.withdrawn], now, tools))
                outcomes.append(ImportOutcome.WITHDRAWN if item.withdrawn else ImportOutcome.UPDATED)
        await work.imported.add(added)
        await work.audit.add_all(entries)
        await work.commit()
    return outcomes


_FOLLOWED = {True: AuditAction.WITHDRAWN_AT_SOURCE, False: AuditAction.CHANGED_AT_SOURCE}


async def announce_imports(*, open_unit_of_work: OpenUnitOfWork, tools: Tools) -> int:
    """Tell the moderators of each territory how many new drafts wait, and return how many were told of in all.

    Runs at the end of an import. A run that was cut off leaves its drafts unannounced, and the next one tells of them:
    none is forgotten, none told twice.
    """
    async with open_unit_of_work() as work:
        waiting = await work.imported.unannounced()
    told = 0
    for territory in sorted(waiting):
        async with open_unit_of_work() as work:
            count = await work.imported.mark_announced(territory)
            if count:
                await work.meldingen.add(
                    NewMelding(
                        id=tools.new_id(),
                        territory=territory,
                        kind=MeldingKind.ACTIVITIES_IMPORTED_FROM_UIT,
                        at=tools.now(),
                        count=count,
                    )
                )
                await work.commit()
                told += count
    return told


def _draft(item: ImportedActivity, now: datetime, tools: Tools) -> Activity:
    return Activity(
        id=tools.new_id(),
        content=item.content,
        status=ActivityStatus.DRAFT,
        version=1,
        source=_source(item, None),
        created_at=now,
        updated_at=now,
        updated_by=UIT_AUTHOR,
    )


def _refreshed(activity: Activity, item: ImportedActivity, now: datetime) -> Activity:
    # A draft that was withdrawn and is offered again comes back as the draft it was; what people deleted stays deleted.
    returned = activity.status is ActivityStatus.DELETED and activity.deleted_at is None
    return replace(
        activity,
        content=_with_kept(item.content, activity),
        status=ActivityStatus.DRAFT if returned else activity.status,
        source=_source(item, None),
        version=activity.version + 1,
        updated_at=now,
        updated_by=UIT_AUTHOR,
    )


def _with_kept(offered: ActivityContent, activity: Activity) -> ActivityContent:
    # What moderators corrected here stays corrected, however often the source repeats itself.
    return replace(offered, **{name: getattr(activity.content, name) for name in activity.kept_fields})


def _withdrawn(activity: Activity, now: datetime) -> Activity:
    # What never went online disappears; what people decided on stays, marked, for them to decide again.
    return replace(
        activity,
        status=ActivityStatus.DELETED if activity.status is ActivityStatus.DRAFT else activity.status,
        source=replace(activity.source, withdrawn_at=now),
        version=activity.version + 1,
        updated_at=now,
        updated_by=UIT_AUTHOR,
    )


def _source(item: ImportedActivity, withdrawn_at: datetime | None) -> Source:
    return Source(
        system=item.system,
        external_id=item.external_id,
        url=item.url,
        modified_at=item.modified_at,
        withdrawn_at=withdrawn_at,
    )


def _digest(item: ImportedActivity) -> str:
    # The repr of frozen dataclasses names every field and value; withdrawn ones are alike whatever else they say. A new
    # field in the model therefore reads as a change of every event, once.
    said = "withdrawn" if item.withdrawn else repr((item.content, item.url))
    return hashlib.sha256(said.encode()).hexdigest()


def _entry(activity: Activity, action: AuditAction, now: datetime, tools: Tools) -> AuditEntry:
    return AuditEntry(
        id=tools.new_id(),
        at=now,
        action=action,
        activity_id=activity.id,
        territory=activity.territory,
        actor_kind=UIT_AUTHOR.kind,
        actor_id=None,
        actor_name=UIT_AUTHOR.name,
    )
