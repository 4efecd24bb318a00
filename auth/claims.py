"""Reading who somebody is, for whom they act and with which rights from the claims of a token.

The claims are those of the Flemish access management (ACM/IDM): `vo_orgcode` names the organisation, and a role claim
holds values such as `Recht:OVO002067` (two-dimensional) or `Recht-context:OVO002067` (three-dimensional), sometimes
with several organisations after the colon.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

_ROLE = re.compile(r"(?P<right>[^:-]+)(?:-(?P<context>[^:]+))?:(?P<organisations>.+)")
_OVO = re.compile(r"OVO[0-9]{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a valid token says."""

    subject: str
    name: str
    organisation_code: str | None
    """OVO code or KBO number; None for somebody who signed in as a private person."""
    rights: frozenset[str]
    """Rights at that organisation; those at other organisations do not count in this session."""
    expires_at: datetime
    target_group: str | None = None
    """Code of the kind of organisation (doelgroep), such as LB or BUR."""
    acr: str | None = None
    """The means by which they signed in."""
    number: str | None = field(default=None, repr=False)
    """Number in the national register, where a session begins and the provider tells it; it is not kept."""


def identity_of(claims: Mapping[str, object], *, rights_claim: str) -> Identity:
    """Return the identity in validated claims; what is missing or malformed gives less, never more."""
    organisation = organisation_code(_text(claims, "vo_orgcode") or _text(claims, "vo_ovocode"))
    given, family = _text(claims, "given_name"), _text(claims, "family_name")
    name = _text(claims, "name") or " ".join(part for part in (given, family) if part) or "Onbekend"
    return Identity(
        subject=_text(claims, "sub") or "",
        name=name,
        organisation_code=organisation,
        rights=_rights(claims, rights_claim, organisation) if organisation else frozenset(),
        expires_at=_instant(claims.get("exp")),
        target_group=(_text(claims, "vo_doelgroepcode") or "")[:20] or None,
        acr=_text(claims, "acr"),
    )


def number_in(claims: Mapping[str, object]) -> str | None:
    """Return the number in the national register in validated claims; only asked for with the scope `rrn`."""
    return _text(claims, "rrn")


def _instant(seconds: object) -> datetime:
    try:
        return datetime.fromtimestamp(seconds if isinstance(seconds, int | float) else 0, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, tz=UTC)


def organisation_code(text: str | None) -> str | None:
    """Return an OVO code or KBO number in the form we store, or None for anything else."""
    if text is None:
        return None
    code = text.strip().upper().replace(".", "").replace(" ", "")
    if _OVO.fullmatch(code) or (code.isascii() and code.isdigit() and len(code) == 10):  # noqa: PLR2004 - KBO
        return code
    return None


def _rights(claims: Mapping[str, object], rights_claim: str, organisation: str) -> frozenset[str]:
    # The case of the claim's name differs from one application to the next (`..._rol_3d`, `..._rol_3D`).
    found = next((value for name, value in claims.items() if name.casefold() == rights_claim.casefold()), ())
    values: Iterable[object] = [found] if isinstance(found, str) else found if isinstance(found, list) else ()
    rights: set[str] = set()
    for value in values:
        role = _ROLE.fullmatch(value) if isinstance(value, str) else None
        if role and organisation in {organisation_code(each) for each in role["organisations"].split(",")}:
            rights.add(role["right"].strip())
    return frozenset(rights)


def _text(claims: Mapping[str, object], name: str) -> str | None:
    value = claims.get(name)
    return value.strip()[:200] or None if isinstance(value, str) else None
