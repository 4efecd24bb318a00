"""The commands about access: appoint the first administrator, delegate, and place in a target group."""

from collections.abc import Coroutine
from datetime import datetime
from typing import Annotated, Any

import typer

from domain.organisations.target_groups import TargetGroup
from ikdoemee.command_line import fail, read_settings, run

access = typer.Typer(
    no_args_is_help=True,
    help="Who decides on the access of organisations: appoint administrators, delegate, place in a target group.",
)

OnOrganisation = Annotated[str, typer.Option("--organisation", help="OVO code or KBO number of the organisation.")]
Manager = Annotated[str, typer.Option("--to", help="OVO code or KBO number of who manages its access.")]
Reason = Annotated[str, typer.Option(help="Why; kept in the trail of decisions about access.")]


@access.command()
def appoint(
    organisation: OnOrganisation,
    subject: Annotated[str, typer.Option(help="What the identity provider calls the person: the `sub` of a token.")],
    name: Annotated[str, typer.Option(help="First and last name.")],
    email: Annotated[str, typer.Option(help="Address at work, if the person is not known to work there yet.")],
    reason: Reason,
    begin: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; today unless you say otherwise.")
    ] = None,
    end: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; after two years unless you say otherwise.")
    ] = None,
    *,
    head: Annotated[bool, typer.Option("--head", help="As head local administrator.")] = False,
) -> None:
    """Make somebody a local administrator of an organisation. Running it again changes nothing."""
    from ikdoemee.access import Appointment, appointed

    wish = Appointment(
        organisation=organisation,
        subject=subject,
        name=name,
        email=email,
        reason=reason,
        head=head,
        begin=begin.date() if begin else None,
        end=end.date() if end else None,
    )
    _tell(appointed(read_settings(), wish))


@access.command()
def delegate(organisation: OnOrganisation, to: Manager, reason: Reason) -> None:
    """Let an organisation, such as a representative body, manage the access of another one beside itself."""
    from ikdoemee.access import delegated

    _tell(delegated(read_settings(), organisation, to, reason=reason))


@access.command("end-delegation")
def end_delegation(
    organisation: OnOrganisation,
    to: Manager,
    reason: Reason,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Also if nobody is left to decide on the access of the organisation.")
    ] = False,
) -> None:
    """End that an organisation manages the access of another one."""
    from ikdoemee.access import delegation_ended

    _tell(delegation_ended(read_settings(), organisation, to, reason=reason, force=force))


@access.command()
def place(
    organisation: OnOrganisation,
    target_group: Annotated[TargetGroup, typer.Option(help="Code of the target group.", case_sensitive=False)],
    reason: Reason = "aanvraag van de organisatie",
) -> None:
    """Place an organisation in a target group, so that its people can ask for the rights that are meant for it."""
    from ikdoemee.access import placed

    _tell(placed(read_settings(), organisation, target_group, reason=reason))


def _tell(work: Coroutine[Any, Any, str]) -> None:
    from ikdoemee.access import AccessRefusedError

    try:
        typer.echo(run(work))
    except AccessRefusedError as error:
        fail(str(error))
