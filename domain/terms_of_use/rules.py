"""Who has to accept the terms of use before changing anything: pure, refusals are values."""

from domain.actors import Actor
from domain.refusals import TermsNotAccepted
from domain.terms_of_use.model import TermsOfUseStatus


def must_accept_first(actor: Actor) -> bool:
    """Whether the terms bind this actor: whoever signed in for an organisation, which makes them an organiser."""
    return actor.person is not None and actor.organisation_code is not None


def missing_acceptance(actor: Actor, status: TermsOfUseStatus) -> TermsNotAccepted | None:
    """Return why an actor may not change anything yet, or None if the terms do not stand in the way."""
    if not must_accept_first(actor) or not status.outstanding:
        return None
    return TermsNotAccepted(current_version=status.current_version or "")
