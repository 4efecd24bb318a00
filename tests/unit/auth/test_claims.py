"""Reading claims: what is missing or malformed gives less, never more."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.claims import Identity, identity_of, organisation_code

CLAIM = "agii_aanbodplatform_rol_3d"
GENT, OTHER = "OVO002067", "OVO002633"
EXPIRES = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def rights(values: object, *, organisation: str = GENT, claim: str = CLAIM) -> frozenset[str]:
    return identity_of({"vo_orgcode": organisation, claim: values}, rights_claim=CLAIM).rights


def test_an_identity_is_read_whole() -> None:
    claims = {
        "sub": "abc",
        "given_name": "An",
        "family_name": "Peeters",
        "vo_orgcode": GENT,
        CLAIM: [f"Moderator:{GENT}"],
        "exp": int(EXPIRES.timestamp()),
    }
    assert identity_of(claims, rights_claim=CLAIM) == Identity(
        subject="abc",
        name="An Peeters",
        organisation_code=GENT,
        rights=frozenset({"Moderator"}),
        expires_at=EXPIRES,
    )


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "An P.", "given_name": "An"}, "An P."),
        ({"given_name": "An"}, "An"),
        ({"family_name": " Peeters "}, "Peeters"),
        ({"name": "  "}, "Onbekend"),
        ({"name": 5}, "Onbekend"),
        ({}, "Onbekend"),
        ({"name": "x" * 300}, "x" * 200),
    ],
)
def test_a_name_is_what_is_known_of_it(claims: dict[str, Any], name: str) -> None:
    assert identity_of(claims, rights_claim=CLAIM).name == name


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([f"Moderator:{GENT}"], {"Moderator"}),
        ([f"Moderator-lezen:{GENT}"], {"Moderator"}),
        ([f"Moderator:{OTHER},{GENT}"], {"Moderator"}),
        ([f"Moderator: {OTHER} , {GENT} "], {"Moderator"}),
        ([f"Moderator-schrijven:{GENT},{OTHER}"], {"Moderator"}),
        ([f"Moderator:{GENT}", f"Beheerder:{GENT}", f"Lezer:{OTHER}"], {"Moderator", "Beheerder"}),
        (f"Moderator:{GENT}", {"Moderator"}),
        ([f"Moderator:{OTHER}"], set()),
        (["Moderator:ovo002067"], {"Moderator"}),
        (["Moderator"], set()),
        (["Moderator:"], set()),
        ([f":{GENT}"], set()),
        ([f"-lezen:{GENT}"], set()),
        ([f"Moderator:{GENT}0"], set()),
        ([f"Moderator:x{GENT}"], set()),
        ([f"Moderator:{GENT};{OTHER}"], set()),
        ([None, 5, {}, [f"Moderator:{GENT}"], True], set()),
        ({f"Moderator:{GENT}": 1}, set()),
        (None, set()),
        (5, set()),
        ("", set()),
        ([], set()),
    ],
)
def test_rights_are_those_at_the_organisation_that_one_acts_for(values: object, expected: set[str]) -> None:
    assert rights(values) == expected


@pytest.mark.parametrize("claim", ["agii_aanbodplatform_rol_3D", "AGII_Aanbodplatform_Rol_3d"])
def test_the_name_of_the_claim_may_be_in_any_case(claim: str) -> None:
    assert rights([f"Moderator:{GENT}"], claim=claim) == {"Moderator"}


def test_another_claim_gives_no_rights() -> None:
    assert rights([f"Moderator:{GENT}"], claim="abb_loketlb_rol_3d") == frozenset()


def test_an_organisation_is_the_same_with_and_without_the_dots_of_its_number() -> None:
    assert rights(["Moderator:0207.451.227"], organisation="0207451227") == {"Moderator"}
    assert rights(["Moderator:0207451227"], organisation="0207.451.227") == {"Moderator"}


@pytest.mark.parametrize("organisation", ["", "OVO1", "Gent", "12345", None, 5, [GENT]])
def test_without_an_organisation_there_are_no_rights(organisation: object) -> None:
    claims = {"vo_orgcode": organisation, CLAIM: [f"Moderator:{GENT}", f"Moderator:{organisation}"]}
    found = identity_of(claims, rights_claim=CLAIM)
    assert (found.organisation_code, found.rights) == (None, frozenset())


def test_the_older_claim_names_the_organisation_where_the_newer_is_missing() -> None:
    assert identity_of({"vo_ovocode": OTHER}, rights_claim=CLAIM).organisation_code == OTHER
    assert identity_of({"vo_ovocode": OTHER, "vo_orgcode": GENT}, rights_claim=CLAIM).organisation_code == GENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OVO002067", "OVO002067"),
        (" ovo002067 ", "OVO002067"),
        ("0207.451.227", "0207451227"),
        ("0207 451 227", "0207451227"),
        ("020745122", None),
        ("02074512270", None),
        ("OVO00206", None),
        ("XOVO002067", None),
        ("020745122\u0667", None),
        ("OVO00206\u0667", None),
        ("", None),
        (None, None),
    ],
)
def test_a_code_is_kept_in_one_form(text: str | None, expected: str | None) -> None:
    assert organisation_code(text) == expected


@pytest.mark.parametrize("expires", [None, "straks", [], {}, float("nan"), float("inf"), 10**20, -(10**20)])
def test_an_end_that_is_no_time_gives_no_time_left(expires: object) -> None:
    found = identity_of({"exp": expires}, rights_claim=CLAIM)
    assert found.expires_at == datetime(1970, 1, 1, tzinfo=UTC)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ROLES = st.lists(
    st.builds(
        "{}{}:{}".format,
        st.sampled_from(["Moderator", "Beheerder", "", "A B"]),
        st.sampled_from(["", "-", "-lezen", "-a-b"]),
        st.lists(st.sampled_from([GENT, OTHER, "ovo002067", "*", "", "OVO"]), max_size=3).map(",".join),
    ),
    max_size=4,
)


@given(ROLES)
def test_rights_are_never_more_than_the_values_name_property(values: list[str]) -> None:
    named = {
        value.partition(":")[0].partition("-")[0].strip()
        for value in values
        if GENT in value.partition(":")[2].upper().split(",")
    }
    assert rights(values) <= named


@given(st.dictionaries(st.sampled_from(["sub", "name", "vo_orgcode", "vo_ovocode", CLAIM]), VALUES))
def test_rubbish_gives_no_rights_property(claims: dict[str, object]) -> None:
    assert identity_of(claims, rights_claim=CLAIM).rights == frozenset()


@given(st.integers(0, 99_999_999), st.sampled_from(["OVO", "ovo", "Ovo"]), st.sampled_from(["", " ", "."]))
def test_an_ovo_code_has_one_form_however_it_is_written_property(number: int, letters: str, between: str) -> None:
    assert organisation_code(f" {letters}{between}{number:06} ") == f"OVO{number:06}"


@given(st.integers(0, 99_999), st.text(alphabet="OVo0123456789. -x", max_size=12))
def test_what_is_no_ovo_code_is_none_property(number: int, text: str) -> None:
    assert organisation_code(f"OVO{number}") is None
    found = organisation_code(text)
    assert found is None or (found.startswith("OVO") and found[3:].isdigit()) or len(found) == 10
