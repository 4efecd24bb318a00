"""Settings are checked when they are read, not when they are first used."""

from typing import Any

import pytest
from pydantic import ValidationError

from ikdoemee.settings import Settings, sender_of


@pytest.mark.parametrize(
    "given",
    [
        {"public_url": "https://api.example.org"},
        {"public_url": "http://127.0.0.1:8000"},
        {"activity_page": "https://www.example.org/activiteit/{id}"},
        {"activity_page": "https://www.example.org/?id={id}&x=1"},
    ],
)
def test_addresses_for_links_are_taken_as_they_are(given: dict[str, str]) -> None:
    assert Settings(**given).model_dump(include=set(given)) == given  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {"public_url": "api.example.org"},
        {"public_url": "https://api.example.org/"},
        {"public_url": "javascript:alert(1)"},
        {"activity_page": "https://www.example.org/"},
        {"activity_page": "https://www.example.org/{id} {id}"},
        {"activity_page": "/{id}"},
    ],
)
def test_other_addresses_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings(**given)  # type: ignore[arg-type]


IN_PRODUCTION = {"environment": "production", "token_issuer": "x", "token_audience": "x", "token_keys": "keys.json"}


def test_the_key_of_the_numbers_of_people_is_not_shown() -> None:
    settings = Settings(**IN_PRODUCTION, person_number_key="geheim" * 6)  # type: ignore[arg-type]
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize("key", [{}, {"person_number_key": "te kort"}], ids=["none", "short"])
def test_production_does_not_do_without_a_key_for_the_numbers_of_people(key: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(**IN_PRODUCTION, **key)  # type: ignore[arg-type]
    assert "te kort" not in "".join(each["msg"] for each in refused.value.errors())


MAIL: dict[str, Any] = {"smtp_host": "mail.example.org", "mail_from": "Ikdoemee <noreply@example.org>"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        MAIL,
        MAIL | {"mail_from": "noreply@example.org", "smtp_port": 2525, "smtp_security": "none"},
        MAIL | {"smtp_user": "u", "smtp_password": "geheim", "smtp_security": "tls"},
    ],
)
def test_mails_can_be_sent_with_these(given: dict[str, Any]) -> None:
    assert "geheim" not in repr(Settings(**given))


@pytest.mark.parametrize(
    "given",
    [
        {"smtp_host": "mail.example.org"},
        MAIL | {"smtp_host": "smtp://mail.example.org"},
        MAIL | {"smtp_host": "mail.example.org:25"},
        MAIL | {"smtp_port": 0},
        MAIL | {"smtp_security": "ssl"},
        MAIL | {"smtp_user": "u"},
        MAIL | {"smtp_user": "u", "smtp_password": "p", "smtp_security": "none"},
        {"mail_from": "Ikdoemee"},
        {"mail_from": "a@example.org, b@example.org"},
        {"mail_from": "Ikdoemee\r\nBcc: a@example.org <noreply@example.org>"},
    ],
)
def test_with_these_they_cannot(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Settings(**given)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("noreply@example.org", "", "noreply@example.org"),
        ("<noreply@example.org>", "", "noreply@example.org"),
        ("Ik doe mee, é! <noreply@example.org>", "Ik doe mee, é!", "noreply@example.org"),
    ],
)
def test_a_sender_is_a_name_and_an_address(text: str, name: str, address: str) -> None:
    found = sender_of(text)
    assert found is not None
    assert (found.display_name, found.addr_spec) == (name, address)
