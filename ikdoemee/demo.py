"""The demo: an embedded database with invented activities around Gent, and tokens to look at them."""

from pathlib import Path

from rich.console import Console
from rich.panel import Panel

from domain.actors import LOCAL_ADMINISTRATOR_RIGHT, MODERATOR_RIGHT
from ikdoemee.edge.graphiql import page_built
from ikdoemee.importing import import_events
from ikdoemee.settings import Settings
from ikdoemee.tasks import development_token, prepare_database

FEED = Path(__file__).parent.parent / "importers" / "demo"
GENT = "44021"

_PEOPLE = [
    ("moderator", "Mo Derator", "OVO002067", [MODERATOR_RIGHT]),
    ("organiser", "Or Ganisator", "OVO002633", []),
    ("local administrator", "Lo Beheerder", "OVO002067", [LOCAL_ADMINISTRATOR_RIGHT]),
]


async def prepare_demo(settings: Settings, *, host: str, port: int) -> None:
    """Fill the database, keeping what is there, and say where to look and as whom."""
    console = Console(soft_wrap=True)
    await prepare_database(settings)
    await import_events(settings, str(FEED), [GENT], as_json=False)
    look = [f"API          http://{host}:{port}/graphql   (POST, WebSocket graphql-transport-ws, SSE)"]
    if page_built():
        look.append(f"GraphiQL     http://{host}:{port}/graphql   (in a browser)")
    look.append(f"health       http://{host}:{port}/health/ready")
    console.print(Panel("\n".join(look), title="ikdoemee", title_align="left", expand=False))
    for role, person, organisation, rights in _PEOPLE:
        token = await development_token(settings, person=person, organisation=organisation, rights=rights)
        console.print(f"\n[bold]{role}[/bold] ({person}, {organisation}), valid for 8 hours:")
        # Printed plainly, so that it can be copied whole.
        console.print(f'{{"Authorization": "Bearer {token}"}}', highlight=False, markup=False)
    console.print()
