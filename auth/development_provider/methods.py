"""The ways to sign in that the real page offers, in its order and in its words."""

from collections.abc import Sequence
from dataclasses import dataclass

_MEANS = "urn:be:vlaanderen:authmech:"

LAST_CHOICE = "UW LAATSTE KEUZE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A way to sign in."""

    code: str
    label: str
    means: tuple[str, ...]
    """What it is called in `acr_values` and `acr`."""
    hint: str | None = None
    to_activate: bool = False
    about: str


METHODS = (
    Method(
        code="eid",
        label="eID en aangesloten kaartlezer",
        means=(f"{_MEANS}eid",),
        about="Je steekt je identiteitskaart in een kaartlezer en geeft je pincode in.",
    ),
    Method(
        code="itsme",
        label="itsme®",
        means=(f"{_MEANS}itsme",),
        about="Je bevestigt in de app itsme op je smartphone wie je bent.",
    ),
    Method(
        code="csamtotp",
        label="Beveiligingscode via mobiele app",
        means=(f"{_MEANS}csamtotp",),
        hint="GEMAKKELIJKSTE KEUZE",
        to_activate=True,
        about="Een app op je smartphone toont een code, die je hier overtikt.",
    ),
    Method(
        code="csamsms",
        label="Beveiligingscode via SMS",
        means=(f"{_MEANS}csamsms",),
        to_activate=True,
        about="Je krijgt een sms met een code, die je hier overtikt.",
    ),
    Method(
        code="eidas",
        label="eIDAS",
        means=(f"{_MEANS}eidashigh", f"{_MEANS}eidassubstantial"),
        about="Je gebruikt de digitale sleutel van een ander land van de Europese Unie.",
    ),
)

ALL_MEANS = tuple(each for method in METHODS for each in method.means)


def offered(acr_values: str | None) -> Sequence[Method]:
    """Return the methods that are among those asked for; all when nothing was asked for."""
    if not acr_values:
        return METHODS
    asked = set(acr_values.split())
    return [method for method in METHODS if asked.intersection(method.means)]


def means_used(method: Method, acr_values: str | None) -> str | None:
    """Return the `acr` of a sign-in; as with the real one, only who asks for means is told which was used."""
    if not acr_values:
        return None
    return next((each for each in method.means if each in acr_values.split()), None)


def method_of(code: str | None) -> Method | None:
    """Return the method with a code."""
    return next((method for method in METHODS if method.code == code), None)
