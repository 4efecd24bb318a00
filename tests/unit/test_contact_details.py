"""Addresses and numbers that people type: which are fit to use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import vat

from domain.contact_details import host_of, is_email_address, kbo_number


@pytest.mark.parametrize("number", ["0207451227", "0428364866", "0418825808", "0415327175"])
def test_numbers_from_the_guides_are_right(number: str) -> None:
    assert kbo_number(number) == number


@pytest.mark.parametrize("text", ["0207.451.227", "BE 0207 451 227", " be0207451227 "])
def test_dots_spaces_and_the_country_do_not_matter(text: str) -> None:
    assert kbo_number(text) == "0207451227"


@pytest.mark.parametrize(
    "text", ["", "0207451228", "207451227", "2207451227", "020745122x", "٠٢٠٧٤٥١٢٢٧", "0000000000"]
)
def test_other_numbers_are_not(text: str) -> None:
    assert kbo_number(text) is None


@given(st.integers(0, 19_999_999))
def test_the_check_digits_are_those_of_the_register(first: int) -> None:
    candidates = [f"{first:08}{check:02}" for check in range(100)]
    right = [each for each in candidates if kbo_number(each)]
    assert len(right) == 1
    # The library also refuses a number of zeros, which nobody holds.
    assert vat.is_valid(right[0]) or first == 0


@pytest.mark.parametrize("address", ["a@example.org", "renaud+ikdoemee.be_meldingen_x@example.be", "é@exämple.be"])
def test_addresses_to_write_to(address: str) -> None:
    assert is_email_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@b",
        "a@b..be",
        "a b@example.org",
        "<a@example.org>",
        "a@example.org,b@x.be",
        "a\x00@example.org",
        "a\u200b@example.org",
        "a\u200d@b.be",
    ],
)
def test_no_addresses_to_write_to(address: str) -> None:
    assert not is_email_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://user@example.org",
        "ftp://example.org",
        "http://[",
        "https://a b",
        "https://a\u200db.be",
    ],
)
def test_no_addresses_to_link_to(address: str) -> None:
    assert host_of(address) == ""


def test_an_address_to_link_to_has_a_host() -> None:
    assert host_of("https://www.example.org:8443/pad?x=1#y") == "www.example.org"
