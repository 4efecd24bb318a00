"""The mails that remind of grants: to who holds them, and to who decides on them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from domain.grants.reminding import EndWarning, Recipient, RunningGrant
from domain.mails.model import NewMail
from domain.schedules.dutch import counted, full_date

MOST_LISTED = 100
"""Grants that a mail names one by one."""

AUTOMATIC = "Dit bericht werd automatisch verstuurd door het gebruikersbeheer van de Vlaamse overheid."

CHECK_EACH = (
    "Ga voor iedereen na of die het recht nog nodig heeft. Werkt iemand er niet meer, of heeft die een andere taak? "
    "Beëindig dan het recht."
)
EXTERNAL_PEOPLE = (
    "Let vooral op wie extern is: je organisatie blijft ervoor verantwoordelijk dat hun rechten op tijd eindigen."
)


def your_right_ends(warning: EndWarning, *, today: date, mail_id: UUID) -> NewMail:
    """Tell who holds a grant that it ends."""
    grant = warning.grant
    return NewMail(
        id=mail_id,
        to=grant.email,
        subject=f"Je gebruikersrecht eindigt {_when(grant.end, today)}",
        paragraphs=(
            f"Beste {grant.person_name},",
            f'Je recht "{grant.right_name}" voor {grant.organisation_name} eindigt {_when(grant.end, today)}.',
            "Heb je het daarna nog nodig? Vraag een lokale beheerder van die organisatie om het op tijd te verlengen.",
            "Heb je het niet meer nodig, dan hoef je niets te doen.",
            AUTOMATIC,
        ),
        key=f"grant-ends:{grant.id}:{grant.end}:{warning.days}",
    )


def rights_end(to: Recipient, warnings: Sequence[EndWarning], *, today: date, mail_id: UUID) -> NewMail:
    """Tell an administrator which grants end: all of a day in one mail."""
    number = counted(len(warnings), "gebruikersrecht eindigt", "gebruikersrechten eindigen")
    return NewMail(
        id=mail_id,
        to=to.email,
        subject=f"{number} binnenkort",
        paragraphs=(
            "Beste lokale beheerder,",
            f"Binnenkort {'eindigt dit gebruikersrecht' if len(warnings) == 1 else 'eindigen deze gebruikersrechten'}:",
            _listed([_ending(each.grant) for each in warnings], total=len(warnings)),
            "Ga na wie het recht nog nodig heeft, en verleng het voor de einddatum. De andere eindigen vanzelf.",
            AUTOMATIC,
        ),
        key=f"grants-end:{to.person_id}:{today}",
    )


def look_over_key(organisation_id: UUID, year: int, to: Recipient) -> str:
    """Return the key of the yearly mail about an organisation to an administrator."""
    return f"attestation:{organisation_id}:{year}:{to.person_id}"


def to_look_over(
    to: Recipient, organisation_id: UUID, grants: Sequence[RunningGrant], *, total: int, year: int, mail_id: UUID
) -> NewMail:
    """Ask an administrator to look over the grants of an organisation; `grants` are the first of `total`."""
    name = grants[0].organisation_name
    return NewMail(
        id=mail_id,
        to=to.email,
        subject=f"Kijk de gebruikersrechten van {name} na ({year})",
        paragraphs=(
            "Beste lokale beheerder,",
            f"Elk jaar vragen we je om na te kijken wie welke gebruikersrechten heeft voor {name}. Dit zijn ze nu:",
            _listed([_held(each) for each in grants], total=total),
            CHECK_EACH,
            EXTERNAL_PEOPLE,
            AUTOMATIC,
        ),
        key=look_over_key(organisation_id, year, to),
    )


def _when(end: date, today: date) -> str:
    match (end - today).days:
        case 0:
            return f"vandaag, {full_date(end)}"
        case 1:
            return f"morgen, {full_date(end)}"
        case days:
            return f"op {full_date(end)}, over {days} dagen"


def _ending(grant: RunningGrant) -> str:
    return f"{full_date(grant.end)}: {_who_and_what(grant)}, {grant.organisation_name}"


def _held(grant: RunningGrant) -> str:
    return f"{_who_and_what(grant)}, tot en met {full_date(grant.end)}"


def _who_and_what(grant: RunningGrant) -> str:
    return f'{grant.person_name}{" (extern)" if grant.external else ""}, "{grant.right_name}"'


def _listed(lines: Sequence[str], *, total: int) -> str:
    shown = [f"- {each}" for each in lines[:MOST_LISTED]]
    more = total - len(shown)
    return "\n".join([*shown, f"... en nog {more}"] if more else shown)
