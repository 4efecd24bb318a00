"""The parts of signing in that need no provider."""

import asyncio
import base64
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from joserfc.jwk import ECKey, OctKey, RSAKey
from pydantic import ValidationError

from auth.oidc.capacities import login_hint
from auth.oidc.discovery import metadata_of
from auth.oidc.errors import ProviderUnavailableError
from auth.oidc.kept import Kept
from auth.oidc.keys import header_of
from auth.oidc.registration import is_loopback
from auth.sessions import csrf_token
from domain.organisations.model import OrganisationKind
from domain.sessions.model import Session
from domain.sessions.rules import SessionLimits, ends_at, has_ended, to_be_noted
from ikdoemee.edge.return_paths import safe_path
from ikdoemee.registration import registration_of
from ikdoemee.settings import STRONG_MEANS, Settings
from tests.support.clock import START

ISSUER = "https://op.example/op"
DOCUMENT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}
OIDC = {
    "public_url": "https://www.example.org",
    "oidc_issuer": ISSUER,
    "oidc_client_id": "ikdoemee",
    "oidc_client_secret": "secret",
}
SESSION = Session(
    digest="d",
    subject="s",
    name="n",
    organisation_code=None,
    target_group=None,
    rights=frozenset(),
    acr=None,
    created_at=START,
    seen_at=START,
    expires_at=START + timedelta(hours=2),
)


@pytest.mark.parametrize("path", ["/", "/werk", "/werk/?dag=1&x=//y", "/a%2F%2Fb", "/#deel", "/x:y"])
def test_paths_on_this_site_can_be_gone_back_to(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "werk",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        " /werk",
        "/é",
        "/" + "x" * 2000,
    ],
)
def test_nothing_else_can(path: str) -> None:
    assert safe_path(path) is None


@pytest.mark.parametrize(
    ("code", "kind", "hint"),
    [
        ("OVO002067", OrganisationKind.MUNICIPALITY, {"cap_hint": "LB", "code_hint": "OVO002067"}),
        ("0207.451.227", OrganisationKind.PROVINCE, {"cap_hint": "LB", "code_hint": "0207451227"}),
        ("0428315871", OrganisationKind.ASSOCIATION, {"cap_hint": "EA", "code_hint": "0428315871"}),
        ("0428315871", None, {"cap_hint": "EA", "code_hint": "0428315871"}),
        ("OVO009999", None, None),
        ("rubbish", None, None),
    ],
)
def test_a_chosen_organisation_is_hinted_at_as_the_access_management_wants_it(
    code: str, kind: OrganisationKind | None, hint: dict[str, str] | None
) -> None:
    made = login_hint(code, kind)
    assert (orjson.loads(base64.b64decode(made)) if made is not None else None) == hint


def test_a_session_ends_with_its_time_or_when_nothing_is_done_in_it() -> None:
    limits = SessionLimits()
    assert ends_at(SESSION, limits) == START + timedelta(minutes=30)
    assert not has_ended(SESSION, limits, START + timedelta(minutes=29))
    assert has_ended(SESSION, limits, START + timedelta(minutes=30))
    long = SessionLimits(idle=timedelta(hours=5))
    assert ends_at(SESSION, long) == START + timedelta(hours=2)


def test_that_a_session_is_in_use_is_noted_once_a_minute() -> None:
    assert not to_be_noted(SESSION, START + timedelta(seconds=59))
    assert to_be_noted(SESSION, START + timedelta(seconds=60))


def test_the_token_of_pages_goes_with_a_session_and_does_not_tell_its_id() -> None:
    assert csrf_token("a") == csrf_token("a") != csrf_token("b")
    assert "geheim" not in csrf_token("geheim")


def test_the_provider_says_where_it_does_what() -> None:
    found = metadata_of({**DOCUMENT, "end_session_endpoint": f"{ISSUER}/logout"}, issuer=ISSUER)
    assert (found.token_endpoint, found.end_session_endpoint) == (f"{ISSUER}/token", f"{ISSUER}/logout")
    assert (found.introspection_endpoint, found.names_itself) == (None, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": f"{ISSUER}/"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": ["x"]},
        {"jwks_uri": "http://op.example/op/keys"},
        {"authorization_endpoint": "http://127.0.0.1/auth"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_provider_that_says_something_else_is_not_believed(wrong: dict[str, object]) -> None:
    with pytest.raises(ProviderUnavailableError):
        metadata_of({**DOCUMENT, **wrong}, issuer=ISSUER)


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:8000/op", True),
        ("http://[::1]:8000", True),
        ("http://localhost:8000", True),
        ("http://localhost.evil.example", False),
        ("http://10.0.0.1", False),
        ("http://127.0.0.1.evil.example", False),
    ],
)
def test_this_machine_is_known_by_its_addresses(address: str, here: bool) -> None:
    assert is_loopback(address) is here


class Source:
    """Something that is asked, and can be away."""

    def __init__(self) -> None:
        self.asked = 0
        self.away = False

    async def fetch(self) -> int:
        self.asked += 1
        await asyncio.sleep(0)
        if self.away:
            raise ProviderUnavailableError("away")
        return self.asked


async def test_what_is_needed_by_many_is_fetched_once() -> None:
    source = Source()
    kept = Kept(source.fetch, fresh=60, usable=60)
    assert await asyncio.gather(*(kept.get() for _ in range(5))) == [1] * 5
    assert await kept.get() == 1


async def test_an_old_value_does_while_there_is_no_newer_one() -> None:
    source = Source()
    kept = Kept(source.fetch, fresh=0, usable=60)
    assert [await kept.get(), await kept.get()] == [1, 2]
    source.away = True
    # Asked once, and then left in peace.
    assert [await kept.get(), await kept.get(), source.asked] == [2, 2, 3]


async def test_what_is_too_old_is_not_used() -> None:
    source = Source()
    kept = Kept(source.fetch, fresh=0, usable=0)
    await kept.get()
    source.away = True
    for _ in range(2):
        with pytest.raises(ProviderUnavailableError):
            await kept.get()
    source.away = False
    assert await kept.get() == source.asked
    await kept.close()


async def test_a_fetch_ends_with_the_application() -> None:
    never = asyncio.Event()

    async def fetch() -> int:
        await never.wait()
        return 1

    kept = Kept(fetch, fresh=0, usable=0)
    waiting = asyncio.create_task(kept.get())
    await asyncio.sleep(0)
    await kept.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "e30.e30."])
def test_what_is_no_signed_token_says_nothing_of_itself(token: str) -> None:
    assert header_of(token).get("typ") is None


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"environment": "production", "person_number_key": "x" * 32},
        {"oidc_acr_values": ()},
        {"public_url": "http://127.0.0.1:8000", "oidc_issuer": "http://127.0.0.1:8000/op"},
        {"oidc_client_secret": None, "oidc_private_key": Path("key.pem")},
    ],
    ids=str,
)
def test_settings_to_sign_in_are_taken(change: dict[str, object]) -> None:
    assert Settings(**{**OIDC, **change}).oidc_client_id == "ikdoemee"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"public_url": None},
        {"oidc_client_id": None},
        {"oidc_client_secret": None},
        {"oidc_private_key": Path("key.pem")},
        {"oidc_scopes": "profile"},
        {"oidc_issuer": "http://op.example/op"},
        {"oidc_issuer": "https://op.example/op/"},
        {"public_url": "http://www.example.org"},
        {"environment": "production", "person_number_key": "x" * 32, "public_url": "http://127.0.0.1:8000"},
        {"session_minutes": 121},
    ],
    ids=str,
)
def test_settings_that_cannot_work_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings(**{**OIDC, **change})  # type: ignore[arg-type]


def test_production_needs_a_provider_or_keys() -> None:
    with pytest.raises(ValidationError, match="production needs"):
        Settings(environment="production")  # type: ignore[arg-type]


def test_a_registration_follows_from_the_settings_and_shows_no_secret() -> None:
    known = registration_of(Settings(**OIDC))  # type: ignore[arg-type]
    assert known is not None
    assert known.redirect_uri == "https://www.example.org/aanmelden/terug"
    assert known.acr_values == STRONG_MEANS
    assert "secret'" not in repr(known)
    assert registration_of(Settings()) is None


@pytest.mark.parametrize("kind", ["RSA PEM", "RSA JWK", "EC PEM", "EC JWK"])
def test_a_private_key_can_be_written_in_several_ways(kind: str, tmp_path: Path) -> None:
    key = RSAKey.generate_key(2048) if kind.startswith("RSA") else ECKey.generate_key("P-256")
    file = tmp_path / "key"
    file.write_bytes(orjson.dumps(key.as_dict(private=True)) if "JWK" in kind else key.as_pem(private=True))
    known = registration_of(Settings(**{**OIDC, "oidc_client_secret": None, "oidc_private_key": file}))  # type: ignore[arg-type]
    assert known is not None
    assert type(known.private_key) is type(key)


@pytest.mark.parametrize("kind", ["public", "shared", "rubbish"])
def test_what_is_no_private_key_is_said_at_the_start(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    written = {
        "public": RSAKey.generate_key(2048).as_pem(private=False),
        "shared": orjson.dumps(OctKey.generate_key(256).as_dict(private=True)),
        "rubbish": b"rubbish",
    }
    file.write_bytes(written[kind])
    with pytest.raises(ValueError, match="holds no private key"):
        registration_of(Settings(**{**OIDC, "oidc_client_secret": None, "oidc_private_key": file}))  # type: ignore[arg-type]
