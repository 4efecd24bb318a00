"""Reading a self-registration link as people receive it: copied from a guide, a mail or a page, with what that adds.

The form of these links is that of the document "Gebruikersbeheer Zelfregistratie". Pure: nothing is looked up.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, unquote, unquote_plus, urlsplit

from domain.access_links.model import WrittenLink
from domain.access_requests.model import AccessRequestKind
from domain.contact_details import kbo_number
from domain.organisations.target_groups import TargetGroup
from domain.refusals import FieldError, InvalidInput

LONGEST_LINK = 2000
HOST = "zelfregistratie-gebruikersbeheer.vlaanderen.be"
TEST_HOST = "zelfregistratie-gebruikersbeheer-ti.vlaanderen.be"

NO_LINK = f"Dit is geen link. Plak de volledige link: ze begint met https://{HOST}/user/."
TOO_LONG = f"Deze link is te lang. Gebruik een link van hoogstens {LONGEST_LINK} tekens."
LEADS_ELSEWHERE = f"Deze link leidt niet naar de zelfregistratie van het Gebruikersbeheer ({HOST})."
NO_REQUEST = (
    "Deze link leidt niet naar een aanvraag. Na /user/ hoort aanvraag te staan voor een gebruikersrecht, of "
    "aanvraag_werkrelatie voor een werkrelatie."
)
NO_TARGET_GROUP = f"In deze link ontbreekt de doelgroep (dg): {', '.join(TargetGroup)}."
UNKNOWN_TARGET_GROUP = f"De doelgroep in deze link (dg) bestaat niet. Kies uit: {', '.join(TargetGroup)}."
NOTHING_ASKED = (
    "In deze link ontbreekt wat je aanvraagt: een toepassing (an), een gebruikersrecht (ec) of allebei moet erin staan."
)
NO_NUMBER = "Het nummer van de toepassing in deze link (an) is geen geldig getal."
NO_KBO = (
    "Het ondernemingsnummer van de organisatie in deze link (oc) is niet geldig. Het telt tien cijfers, zoals "
    "0207.451.227."
)

_HOSTS = frozenset({HOST, TEST_HOST})
_PORTS = frozenset({None, 80, 443})
_PAGES: Mapping[str, AccessRequestKind] = {
    "/user/aanvraag": AccessRequestKind.RIGHT,
    "/user/aanvraag_werkrelatie": AccessRequestKind.WORK_RELATION,
}
_NUMBER = re.compile(r"[0-9]{1,9}")
_IN_BRACKETS = re.compile(r"<([^<>]*)>|\[.*\]\(([^()]*)\)", re.DOTALL)
"""How texts mark a link."""
_AMPERSAND = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.IGNORECASE)
"""As the source of a page writes it, once or several times over."""
_BACKSLASHES = re.compile(r"\\+(?=[!-/:-@\[-`{-~])")
"""Before a punctuation mark, as Markdown escapes it."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NAMED_HOST = re.compile(r"[^\s/]+\.[^\s/]+")


def read_link(text: str) -> WrittenLink | InvalidInput:
    """Return what a link says; whatever is wrong with how it is written is told at once, at `url` and below."""
    if len(text) > LONGEST_LINK:
        return refused([FieldError(path="url", message=TOO_LONG)])
    address = _address(text)
    if address is None:
        return refused([FieldError(path="url", message=NO_LINK)])
    if address.hostname not in _HOSTS or address.port not in _PORTS or address.username is not None:
        return refused([FieldError(path="url", message=LEADS_ELSEWHERE)])
    kind = _PAGES.get(unquote(address.path).rstrip("/"))
    if kind is None:
        return refused([FieldError(path="url", message=NO_REQUEST)])
    return _written(kind, _parameters(address.query))


def refused(wrong: Sequence[FieldError]) -> InvalidInput:
    """Return the refusal that tells what is wrong in its message too: there is no form with fields to look at."""
    return InvalidInput(fields=tuple(wrong), message=" ".join(dict.fromkeys(each.message for each in wrong)))


def _address(text: str) -> SplitResult | None:
    bare = text.strip()
    marked = _IN_BRACKETS.fullmatch(bare)
    if marked is not None:
        bare = (marked[1] or marked[2] or "").strip()
    bare = _BACKSLASHES.sub("", _AMPERSAND.sub("&", bare))
    try:
        parts = urlsplit(bare if _SCHEME.match(bare) else f"https://{bare}")
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or _NAMED_HOST.fullmatch(parts.hostname or "") is None:
        return None
    return parts


def _parameters(query: str) -> Mapping[str, Sequence[str]]:
    """Return the values of each parameter, each value once; what is empty says nothing (real links begin with `?&`)."""
    found: dict[str, dict[str, None]] = {}
    for pair in query.split("&"):
        name, _, value = (_BACKSLASHES.sub("", unquote_plus(part)).strip() for part in pair.partition("="))
        if value:
            found.setdefault(name.lower(), {})[value] = None
    return {name: list(values) for name, values in found.items()}


def _written(kind: AccessRequestKind, parameters: Mapping[str, Sequence[str]]) -> WrittenLink | InvalidInput:
    wrong: list[FieldError] = []

    def say(name: str, message: str) -> None:
        wrong.append(FieldError(path=f"url.{name}", message=message))

    def one(name: str) -> str | None:
        values = parameters.get(name, ())
        if len(values) > 1:
            say(name, f"Deze link zegt twee verschillende dingen over {name}. Kies er één.")
        return values[0] if values else None

    group, number, right, organisation = one("dg"), one("an"), one("ec"), one("oc")
    target_group = _target_group(group) if group is not None else None
    if target_group is None:
        say("dg", NO_TARGET_GROUP if group is None else UNKNOWN_TARGET_GROUP)
    if number is None and right is None and kind is AccessRequestKind.RIGHT:
        say("ec", NOTHING_ASKED)
    if number is not None and _NUMBER.fullmatch(number) is None:
        say("an", NO_NUMBER)
    kbo = kbo_number(organisation) if organisation is not None else None
    if organisation is not None and kbo is None:
        say("oc", NO_KBO)
    if wrong or target_group is None:
        return refused(wrong)
    return WrittenLink(
        kind=kind,
        target_group=target_group,
        application=int(number) if number is not None else None,
        right=right,
        contexts=_contexts(parameters.get("ctx", ())),
        kbo=kbo,
    )


def _target_group(code: str) -> TargetGroup | None:
    return next((each for each in TargetGroup if each == code.upper()), None)


def _contexts(values: Sequence[str]) -> tuple[str, ...]:
    codes = (code.strip() for value in values for code in value.split(","))
    return tuple(dict.fromkeys(filter(None, codes)))
