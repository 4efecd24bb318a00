"""Which tokens are accepted: those of a trusted issuer, for us, now."""

import base64
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws, jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from auth import tokens
from auth.tokens import TokenRejectedError, TokenVerifier, TrustedIssuer
from tests.support.clock import START

ISSUER, AUDIENCE = "https://uitgever.example", "ikdoemee"
NOW = int(START.timestamp())
KEY = ECKey.generate_key("P-256", auto_kid=True)
RSA = RSAKey.generate_key(2048, auto_kid=True)
STRANGER = ECKey.generate_key("P-256", auto_kid=True)
CLAIMS: dict[str, Any] = {"iss": ISSUER, "aud": AUDIENCE, "sub": "an", "iat": NOW, "exp": NOW + 600}

INVALID = ("Dit is geen geldig token.", False)
EXPIRED = ("Je token is verlopen. Meld je opnieuw aan.", True)


def public(*keys: ECKey | RSAKey) -> KeySet:
    return KeySet.import_key_set({"keys": [key.as_dict(private=False) for key in keys]})


TRUSTED = TrustedIssuer(issuer=ISSUER, audience=AUDIENCE, keys=public(KEY, RSA))
VERIFIER = TokenVerifier([TRUSTED], now=lambda: START)


def signed(claims: dict[str, Any], *, key: ECKey | RSAKey = KEY, **header: Any) -> str:  # any header
    algorithm = "RS256" if isinstance(key, RSAKey) else "ES256"
    return jwt.encode({"alg": algorithm, "kid": key.kid, **header}, claims, key, algorithms=[algorithm])


def part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def refusal(token: str, verifier: TokenVerifier = VERIFIER) -> tuple[str, bool]:
    with pytest.raises(TokenRejectedError) as caught:
        verifier.verify(token)
    return caught.value.message, caught.value.expired


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in CLAIMS.items() if name not in names}


@pytest.mark.parametrize("key", [KEY, RSA])
def test_a_valid_token_gives_its_claims(key: ECKey | RSAKey) -> None:
    assert VERIFIER.verify(signed(CLAIMS, key=key)) == CLAIMS


def test_a_token_may_be_meant_for_others_as_well() -> None:
    claims = CLAIMS | {"aud": ["iemand anders", AUDIENCE]}
    assert VERIFIER.verify(signed(claims)) == claims


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (CLAIMS | {"exp": NOW - 31}, EXPIRED),
        (CLAIMS | {"exp": 0}, EXPIRED),
        (CLAIMS | {"iss": "https://iemand.example"}, INVALID),
        (CLAIMS | {"iss": [ISSUER]}, INVALID),
        (CLAIMS | {"aud": "iets anders"}, INVALID),
        (CLAIMS | {"aud": ["iets anders"]}, INVALID),
        (CLAIMS | {"aud": []}, INVALID),
        (CLAIMS | {"nbf": NOW + 31}, INVALID),
        (CLAIMS | {"exp": "morgen"}, INVALID),
        (CLAIMS | {"sub": ""}, INVALID),
        (CLAIMS | {"sub": None}, INVALID),
        (without("iss"), INVALID),
        (without("aud"), INVALID),
        (without("sub"), INVALID),
        (without("exp"), INVALID),
        ({}, INVALID),
    ],
)
def test_claims_that_prove_nothing_are_refused(claims: dict[str, Any], expected: tuple[str, bool]) -> None:
    assert refusal(signed(claims)) == expected


@pytest.mark.parametrize("subject", [5, ["an"], {"id": "an"}, True])
def test_a_subject_that_is_no_text_names_nobody(subject: object) -> None:
    assert refusal(signed(CLAIMS | {"sub": subject})) == INVALID


@pytest.mark.parametrize("claims", [CLAIMS | {"exp": NOW - 29}, CLAIMS | {"nbf": NOW + 29}])
def test_clocks_may_differ_half_a_minute(claims: dict[str, Any]) -> None:
    assert VERIFIER.verify(signed(claims)) == claims


def test_a_token_without_signature_is_refused() -> None:
    tokens = [
        f"{part({'alg': algorithm})}.{part(CLAIMS)}.{signature}"
        for algorithm in ("none", "None", "NONE", "")
        for signature in ("", "eA")
    ]
    assert [refusal(token) for token in tokens] == [INVALID] * 8


def test_a_public_key_is_no_shared_secret() -> None:
    secrets = {RSA.kid: RSA.as_pem(private=False), KEY.kid: json.dumps(KEY.as_dict(private=False)).encode()}
    tokens = []
    for kid, secret in secrets.items():
        signing_input = f"{part({'alg': 'HS256', 'kid': kid})}.{part(CLAIMS)}"
        tokens.append(f"{signing_input}.{part(hmac.digest(secret, signing_input.encode(), 'sha256'))}")
    assert [refusal(token) for token in tokens] == [INVALID] * 2


def test_other_algorithms_are_refused() -> None:
    token = jwt.encode({"alg": "PS256", "kid": RSA.kid}, CLAIMS, RSA, algorithms=["PS256"])
    assert refusal(token) == INVALID


@pytest.mark.parametrize("kid", ["onbekend", "", None, 5, [], {}])
def test_a_key_that_nobody_knows_proves_nothing(kid: object) -> None:
    header, _, rest = signed(CLAIMS).partition(".")
    assert header
    assert refusal(f"{part({'alg': 'ES256', 'kid': kid})}.{rest}") == INVALID


def test_a_stranger_s_signature_under_a_known_name_proves_nothing() -> None:
    token = signed(CLAIMS, key=STRANGER)
    assert refusal(f"{part({'alg': 'ES256', 'kid': KEY.kid})}.{token.partition('.')[2]}") == INVALID


def test_a_key_in_the_token_itself_is_not_believed() -> None:
    token = signed(CLAIMS, key=STRANGER, jwk=STRANGER.as_dict(private=False))
    assert refusal(token) == INVALID


def test_a_changed_claim_breaks_the_signature() -> None:
    header, _, signature = signed(CLAIMS).split(".")
    assert refusal(f"{header}.{part(CLAIMS | {'sub': 'bo'})}.{signature}") == INVALID


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        ".",
        "..",
        "a.b.c",
        "a.b.c.d",
        "a.b.c.d.e",
        "é.é.é",
        "\0",
        " ",
        f"{part([])}.{part(CLAIMS)}.eA",
        f"{part(5)}.{part(CLAIMS)}.eA",
        f"{part({})}.{part(CLAIMS)}.eA",
        f"{part({'alg': ['ES256']})}.{part(CLAIMS)}.eA",
        f"{part({'alg': 'ES256', 'crit': ['x'], 'x': 1})}.{part(CLAIMS)}.eA",
        f"{part(bytes([255, 254]))}.{part(CLAIMS)}.eA",
        f"{part(b'{' * 3000)}.e30.eA",
        f"{part(b'[' * 5000)}.e30.eA",
    ],
)
def test_what_is_no_token_is_refused(token: str) -> None:
    assert refusal(token) == INVALID


@pytest.mark.parametrize("payload", [[], 5, "an", None])
def test_claims_that_are_no_object_are_refused(payload: object) -> None:
    token = jws.serialize_compact({"alg": "ES256", "kid": KEY.kid}, json.dumps(payload).encode(), KEY)
    assert refusal(token) == INVALID


def test_a_huge_token_is_refused_before_it_is_read() -> None:
    assert [refusal("x" * 10_000_000), refusal(signed(CLAIMS | {"x": "y" * 8192}))] == [INVALID] * 2


def test_each_issuer_has_its_own_keys_and_audience() -> None:
    other = TrustedIssuer(issuer="https://andere.example", audience="anders", keys=public(STRANGER))
    verifier = TokenVerifier([TRUSTED, other], now=lambda: START)
    theirs = CLAIMS | {"iss": other.issuer, "aud": other.audience}
    assert verifier.verify(signed(CLAIMS)) == CLAIMS
    assert verifier.verify(signed(theirs, key=STRANGER)) == theirs
    assert [
        refusal(signed(CLAIMS, key=STRANGER), verifier),
        refusal(signed(theirs), verifier),
        refusal(signed(theirs | {"aud": AUDIENCE}, key=STRANGER), verifier),
        refusal(signed(theirs | {"exp": NOW - 60}, key=STRANGER), verifier),
    ] == [INVALID, INVALID, INVALID, EXPIRED]


def test_without_issuers_nothing_is_accepted() -> None:
    assert refusal(signed(CLAIMS), TokenVerifier([], now=lambda: START)) == INVALID


def test_a_token_ends_when_the_clock_says_so() -> None:
    moments = iter([START, START + timedelta(minutes=11)])
    verifier = TokenVerifier([TRUSTED], now=lambda: next(moments))
    token = signed(CLAIMS)
    assert verifier.verify(token) == CLAIMS
    assert refusal(token, verifier) == EXPIRED


def rotating() -> tuple[TrustedIssuer, TokenVerifier]:
    """Return an issuer whose keys a test can take away, and who trusts it: what is accepted then is remembered."""
    trusted = TrustedIssuer(issuer=ISSUER, audience=AUDIENCE, keys=public(KEY))
    return trusted, TokenVerifier([trusted], now=lambda: START)


def test_a_signature_that_was_good_is_not_checked_again() -> None:
    trusted, verifier = rotating()
    seen, never_seen = signed(CLAIMS), signed(CLAIMS | {"sub": "bo"})
    assert verifier.verify(seen) == CLAIMS
    trusted.keys.keys.clear()
    assert (verifier.verify(seen), refusal(never_seen, verifier)) == (CLAIMS, INVALID)


@pytest.mark.parametrize(("seconds", "good"), [(629, True), (630, False)])
def test_a_remembered_token_ends_to_the_second_when_the_clock_says_so(seconds: int, good: bool) -> None:
    moments = iter([START, START, START + timedelta(seconds=seconds)])
    verifier = TokenVerifier([TRUSTED], now=lambda: next(moments))
    token = signed(CLAIMS)
    assert [verifier.verify(token), verifier.verify(token)] == [CLAIMS, CLAIMS]
    if good:
        assert verifier.verify(token) == CLAIMS
    else:
        assert refusal(token, verifier) == EXPIRED


def test_a_token_that_was_not_valid_yet_is_valid_when_its_time_comes() -> None:
    moments = iter([START, START + timedelta(minutes=2)])
    verifier = TokenVerifier([TRUSTED], now=lambda: next(moments))
    token = signed(CLAIMS | {"nbf": NOW + 60})
    assert refusal(token, verifier) == INVALID
    assert verifier.verify(token) == CLAIMS | {"nbf": NOW + 60}


def test_what_one_verifier_remembers_another_does_not_believe() -> None:
    token = signed(CLAIMS)
    stranger = TrustedIssuer(issuer=ISSUER, audience=AUDIENCE, keys=public(STRANGER))
    other = TokenVerifier([stranger], now=lambda: START)
    for _ in range(2):
        assert (VERIFIER.verify(token), refusal(token, other)) == (CLAIMS, INVALID)


def test_a_signature_remembered_of_one_issuer_proves_nothing_for_another() -> None:
    other = TrustedIssuer(issuer="https://andere.example", audience=AUDIENCE, keys=public(STRANGER))
    verifier = TokenVerifier([TRUSTED, other], now=lambda: START)
    # Signed with a key of the one, in the name of the other.
    token = signed(CLAIMS | {"iss": other.issuer})
    assert [refusal(token, verifier) for _ in range(3)] == [INVALID] * 3


def test_a_signature_that_is_remembered_does_not_vouch_for_another_on_the_same_claims() -> None:
    token = signed(CLAIMS)
    assert VERIFIER.verify(token) == CLAIMS
    signed_part, _, signature = token.rpartition(".")
    good = base64.urlsafe_b64decode(signature + "==")
    forged = [bytes([good[0] ^ 1]) + good[1:], good[:-1] + bytes([good[-1] ^ 1]), good[:-1], bytes(64), b""]
    assert [refusal(f"{signed_part}.{part(each)}") for each in forged] == [INVALID] * len(forged)
    assert VERIFIER.verify(token) == CLAIMS


def test_a_token_that_was_refused_is_refused_again() -> None:
    token = signed(CLAIMS, key=STRANGER)
    assert [refusal(token) for _ in range(3)] == [INVALID] * 3


def test_the_oldest_token_is_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_KNOWN", 3)
    trusted, verifier = rotating()
    subjects = ["an", "bo", "cas", "dina", "els"]
    several = [signed(CLAIMS | {"sub": subject}) for subject in subjects]
    for token in several:
        verifier.verify(token)
    trusted.keys.keys.clear()
    assert [refusal(token, verifier) for token in several[:2]] == [INVALID] * 2
    assert [verifier.verify(token)["sub"] for token in several[2:]] == subjects[2:]


@given(st.text())
def test_no_text_breaks_the_verifier_property(text: str) -> None:
    assert refusal(text) == INVALID


HEADER_VALUES = st.none() | st.integers() | st.text(max_size=9) | st.lists(st.text(max_size=5), max_size=2)


@given(st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64", "jwk", "x5c"]), HEADER_VALUES))
def test_no_header_breaks_the_verifier_property(header: object) -> None:
    assert refusal(f"{part(header)}.{part(CLAIMS)}.eA") == INVALID
