"""Settings are checked when they are read, not when they are first used."""

import pytest
from pydantic import ValidationError

from ikdoemee.settings import Settings


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
