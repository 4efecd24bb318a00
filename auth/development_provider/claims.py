"""What is said about somebody who signed in: the claims of the access management, by scope, in their real shapes."""

from auth.development_provider.issued import SignedIn
from auth.development_provider.people import GROUPS

SCOPES = ("openid", "profile", "vo", "offline_access")
"""Besides these there is one for each application, with the rights in it."""


def claims_of(user: SignedIn, scope: str, *, application_scope: str, rights_claim: str) -> dict[str, object]:
    """Return the claims of somebody in one capacity."""
    asked, person, capacity = scope.split(), user.session.person, user.capacity
    claims: dict[str, object] = {"sub": person.subject}
    if "profile" in asked:
        claims |= {"given_name": person.given_name, "family_name": person.family_name}
    if "vo" in asked:
        claims |= {"vo_doelgroepcode": capacity.group, "vo_doelgroepnaam": GROUPS[capacity.group]}
    if capacity.organisation is None:
        return claims
    claims["cot"] = "vo"
    if "vo" in asked:
        claims |= {
            "vo_id": person.account(capacity),
            "vo_email": person.email,
            "vo_orgcode": capacity.organisation,
            "vo_orgnaam": capacity.organisation_name,
        }
    if application_scope in asked and capacity.rights:
        claims[rights_claim] = [f"{right}:{capacity.organisation}" for right in capacity.rights]
    return claims
