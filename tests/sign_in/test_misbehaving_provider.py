"""A provider that does not answer as agreed costs a sign-in, and time within bounds; never more."""

import asyncio
import time
from collections.abc import AsyncGenerator

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from auth.claims import Identity
from auth.oidc import access_tokens, http, keys
from auth.oidc.errors import ProviderUnavailableError, SignInRefusedError
from auth.oidc.provider import Provider
from auth.tokens import TokenRejectedError
from tests.sign_in.stub import CODE, NONCE, VERIFIER, Stub, stub_provider

RETURNED = {"code": CODE, "state": "s"}


@pytest.fixture
async def stub() -> AsyncGenerator[Stub]:
    """Give a provider that does as a test wants."""
    async with stub_provider() as serving:
        yield serving


async def complete(provider: Provider, **returned: str) -> Identity:
    return await provider.relying_party.complete(RETURNED | returned, nonce=NONCE, verifier=VERIFIER)


async def test_one_that_behaves_signs_people_in(stub: Stub) -> None:
    assert (await complete(stub.provider())).subject == "mo"
    (token_request,) = [each for each in stub.requests if each.startswith("POST /op/token")]
    assert "authorization: basic" in token_request.lower()
    assert f"code_verifier={VERIFIER}" in token_request


async def test_the_secret_can_go_in_the_body(stub: Stub) -> None:
    await complete(stub.provider(secret_in_body=True))
    (token_request,) = [each for each in stub.requests if each.startswith("POST /op/token")]
    assert "client_secret=secret" in token_request
    assert "authorization:" not in token_request.lower()


@pytest.mark.parametrize("path", ["/op/.well-known/openid-configuration", "/op/keys", "/op/token"])
@pytest.mark.parametrize(
    "answer", [500, b"<html>", b"[]", b"{", b'{"x": "' + b"x" * 600_000 + b'"}'], ids=lambda a: repr(a)[:9]
)
async def test_what_cannot_be_read_is_no_sign_in(stub: Stub, path: str, answer: object) -> None:
    stub.answers[path] = answer
    with pytest.raises(ProviderUnavailableError):
        await complete(stub.provider())


@pytest.mark.parametrize(
    "found", [None, [], "x", [{"kty": "oct", "k": "eA"}], [{"kty": "RSA", "n": "!"}], ["x"]], ids=repr
)
async def test_keys_that_cannot_be_used_are_none(stub: Stub, found: object) -> None:
    stub.answers["/op/keys"] = {"keys": found}
    with pytest.raises(ProviderUnavailableError):
        await complete(stub.provider())


async def test_a_key_that_cannot_be_used_is_no_reason_to_refuse_the_others(stub: Stub) -> None:
    others = [
        {"kty": "OKP"},
        {"kty": "RSA", "n": "!"},
        RSAKey.generate_key(2048).as_dict(private=False) | {"use": "enc"},
    ]
    stub.answers["/op/keys"] = {"keys": [*others, stub.key.as_dict(private=False)]}
    assert (await complete(stub.provider())).subject == "mo"


async def test_nobody_waits_for_a_provider_that_does_not_answer(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WITHIN", 0.2)
    stub.hold.clear()
    began = time.monotonic()
    with pytest.raises(ProviderUnavailableError, match="in time"):
        await stub.provider().relying_party.begin(login_hint=None)
    assert time.monotonic() - began < 2


async def test_not_everybody_waits_at_once(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = stub.provider()
    await provider.relying_party.begin(login_hint=None)
    monkeypatch.setattr(http, "AT_ONCE", 0)
    with pytest.raises(ProviderUnavailableError, match="too many"):
        await provider.relying_party.begin(login_hint=None)


@pytest.mark.parametrize(
    "tokens", [{}, {"id_token": None}, {"id_token": 1}, {"id_token": "a.b.c"}, {"id_token": "x" * 20_000}]
)
async def test_without_an_id_token_nobody_is_signed_in(stub: Stub, tokens: dict[str, object]) -> None:
    stub.answers["/op/token"] = {"access_token": "t", "token_type": "Bearer", **tokens}
    with pytest.raises(SignInRefusedError):
        await complete(stub.provider())


@pytest.mark.parametrize(
    "claims", [{"sub": ""}, {"sub": None}, {"sub": ["mo"]}, {"nonce": None}, {"exp": "x"}], ids=repr
)
async def test_an_id_token_about_nobody_signs_nobody_in(stub: Stub, claims: dict[str, object]) -> None:
    stub.answers["/op/token"] = {"access_token": "t", "token_type": "Bearer", "id_token": stub.id_token(**claims)}
    with pytest.raises(SignInRefusedError):
        await complete(stub.provider())


async def test_an_id_token_with_a_shared_secret_is_refused(stub: Stub) -> None:
    forged = jwt.encode(
        {"alg": "HS256"},
        {"iss": stub.issuer},
        OctKey.import_key("a secret that is long enough for its algorithm"),
        algorithms=["HS256"],
    )
    stub.answers["/op/token"] = {"access_token": "t", "token_type": "Bearer", "id_token": forged}
    with pytest.raises(SignInRefusedError):
        await complete(stub.provider())


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("invalid_grant", SignInRefusedError),
        ("invalid_client", ProviderUnavailableError),
        ("something_else", SignInRefusedError),
    ],
)
async def test_an_exchange_that_is_refused_is_their_matter_or_ours(
    stub: Stub, error: str, raised: type[Exception]
) -> None:
    stub.answers["/op/token"] = {"error": error, "error_description": "geheim"}
    with pytest.raises(raised) as caught:
        await complete(stub.provider())
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ("temporarily_unavailable", ProviderUnavailableError),
        ("invalid_scope", ProviderUnavailableError),
        ("access_denied", SignInRefusedError),
        ("login_required", SignInRefusedError),
    ],
)
async def test_who_comes_back_with_an_error_is_not_signed_in(stub: Stub, error: str, raised: type[Exception]) -> None:
    with pytest.raises(raised):
        await complete(stub.provider(), error=error)


async def test_who_comes_back_with_nothing_is_not_signed_in(stub: Stub) -> None:
    with pytest.raises(SignInRefusedError):
        await complete(stub.provider(), code="")


async def test_a_provider_that_says_it_names_itself_must(stub: Stub) -> None:
    stub.documents(authorization_response_iss_parameter_supported=True)
    with pytest.raises(SignInRefusedError):
        await complete(stub.provider())
    assert (await complete(stub.provider(), iss=stub.issuer)).subject == "mo"


async def test_no_means_of_signing_in_are_asked_for_unless_some_are_set(stub: Stub) -> None:
    assert "acr_values" not in (await stub.provider().relying_party.begin(login_hint=None)).url
    with pytest.raises(SignInRefusedError):
        await complete(stub.provider(acr_values=("strong",)))


async def test_signing_out_here_waits_for_nobody(stub: Stub) -> None:
    party = stub.provider().relying_party
    assert (await party.logout_url() or "").startswith(f"{stub.issuer}/logout?x=1&client_id=ikdoemee&")
    stub.documents(end_session_endpoint=None)
    assert await stub.provider().relying_party.logout_url() is None
    stub.answers.clear()
    assert await stub.provider().relying_party.switch_url() is None


async def test_keys_are_looked_at_again_once_for_many_that_are_unknown(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = stub.provider()
    await complete(provider)
    stub.key = RSAKey.generate_key(2048, auto_kid=True)
    stub.answers["/op/token"] = {"access_token": "t", "token_type": "Bearer", "id_token": stub.id_token()}
    for _ in range(3):
        with pytest.raises(SignInRefusedError):
            await complete(provider)
    assert sum(each.startswith("GET /op/keys") for each in stub.requests) == 2
    monkeypatch.setattr(keys, "LOOK_AGAIN", 0.0)
    stub.documents()
    assert (await complete(provider)).subject == "mo"


async def test_what_the_provider_said_of_a_token_holds_for_a_moment(stub: Stub) -> None:
    provider = stub.provider()
    assert provider.tokens is not None
    now = int(stub.clock.now().timestamp())
    stub.answers["/op/introspect"] = {"active": True, "aud": ["api"], "sub": "mo", "exp": now + 600}
    for _ in range(3):
        assert (await provider.tokens.identity("opaque")).subject == "mo"
    stub.answers["/op/introspect"] = {"active": False}
    assert (await provider.tokens.identity("opaque")).subject == "mo"
    stub.clock.advance(seconds=30)
    for _ in range(3):
        with pytest.raises(TokenRejectedError):
            await provider.tokens.identity("opaque")
    assert sum(each.startswith("POST /op/introspect") for each in stub.requests) == 2


@pytest.mark.parametrize(
    "said",
    [
        {"active": "true"},
        {"active": True, "sub": "mo", "aud": "api"},
        {"active": True, "sub": "mo", "aud": "x", "exp": 9e9},
    ],
    ids=repr,
)
async def test_a_token_of_which_too_little_is_said_is_refused(stub: Stub, said: dict[str, object]) -> None:
    stub.answers["/op/introspect"] = said
    tokens = stub.provider().tokens
    assert tokens is not None
    with pytest.raises(TokenRejectedError):
        await tokens.identity("opaque")


async def test_a_provider_that_cannot_be_asked_knows_no_token(stub: Stub) -> None:
    stub.documents(introspection_endpoint=None)
    tokens = stub.provider().tokens
    assert tokens is not None
    with pytest.raises(TokenRejectedError):
        await tokens.identity("opaque")


async def test_answers_about_tokens_are_bounded(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_tokens, "MOST_REMEMBERED", 1)
    stub.answers["/op/introspect"] = {"active": False}
    tokens = stub.provider().tokens
    assert tokens is not None
    for token in ("a", "b", "a"):
        with pytest.raises(TokenRejectedError):
            await tokens.identity(token)
    assert sum(each.startswith("POST /op/introspect") for each in stub.requests) == 3


async def test_asking_ends_with_the_application(stub: Stub) -> None:
    stub.hold.clear()
    provider = stub.provider()
    waiting = asyncio.create_task(provider.relying_party.begin(login_hint=None))
    await stub.asked.wait()
    await provider.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
