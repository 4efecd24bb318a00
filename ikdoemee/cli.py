"""The command line: `ikdoemee --help`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ikdoemee.access_commands import access
from ikdoemee.command_line import fail, read_settings, run

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="The backend of ikdoemee.be."
)
texts = typer.Typer(
    no_args_is_help=True,
    help="Rules, help, terms of use, vocabularies and inspiration, as one file to edit: export, change, import.",
)
app.add_typer(texts, name="texts")
app.add_typer(access, name="access")
mails = typer.Typer(
    no_args_is_help=True, help="The mails to people: how many wait, and another try for those given up."
)
app.add_typer(mails, name="mails")

Host = Annotated[str, typer.Option(help="Address to listen on; loopback unless you say otherwise.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")]


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the API. The database must be migrated."""
    from ikdoemee.container import require_migrated
    from ikdoemee.server import run_server

    settings = read_settings()
    run(require_migrated(settings))
    run_server(settings, host=host, port=port)


@app.command()
def worker() -> None:
    """Run the background jobs and nothing else: send mails, remind people, clean up. The database must be migrated."""
    from ikdoemee.jobs import work
    from ikdoemee.log import configure_logging

    settings = read_settings()
    configure_logging(production=settings.production)
    run(work(settings))


@app.command()
def migrate() -> None:
    """Create or update the tables and load the reference data; does no harm when run again."""
    from ikdoemee.tasks import prepare_database

    run(prepare_database(read_settings()))


@app.command("import-uit")
def import_uit(
    source: Annotated[str, typer.Argument(help="A JSON file, a folder, or the address of a Search API.")],
    territory: Annotated[
        list[str] | None, typer.Option(help="NIS code; only what lies there. May be repeated.")
    ] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="Print the counts as one JSON object.")] = False,
) -> None:
    """Import events from UiTdatabank as drafts. Running it again changes nothing that did not change there."""
    from ikdoemee.importing import import_events
    from importers.uitdatabank.search_request import SearchApiError

    settings = read_settings()
    try:
        run(import_events(settings, source, territory or [], as_json=json))
    except (SearchApiError, ValueError) as error:
        fail(str(error))


@app.command("dev-token")
def dev_token(
    person: Annotated[str, typer.Option(help="Name of a made-up person.")],
    organisation: Annotated[str, typer.Option(help="OVO code or KBO number of the organisation they act for.")],
    right: Annotated[list[str] | None, typer.Option(help="Code of a right they hold there. May be repeated.")] = None,
    *,
    accept_terms: Annotated[
        bool, typer.Option("--accept-terms", help="Let them have accepted the terms of use, so that they may write.")
    ] = False,
) -> None:
    """Print a short-lived bearer token for trying things out; not in production."""
    from ikdoemee.tasks import development_token

    settings = read_settings()
    if settings.production:
        fail("development tokens do not exist in production")
    try:
        token = run(
            development_token(
                settings, person=person, organisation=organisation, rights=right or [], accept_terms=accept_terms
            )
        )
    except LookupError as error:
        fail(str(error.args[0]))
    typer.echo(token)


@app.command("export-schema")
def export_schema(
    output: Annotated[Path | None, typer.Option(help="File to write to instead of standard output.")] = None,
) -> None:
    """Print the GraphQL schema, sorted."""
    from schema.root import build_schema

    text = build_schema(for_print=True).as_str() + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


@texts.command("export")
def export_texts(
    output: Annotated[Path | None, typer.Option(help="File to write to instead of standard output.")] = None,
) -> None:
    """Write the texts and lists of the platform as a TOML file."""
    from ikdoemee.platform_texts import exported_texts

    text = run(exported_texts(read_settings()))
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


@texts.command("import")
def import_texts(
    file: Annotated[Path, typer.Argument(help="TOML file, as `texts export` writes it.", exists=True, dir_okay=False)],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
) -> None:
    """Change the texts and lists of the platform: all that the file says, or nothing. Servers show it at once."""
    from ikdoemee.platform_texts import imported_texts
    from importers.platform_texts.reading import UnreadableTextsError

    try:
        lines = run(imported_texts(read_settings(), file.read_text(encoding="utf-8-sig"), dry_run=dry_run))
    except (UnreadableTextsError, UnicodeDecodeError) as error:
        fail(f"{file}: {error}")
    typer.echo("\n".join(lines))


@mails.command("list")
def list_mails() -> None:
    """Count the mails by state; nobody is named."""
    from ikdoemee.mails.administering import mails_listed

    typer.echo("\n".join(run(mails_listed(read_settings()))))


@mails.command("retry")
def retry_mails() -> None:
    """Let the mails that were given up be tried again."""
    from ikdoemee.mails.administering import mails_retried

    typer.echo(f"{run(mails_retried(read_settings()))} mails due again")


@app.command()
def demo(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Prepare an embedded database with a demo feed for Gent, show where to look, and serve."""
    from ikdoemee.demo import prepare_demo
    from ikdoemee.server import run_server

    settings = read_settings()
    if settings.production:
        fail("the demo is not for production")
    from ikdoemee.edge.development_sign_in import signing_in_here

    settings = signing_in_here(settings, host=host, port=port)
    run(prepare_demo(settings, host=host, port=port))
    run_server(settings, host=host, port=port)
