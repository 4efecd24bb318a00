"""What the demo's local administrator finds: that she is one, and a request that waits for her."""

from auth.development import subject_of
from domain.access_requests.asking import RequestAccess, request_access
from domain.access_rights.appointing import AdministratorAppointed, AppointAdministrator, appoint_administrator
from domain.acting import Acting
from domain.actors import MODERATOR_RIGHT, Actor, Person
from ikdoemee.container import open_container
from ikdoemee.settings import Settings
from persistence.organisations import OrganisationReader

_ADMINISTRATOR, _APPLICANT = "Lo Beheerder", "Aan Vrager"


async def prepare_access(settings: Settings, organisation_code: str) -> None:
    """Appoint the administrator of an organisation and let somebody ask for access to it, once for each database."""
    async with open_container(settings) as container:
        services = container.services
        organisation = await OrganisationReader(services.rows).by_code(organisation_code)
        if organisation is None:
            raise LookupError(organisation_code)
        done = await appoint_administrator(
            AppointAdministrator(
                organisation_id=organisation.id,
                subject=subject_of(_ADMINISTRATOR),
                name=_ADMINISTRATOR,
                email="lo.beheerder@example.org",
                reason="demo",
            ),
            open_unit_of_work=services.open_unit_of_work,
            tools=services.tools,
        )
        if not isinstance(done, AdministratorAppointed) or done.already:
            # Somebody may have decided on the request since.
            return
        applicant = Actor(person=Person(id=subject_of(_APPLICANT), name=_APPLICANT))
        await request_access(
            RequestAccess(
                organisation_id=organisation.id,
                right=MODERATOR_RIGHT,
                contexts=(),
                phone="+32 9 266 12 34",
                email="aan.vrager@example.org",
                reason="Activiteiten van de bibliotheek beheren",
            ),
            Acting(actor=applicant, request=None, open_unit_of_work=services.open_unit_of_work, tools=services.tools),
        )
