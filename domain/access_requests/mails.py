"""The mails about a request for access: to who asked, and to who decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.access_requests.model import AccessRequest, AccessRequestStatus
from domain.access_rights.administrators import Administrator
from domain.access_rights.model import AccessRight
from domain.mails.model import NewMail
from domain.organisations.model import Organisation

AUTOMATIC = "Dit bericht werd automatisch verstuurd door de gebruikersbeheer toepassing van de Vlaamse overheid."
MORE = "Meer info: https://overheid.vlaanderen.be/gebruikersbeheer"
WAITS = (
    "Een lokale beheerder keurt uw aanvraag goed zodra uw werkrelatie met de organisatie is vastgelegd. U hoeft zelf "
    "niets te doen."
)
ASK_THE_ADMINISTRATOR = (
    "Indien u vragen heeft over deze afkeuring raden wij u aan rechtstreeks contact te nemen met de lokale beheerder "
    "van de organisatie."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a request is about, as the mails say it."""

    request: AccessRequest
    organisation: Organisation
    right: AccessRight | None

    @property
    def asked(self) -> str:
        """What is asked for."""
        return f'Gevraagd gebruikersrecht: "{self.right.name}"' if self.right else "Gevraagd: een werkrelatie"

    @property
    def where(self) -> str:
        """For whom."""
        return named(self.organisation)

    @property
    def opening(self) -> str:
        """How a mail to the applicant begins."""
        what = "gebruikersrechten te bekomen" if self.right else "een werkrelatie te bekomen"
        return f"U heeft een aanvraag ingediend om {what} voor organisatie {self.where}."


def named(organisation: Organisation) -> str:
    """Return how a mail names an organisation: so that it is not taken for another."""
    number = organisation.kbo or organisation.ovo
    return f'"{organisation.name}" ({number})' if number else f'"{organisation.name}"'


def received(about: Subject, *, mail_id: UUID) -> NewMail:
    """Tell the applicant that the request is on its way."""
    return _mail(
        mail_id,
        about,
        to=about.request.email,
        subject="Uw aanvraag werd ingediend",
        told="submitted:applicant",
        body=(
            about.opening,
            about.asked,
            "Een lokale beheerder van de organisatie behandelt uw aanvraag. U krijgt een bericht zodra er beslist is.",
        ),
    )


def arrived(about: Subject, administrator: Administrator, *, mail_id: UUID) -> NewMail:
    """Tell an administrator that there is something to decide."""
    why = (f'Reden van de aanvraag: "{about.request.reason}"',) if about.request.reason else ()
    return _mail(
        mail_id,
        about,
        to=administrator.email,
        subject=f"Nieuwe aanvraag van {about.request.person.name}",
        told=f"submitted:{administrator.person.id}",
        opening="Beste lokale beheerder,",
        body=(
            f"{about.request.person.name} heeft een aanvraag ingediend voor organisatie {about.where}.",
            about.asked,
            *why,
            "U vindt de aanvraag bij uw taken. Zodra u of een collega beslist, krijgt de aanvrager een bericht.",
        ),
    )


def decided(about: Subject, *, mail_id: UUID) -> NewMail:
    """Tell the applicant what was decided, and why if the administrator wants it told."""
    decision = about.request.decision
    if decision is None:
        raise ValueError("nothing was decided")
    told = about.request.status.lower()
    why = ("De reden hiervoor is de volgende:", f'"{decision.reason}"') if decision.share_reason else ()
    match about.request.status:
        case AccessRequestStatus.REJECTED:
            subject, outcome = "Uw aanvraag werd afgekeurd", (_rejected(about), *why, ASK_THE_ADMINISTRATOR)
        case AccessRequestStatus.WORK_RELATION_NEEDED:
            subject, outcome = "Uw aanvraag wacht op een werkrelatie", (WAITS, *why)
        case _:
            subject, outcome = "Uw aanvraag werd goedgekeurd", (*_granted(about), *why)
    return _mail(
        mail_id, about, to=about.request.email, subject=subject, told=told, body=(about.opening, about.asked, *outcome)
    )


def _rejected(about: Subject) -> str:
    asked_for = "waarvoor u het recht heeft aangevraagd" if about.right else "waarvoor u dit heeft aangevraagd"
    return f"Uw aanvraag werd afgekeurd door een lokale beheerder van de organisatie {asked_for}."


def _granted(about: Subject) -> Sequence[str]:
    approved = "Uw aanvraag werd goedgekeurd door een lokale beheerder van de organisatie."
    terms = about.request.decision.terms if about.request.decision else None
    if terms is None:
        return (approved,)
    return (approved, f"U kan het recht gebruiken van {terms.begin:%d/%m/%Y} tot en met {terms.end:%d/%m/%Y}.")


def _mail(
    mail_id: UUID,
    about: Subject,
    *,
    to: str,
    subject: str,
    told: str,
    body: tuple[str, ...],
    opening: str = "Beste Gebruiker,",
) -> NewMail:
    return NewMail(
        id=mail_id,
        to=to,
        subject=subject,
        paragraphs=(opening, *body, AUTOMATIC, MORE),
        key=f"access-request:{about.request.id}:{told}",
    )
