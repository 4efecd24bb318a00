"""Explaining a self-registration link: what it asks for, or what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access_links.model import AccessLink, WrittenLink
from domain.access_links.reading import read_link, refused
from domain.access_requests.asking import NO_RIGHTS, UNKNOWN_RIGHT
from domain.access_requests.model import AccessRequestKind
from domain.access_rights.administrators import ADMINISTRATOR_RIGHTS
from domain.access_rights.model import AccessRight, Application
from domain.organisations.model import Organisation
from domain.ports.access_links import LinkTargets
from domain.refusals import FieldError, InvalidInput

UNKNOWN_CONTEXT = "Een context in deze link (ctx) hoort niet bij wat je aanvraagt."


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known here of what a link names."""

    application: Application | None = None
    rights: Sequence[AccessRight] = ()
    """Those of the application."""
    right: AccessRight | None = None
    organisation: Organisation | None = None


async def explain_link(text: str, targets: LinkTargets) -> AccessLink | InvalidInput:
    """Return what a link asks for, or what is wrong with it."""
    link = read_link(text)
    if isinstance(link, InvalidInput):
        return link
    found = await targets.of_application(link.application) if link.application is not None else None
    application, rights = found or (None, ())
    right = await targets.right(link.right) if link.right is not None else None
    organisation = await targets.organisation(link.kbo) if link.kbo is not None else None
    return explained(link, Known(application=application, rights=rights, right=right, organisation=organisation))


def explained(link: WrittenLink, known: Known) -> AccessLink | InvalidInput:
    """Return what a link asks for of what is known here, or what is wrong with it."""
    # A work relation is not for a right: what such a link says of one leads to its application at most.
    about_right = link.kind is AccessRequestKind.RIGHT
    fitting = _fitting(link, known) if about_right else ()
    wrong = [*(_wrong_right(link, known) if about_right else ()), *_wrong_organisation(link, known)]
    if about_right and not fitting and not wrong:
        wrong.append(FieldError(path="url.ctx", message=UNKNOWN_CONTEXT))
    if wrong:
        return refused(wrong)
    fixed = link.right is not None
    return AccessLink(
        kind=link.kind,
        target_group=link.target_group,
        application=known.right.application if known.right is not None else known.application,
        right=fitting[0] if fitting and fixed else None,
        rights_to_choose_from=() if fixed else tuple(fitting),
        contexts=tuple(each for each in fitting[0].contexts if each.code in link.contexts) if fitting else (),
        organisation=known.organisation,
    )


def _offered(link: WrittenLink, known: Known) -> Sequence[AccessRight]:
    """Return the rights that a link offers to people of its target group."""
    rights = known.rights if link.right is None else filter(None, [known.right])
    return [each for each in rights if _can_be_asked(each) and link.target_group in each.target_groups]


def _fitting(link: WrittenLink, known: Known) -> Sequence[AccessRight]:
    """Return those of them that can be limited to the contexts of the link."""
    wanted = set(link.contexts)
    return [each for each in _offered(link, known) if wanted <= {context.code for context in each.contexts}]


def _can_be_asked(right: AccessRight) -> bool:
    # Administrators are appointed, whatever a link says.
    return right.code not in ADMINISTRATOR_RIGHTS


def _wrong_right(link: WrittenLink, known: Known) -> Sequence[FieldError]:
    right = known.right
    if link.right is None:
        return [] if _offered(link, known) else [FieldError(path="url.an", message=NO_RIGHTS)]
    if right is None or not _can_be_asked(right):
        return [FieldError(path="url.ec", message=UNKNOWN_RIGHT)]
    wrong = []
    if link.application is not None and right.application.number != link.application:
        message = (
            f"Het gebruikersrecht {right.name} hoort niet bij de toepassing met nummer {link.application} (an), maar "
            f"bij {right.application.name}."
        )
        wrong.append(FieldError(path="url.an", message=message))
    if link.target_group not in right.target_groups:
        message = f"Het gebruikersrecht {right.name} is niet bedoeld voor de doelgroep {link.target_group.label}."
        wrong.append(FieldError(path="url.dg", message=f"{NO_RIGHTS} {message}"))
    return wrong


def _wrong_organisation(link: WrittenLink, known: Known) -> Sequence[FieldError]:
    organisation = known.organisation
    if organisation is None or organisation.target_group is link.target_group:
        return []
    message = f"{organisation.name} hoort niet bij de doelgroep {link.target_group.label} (dg)."
    return [FieldError(path="url.oc", message=message)]
