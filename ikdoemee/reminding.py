"""Reminding people of grants, day by day: that they end, and once a year that they are looked over.

Any number of processes may do it at once, and again after a crash: the keys of mails, and what is noted in the same
transaction, let nobody be told twice.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from domain.grants.reminder_mails import MOST_LISTED, look_over_key, rights_end, to_look_over, your_right_ends
from domain.grants.reminding import DAYS_BEFORE, EndWarning, Recipient, not_told, warnings_of, year_to_look_over
from domain.ports import OpenUnitOfWork, Tools
from domain.schedules.local_time import add_days, as_local
from ikdoemee.container import Container
from ikdoemee.pausing import pause
from persistence.reminders import Place, ReminderReader

log = structlog.get_logger(__name__)

LOOK_EVERY = 900.0
"""Seconds between two looks at whether there is a new day."""
NOT_BEFORE = 7
"""Hour of the day, in Brussels, before which nobody is reminded of anything."""

MOST_FOR_ONE = 2000
"""Grants of which one administrator is told on one day, more or less; the rest follow on the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """One day's reminders."""

    reader: ReminderReader
    open_unit_of_work: OpenUnitOfWork
    tools: Tools
    today: date
    stop: asyncio.Event

    async def remind(self) -> int:
        """Write all mails of the day that are not written yet, in short transactions; return how many."""
        return await self._warn_holders() + await self._warn_administrators() + await self._ask_to_look_over()

    @property
    def _last(self) -> date:
        return add_days(self.today, max(DAYS_BEFORE))

    async def _warn_holders(self) -> int:
        count = 0
        place: Place | None = None
        while not self.stop.is_set():
            page = await self.reader.ending(today=self.today, last=self._last, after=place)
            if not page:
                break
            place = (page[-1].end, page[-1].id)
            new_id = self.tools.new_id
            mails = [
                your_right_ends(each, today=self.today, mail_id=new_id())
                for each in warnings_of(page, today=self.today)
            ]
            known = await self.reader.written([each.key for each in mails])
            fresh = [each for each in mails if each.key not in known]
            if fresh:
                async with self.open_unit_of_work() as work:
                    count += sum([await work.mails.add(each) for each in fresh])
                    await work.commit()
        return count

    async def _warn_administrators(self) -> int:
        count = 0
        last_seen: UUID | None = None
        while not self.stop.is_set():
            page = await self.reader.administrators(today=self.today, after=last_seen)
            for each in page:
                count += 0 if self.stop.is_set() else await self._warn(each)
                last_seen = each.person_id
            if not page:
                break
        return count

    async def _warn(self, to: Recipient) -> int:
        untold = await self._untold(to)
        if not untold:
            return 0
        async with self.open_unit_of_work() as work:
            if not await work.mails.add(rights_end(to, untold, today=self.today, mail_id=self.tools.new_id())):
                # Told once today already: the rest is for tomorrow's mail.
                return 0
            await work.reminders.note(to.person_id, untold, today=self.today)
            await work.commit()
        return 1

    async def _untold(self, to: Recipient) -> Sequence[EndWarning]:
        found: list[EndWarning] = []
        place: Place | None = None
        while len(found) < MOST_FOR_ONE and not self.stop.is_set():
            page = await self.reader.ending(
                today=self.today, last=self._last, after=place, administrator_id=to.person_id
            )
            if not page:
                break
            place = (page[-1].end, page[-1].id)
            if warnings := warnings_of(page, today=self.today):
                found += not_told(warnings, await self.reader.told(to.person_id))
        # A part of it would be all that today has.
        return [] if self.stop.is_set() else found

    async def _ask_to_look_over(self) -> int:
        count = 0
        year = year_to_look_over(self.today)
        last_seen: UUID | None = None
        while year is not None and not self.stop.is_set():
            page = await self.reader.organisations(today=self.today, after=last_seen)
            for each in page:
                count += 0 if self.stop.is_set() else await self._ask(each, year)
                last_seen = each
            if not page:
                break
        return count

    async def _ask(self, organisation_id: UUID, year: int) -> int:
        administrators = await self.reader.administrators_of(organisation_id, today=self.today)
        keys = {look_over_key(organisation_id, year, each): each for each in administrators}
        known = await self.reader.written(keys)
        unasked = [each for key, each in keys.items() if key not in known]
        if not unasked:
            return 0
        grants, total = await self.reader.running_at(organisation_id, today=self.today, most=MOST_LISTED)
        if not grants:
            return 0
        async with self.open_unit_of_work() as work:
            count = 0
            for each in unasked:
                mail = to_look_over(each, organisation_id, grants, total=total, year=year, mail_id=self.tools.new_id())
                count += await work.mails.add(mail)
            await work.commit()
        return count


async def remind(container: Container, today: date, stop: asyncio.Event) -> int:
    """Write the reminders of a day that are not written yet, and return how many."""
    services = container.services
    reminding = Reminding(
        reader=ReminderReader(container.engine),
        open_unit_of_work=services.open_unit_of_work,
        tools=services.tools,
        today=today,
        stop=stop,
    )
    return await reminding.remind()


async def keep_reminding(container: Container, stop: asyncio.Event) -> None:
    """Remind people on every day, until told to stop."""
    done: date | None = None
    # Asked to stop rather than cancelled: a statement that is cut off leaves its connection behind.
    while not stop.is_set():
        here = as_local(container.services.tools.now())
        if here.hour >= NOT_BEFORE and here.date() != done:
            try:
                count = await remind(container, here.date(), stop)
                done = here.date()
                if count:
                    log.info("reminders.written", mails=count)
            except (SQLAlchemyError, OSError) as error:
                log.warning("reminders.not_written", error=type(error).__name__)
        await pause(stop, LOOK_EVERY)
