"""To whom a right is granted: people whom the administrator knows, or names with their number."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from domain.acting import Acting
from domain.forms import Form
from domain.persons.model import KnownPerson
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput, NotFound
from domain.work_relations.details import WorkDetails, filled_in

LONGEST_NAME = 200

UNKNOWN_PERSON = NotFound(message="Deze persoon is niet gekend bij een organisatie die je beheert.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody with an id; `work` establishes that they work there, should that not be known yet."""

    path: str
    """Where in the input."""
    person_id: UUID
    work: WorkDetails | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Somebody with a number. It is digested before anything else happens: nothing here can keep or show it."""

    path: str
    """Where in the input."""
    number_digest: str | None
    """By what they are known again; None if what was filled in is no number of a person."""
    name: str
    work: WorkDetails


Receiver = Known | New


def in_turn(receivers: Sequence[Receiver]) -> Sequence[int]:
    """Return in which order people are noted: as given, but new ones in one that is the same for everybody.

    Two administrators who add the same people at once, each in an order of their own, would wait in a circle.
    """
    return sorted(range(len(receivers)), key=lambda number: _turn(receivers[number]))


def _turn(receiver: Receiver) -> tuple[bool, str]:
    return (True, receiver.number_digest or "") if isinstance(receiver, New) else (False, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Who is meant, and how they work there if that was filled in."""

    person: KnownPerson
    work: WorkDetails | None
    unlisted: str | None = None
    """Digest of the number of somebody who is not kept yet."""

    async def noted(self, work: UnitOfWork) -> KnownPerson:
        """Return the person, who is kept from now on."""
        if self.unlisted is None:
            return self.person
        return await work.persons.with_number(self.unlisted, name=self.person.name, fresh=self.person.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds out who is meant, each person once."""

    known: dict[UUID, KnownPerson]
    today: date
    acting: Acting
    seen: set[UUID | str] = field(default_factory=set[UUID | str])

    @classmethod
    async def of(cls, work: UnitOfWork, receivers: tuple[Receiver, ...], acting: Acting, *, today: date) -> "Finder":
        """Look up those whom the administrator may name by their id."""
        ids = {each.person_id for each in receivers if isinstance(each, Known)}
        actor = acting.actor
        known: dict[UUID, KnownPerson] = {}
        if ids and actor.administers is not None:
            known.update(await work.persons.known_to(actor.administers, ids))
        if actor.person is not None and actor.person.key in ids:
            known[actor.person.key] = await work.persons.signed_in(actor.person)
        return cls(known=known, today=today, acting=acting)

    async def find(self, work: UnitOfWork, receiver: Receiver) -> Found | InvalidInput | NotFound:
        """Return who is meant; what is wrong is said where it was filled in."""
        form = Form(tools=self.acting.tools, path=receiver.path)
        found = await self._new(work, receiver, form) if isinstance(receiver, New) else self._known(receiver)
        if isinstance(found, NotFound):
            return found
        details = receiver.work and filled_in(receiver.work, form.at("workRelation"), today=self.today)
        if (wrong := form.refusal) is not None:
            return wrong
        who: set[UUID | str] = {found.person.id, *filter(None, [found.unlisted])}
        if who & self.seen:
            return form.refused("Deze persoon staat al eerder in deze lijst.")
        self.seen.update(who)
        return replace(found, work=details)

    def _known(self, receiver: Known) -> Found | NotFound:
        person = self.known.get(receiver.person_id)
        return UNKNOWN_PERSON if person is None else Found(person=person, work=None)

    async def _new(self, work: UnitOfWork, receiver: New, form: Form) -> Found:
        name = form.at("name").line(receiver.name, most=LONGEST_NAME, missing="Vul de naam in.")
        digest = receiver.number_digest
        if digest is None:
            form.at("number").wrong("Dit is geen geldig rijksregisternummer of bisnummer.")
        person = await work.persons.by_number(digest) if digest is not None else None
        if person is not None:
            return Found(person=person, work=None)
        fresh = KnownPerson(id=self.acting.tools.new_id(), name=name or "")
        return Found(person=fresh, work=None, unlisted=digest)
