"""The smaller parts of an activity."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import strawberry

from domain.activities import model
from domain.activities.model import PriceKind, SourceSystem
from domain.activities.viewer_actions import ViewerActionKind
from domain.rich_text import plain_text
from resolvers.context import Context
from resolvers.organisations import organisation
from schema.organisations import Organisation
from schema.refusals import PublicationProblem


@strawberry.type(description="Tekst met opmaak, opgeschoond.")
class RichText:
    """Formatted text."""

    html: str = strawberry.field(description="Veilige HTML: alinea's, lijsten, nadruk en links.")

    @strawberry.field(description="Dezelfde tekst zonder opmaak.")
    def text(self) -> str:
        """Return the text alone."""
        return plain_text(self.html)


@strawberry.type(description="Wie een activiteit organiseert.")
class Organiser:
    """Who organises."""

    name: str = strawberry.field(description="Naam.")
    organisation_id: strawberry.Private[UUID | None]

    @strawberry.field(description="De organisatie; null zolang ze hier niet geregistreerd is.")
    async def organisation(self, info: strawberry.Info[Context]) -> Organisation | None:
        """Return the organisation."""
        found = await organisation(info.context, self.organisation_id)
        return Organisation.of(found) if found else None


@strawberry.type(description="Waar een activiteit vandaan komt.")
class ActivitySource:
    """Where it came from."""

    system: SourceSystem = strawberry.field(description="Systeem waarin ze werd ingevoerd.")
    external_id: str | None = strawberry.field(description="Id in dat systeem.")
    url: str | None = strawberry.field(description="Publieke bladzijde in dat systeem.")
    modified_at: datetime | None = strawberry.field(description="Wanneer ze daar het laatst gewijzigd is.")
    withdrawn_at: datetime | None = strawberry.field(description="Sinds wanneer ze daar ingetrokken is.")


@strawberry.type(description="Hoe je inschrijft.")
class Registration:
    """How to sign up."""

    url: str | None = strawberry.field(description="Webadres.")
    email: str | None = strawberry.field(description="E-mailadres.")
    phone: str | None = strawberry.field(description="Telefoonnummer (E.164).")


@strawberry.type(description="Wat deelnemen kost.")
class Price:
    """What it costs."""

    kind: PriceKind = strawberry.field(description="Gratis, betalend of niet opgegeven.")
    amount: Decimal | None = strawberry.field(description="Basisprijs in euro.")


@strawberry.type(description="Afbeelding.")
class Image:
    """A picture."""

    url: str = strawberry.field(description="Webadres.")
    copyright_holder: str | None = strawberry.field(description="Wie erbij vermeld moet worden.")


@strawberry.type(description="Of een activiteit gepubliceerd kan worden, en wat er nog mist.")
class PublicationCheck:
    """What publishing would say."""

    publishable: bool = strawberry.field(description="Of er niets mist.")
    problems: list[PublicationProblem] = strawberry.field(description="Alles wat mist, volgens de bewerkstappen.")


@strawberry.type(description="Wat jij met een activiteit kan doen.")
class ViewerAction:
    """One thing that the viewer can do, or not."""

    action: ViewerActionKind = strawberry.field(description="Wat.")
    allowed: bool = strawberry.field(description="Of het nu kan.")
    why: str | None = strawberry.field(description="Waarom niet, in gewoon Nederlands.")


def source_of(source: model.Source) -> ActivitySource:
    """Show a source."""
    return ActivitySource(
        system=source.system,
        external_id=source.external_id,
        url=source.url,
        modified_at=source.modified_at,
        withdrawn_at=source.withdrawn_at,
    )


def registration_of(registration: model.Registration | None) -> Registration | None:
    """Show how to sign up."""
    if registration is None:
        return None
    return Registration(url=registration.url, email=registration.email, phone=registration.phone)
