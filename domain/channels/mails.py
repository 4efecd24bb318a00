"""The mail to who loses access because the organisation switches to another channel."""

from uuid import UUID

from domain.access_requests.mails import AUTOMATIC, MORE
from domain.access_rights.model import Application
from domain.channels.model import Channel
from domain.grants.model import Grant
from domain.mails.model import NewMail
from domain.organisations.model import Organisation


def access_ended(
    grant: Grant,
    organisation: Organisation,
    *,
    left: Application,
    begun: Channel,
    chosen: Application,
    to: str,
    mail_id: UUID,
) -> NewMail:
    """Tell somebody that their rights in the application that the organisation leaves have ended: once for each."""
    return NewMail(
        id=mail_id,
        to=to,
        subject=f"Je toegang tot {left.name} is stopgezet",
        paragraphs=(
            f"Dag {grant.person.name},",
            f'"{organisation.name}" schakelt over van {left.name} naar {chosen.name}. Een bestuur gebruikt één kanaal.',
            f"Daarom is je toegang tot {left.name} voor dit bestuur stopgezet.",
            f"Je hoeft niets te doen. Vraag aan je bestuur hoe je toegang krijgt tot {chosen.name}.",
            AUTOMATIC,
            MORE,
        ),
        key=f"channel:{begun.id}:{left.code}:{grant.person.id}",
    )
