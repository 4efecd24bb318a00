"""The mails to who is granted a right, and whose right ends or lasts otherwise than before."""

from uuid import UUID

from domain.access_requests.mails import AUTOMATIC, MORE, named
from domain.access_rights.model import AccessRight
from domain.grants.model import Grant
from domain.mails.model import NewMail
from domain.organisations.model import Organisation


def granted(grant: Grant, right: AccessRight, organisation: Organisation, *, to: str, mail_id: UUID) -> NewMail:
    """Tell somebody what they may do from now on, or from a day on."""
    body = (
        f"Een lokale beheerder kende u een gebruikersrecht toe voor organisatie {named(organisation)}.",
        _which(right),
        f"U kan het recht gebruiken {_period(grant)}.",
    )
    return _mail(mail_id, grant, to, "U kreeg een gebruikersrecht", "granted", body)


def ended(grant: Grant, right: AccessRight, organisation: Organisation, *, to: str, mail_id: UUID) -> NewMail:
    """Tell somebody that a right ended, or will before its time."""
    if grant.revoked_at is not None:
        subject, until = "Uw gebruikersrecht werd beëindigd", "U kan het recht niet meer gebruiken."
    else:
        day = f"{grant.end:%d/%m/%Y}"
        subject, until = f"Uw gebruikersrecht eindigt op {day}", f"U kan het recht nog gebruiken tot en met {day}."
    body = (
        f"Een lokale beheerder van organisatie {named(organisation)} beëindigt een recht van u.",
        _which(right),
        until,
    )
    return _mail(mail_id, grant, to, subject, "ended", body)


def period_changed(grant: Grant, right: AccessRight, organisation: Organisation, *, to: str, mail_id: UUID) -> NewMail:
    """Tell somebody for how long they have a right now."""
    body = (
        f"Een lokale beheerder van organisatie {named(organisation)} wijzigde de periode van een recht van u.",
        _which(right),
        f"U kan het recht gebruiken {_period(grant)}.",
    )
    return _mail(mail_id, grant, to, "De periode van uw gebruikersrecht is gewijzigd", "period", body)


def _which(right: AccessRight) -> str:
    return f'Gebruikersrecht: "{right.name}" in {right.application.name}'


def _period(grant: Grant) -> str:
    return f"van {grant.begin:%d/%m/%Y} tot en met {grant.end:%d/%m/%Y}"


def _mail(mail_id: UUID, grant: Grant, to: str, subject: str, told: str, body: tuple[str, ...]) -> NewMail:
    return NewMail(
        id=mail_id,
        to=to,
        subject=subject,
        paragraphs=("Beste Gebruiker,", *body, AUTOMATIC, MORE),
        key=f"grant:{grant.id}:{told}:{grant.version}",
    )
