"""The demo: an embedded database with invented activities around Gent, and tokens to look at them."""

from pathlib import Path

from rich.console import Console
from rich.panel import Panel

from auth.development import subject_of
from domain.acting import Acting
from domain.activities.deciding import DecideOnActivity, publish_activity
from domain.activities.listing import ActivityChoice, ActivityOrder, ActivityOrderField
from domain.activities.model import ActivityStatus
from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT, Actor, Person
from domain.imports.model import ImportOutcome
from domain.pages import PageRequest
from domain.territories.model import Nis
from domain.viewpoints import Viewpoint
from ikdoemee.container import open_container
from ikdoemee.demo_access import prepare_access
from ikdoemee.edge.graphiql import page_built
from ikdoemee.importing import import_events
from ikdoemee.settings import Settings
from ikdoemee.tasks import development_token, prepare_database
from persistence.activity_lists import activities
from persistence.organisations import OrganisationReader
from persistence.read_models.activities import ACTIVITY
from plans.records import Reader
from resolvers.ids import identify

FEED = Path(__file__).parent.parent / "importers" / "demo"
GENT, GENT_OVO = "44021", "OVO002067"
PUBLISHED = 10
"""How many drafts a new demo tries to put online."""

_PEOPLE = [
    ("moderator", "Mo Derator", GENT_OVO, [MODERATOR_RIGHT]),
    ("organiser", "Or Ganisator", "OVO002633", []),
    ("local administrator", "Lo Beheerder", GENT_OVO, [LOCAL_ADMINISTRATOR_RIGHT]),
]


async def prepare_demo(settings: Settings, *, host: str, port: int) -> None:
    """Fill the database, keeping what is there, and say where to look and as whom."""
    console = Console(soft_wrap=True)
    await prepare_database(settings)
    report = await import_events(settings, str(FEED), [GENT], as_json=False)
    tokens = [
        await development_token(settings, person=person, organisation=organisation, rights=rights, accept_terms=True)
        for _, person, organisation, rights in _PEOPLE
    ]
    if report.outcomes[ImportOutcome.CREATED]:
        await _publish_some(settings)
    await prepare_access(settings, GENT_OVO)
    look = [f"API          http://{host}:{port}/graphql   (POST, WebSocket graphql-transport-ws, SSE)"]
    if page_built():
        look.append(f"GraphiQL     http://{host}:{port}/graphql   (in a browser)")
    if settings.oidc_issuer is not None:
        look.append(f"sign in      {settings.public_url}/aanmelden   (as a made-up person)")
    look.append(f"health       http://{host}:{port}/health/ready")
    console.print(Panel("\n".join(look), title="ikdoemee", title_align="left", expand=False))
    for (role, person, organisation, _rights), token in zip(_PEOPLE, tokens, strict=True):
        console.print(f"\n[bold]{role}[/bold] ({person}, {organisation}), valid for 8 hours:")
        # Printed plainly, so that it can be copied whole.
        console.print(f'{{"Authorization": "Bearer {token}"}}', highlight=False, markup=False)
    console.print()


async def _publish_some(settings: Settings) -> None:
    """Put a few of the drafts online as the demo's moderator, so that visitors of a new demo find something."""
    async with open_container(settings) as container:
        services = container.services
        stad_gent = await OrganisationReader(services.rows).by_code(GENT_OVO)
        moderator = Actor(
            person=Person(id=subject_of("Mo Derator"), name="Mo Derator"),
            organisation=stad_gent,
            organisation_code=GENT_OVO,
            rights=frozenset({MODERATOR_RIGHT}),
        )
        drafts = activities(
            ActivityChoice(territory=Nis(GENT), statuses=frozenset({ActivityStatus.DRAFT})),
            ActivityOrder(field=ActivityOrderField.NEXT_OCCURRENCE, descending=False),
            PageRequest(size=PUBLISHED),
            now=services.tools.now(),
        )
        acting = Acting(
            actor=moderator, request=None, open_unit_of_work=services.open_unit_of_work, tools=services.tools
        )
        reader = Reader(services.rows.seen_from(Viewpoint(moderator, services.tools.now)), identify)
        for draft in (await reader.page(ACTIVITY, drafts)).nodes:
            # Some lack something and are refused, as they would be for a moderator.
            await publish_activity(
                DecideOnActivity(activity_id=draft.key, reason="voldoet aan de publicatieregels"),
                acting,
            )
