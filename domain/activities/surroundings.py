"""Reading what is submitted about an activity against what is known: terms, municipalities, whose territory it is."""

from collections.abc import Mapping

from domain.acting import Acting
from domain.activities.filling_in import UNCHANGED, SubmittedContent, Surroundings, fill_in
from domain.activities.locations import SubmittedLocation
from domain.activities.model import Activity, ActivityContent, Vocabulary
from domain.actors import Actor
from domain.forms import Form
from domain.ports import UnitOfWork
from domain.refusals import InvalidInput
from domain.territories.model import Nis


async def home_of(work: UnitOfWork, activity: Activity, actor: Actor) -> Nis | None:
    """Return whose moderators look after the activity when it has no address: its organiser's, or those it has."""
    organiser = activity.content.organiser
    if organiser is None or organiser.organisation_id is None:
        return activity.territory
    if actor.organisation is not None and actor.organisation.id == organiser.organisation_id:
        return actor.organisation.municipality
    organisation = await work.organisations.get(organiser.organisation_id)
    return organisation.municipality if organisation else activity.territory


async def filled_in(
    work: UnitOfWork,
    acting: Acting,
    content: ActivityContent,
    submitted: SubmittedContent,
    *,
    home: Nis | None,
    path: str = "",
) -> ActivityContent | InvalidInput:
    """Return content with what somebody submitted filled in, or what is wrong with that."""
    surroundings = Surroundings(
        terms=_with_carried(await work.vocabularies.offered() if _names_terms(submitted) else {}, content),
        municipalities=await work.places.municipalities_at(_postcodes(submitted)),
        home=home,
    )
    form = Form(tools=acting.tools, path=path)
    filled = fill_in(content, submitted, surroundings, form)
    return form.refusal or filled


def _postcodes(submitted: SubmittedContent) -> frozenset[str]:
    location, places = submitted.location, submitted.further_places
    first = location.address if isinstance(location, SubmittedLocation) else None
    further = [each.address for each in places] if isinstance(places, tuple) else []
    return frozenset(each.postcode for each in (first, *further) if each is not None)


def _names_terms(submitted: SubmittedContent) -> bool:
    vocabularies = (submitted.types, submitted.topics, submitted.goals, submitted.language_levels)
    return any(codes is not UNCHANGED for codes in vocabularies)


def _with_carried(
    offered: Mapping[Vocabulary, frozenset[str]], content: ActivityContent
) -> dict[Vocabulary, frozenset[str]]:
    # A term that is no longer offered may stay where it stands.
    return {
        vocabulary: offered.get(vocabulary, frozenset()) | frozenset(content.terms(vocabulary))
        for vocabulary in Vocabulary
    }
