from decimal import Decimal

import pytest

from domain.activities.model import Image, Price, PriceKind
from importers.uitdatabank.price import price_of
from importers.uitdatabank.terms import topics_of, types_of
from importers.uitdatabank.web import image_of, public_page, web_address

UNKNOWN, FREE = Price(kind=PriceKind.UNKNOWN), Price(kind=PriceKind.FREE)


def paid(amount: str) -> Price:
    return Price(kind=PriceKind.PAID, amount=Decimal(amount))


@pytest.mark.parametrize(
    ("lines", "price"),
    [
        (None, UNKNOWN),
        ([], UNKNOWN),
        ([{"category": "base", "price": 0}], FREE),
        ([{"category": "base", "price": 0.0, "priceCurrency": "EUR"}], FREE),
        ([{"category": "base", "name": "Basistarief", "price": 10.1}], paid("10.10")),
        ([{"category": "base", "price": "7.505"}], paid("7.51")),
        ([{"category": "tariff", "price": 4}, {"category": "base", "price": 5}], paid("5.00")),
        ([{"category": "tariff", "price": 0}], UNKNOWN),
        ([{"category": "base", "price": 5, "priceCurrency": "USD"}], UNKNOWN),
        ([{"category": "base", "price": -1}], UNKNOWN),
        ([{"category": "base", "price": 100_000}], UNKNOWN),
        ([{"category": "base", "price": 10**400}], UNKNOWN),
        ([{"category": "base", "price": float("nan")}], UNKNOWN),
        ([{"category": "base", "price": True}], UNKNOWN),
        ([{"category": "base", "price": "gratis"}], UNKNOWN),
        ([{"category": "base"}], UNKNOWN),
    ],
)
def test_the_base_price_counts_and_silence_is_not_free(lines: object, price: Price) -> None:
    assert price_of({"priceInfo": lines}) == price


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://taal.example/a?b=c#d", "https://taal.example/a?b=c#d"),
        ("HTTP://taal.example:8080", "HTTP://taal.example:8080"),
        ("//media.example/1.jpg", "https://media.example/1.jpg"),
        ("www.taal.example", None),
        ("https://", None),
        ("https://user:secret@taal.example", None),
        ("https://taal.example:99999", None),
        ("https://[taal", None),
        ("https://taal.example/<b>", None),
        ("data:text/html,x", None),
        (5, None),
    ],
)
def test_only_addresses_that_can_be_linked_to_are_kept(text: object, address: str | None) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    ("document", "image"),
    [
        (
            {
                "image": "https://i.example/main.jpg",
                "mediaObject": [
                    None,
                    {"@type": "schema:VideoObject", "contentUrl": "https://i.example/0.mp4"},
                    {"@type": "schema:ImageObject", "contentUrl": "geen adres", "copyrightHolder": "An"},
                    {"contentUrl": "https://i.example/1.jpg", "copyrightHolder": " Jo "},
                ],
            },
            Image(url="https://i.example/1.jpg", copyright_holder="Jo"),
        ),
        ({"mediaObject": [], "image": "//i.example/main.jpg"}, Image(url="https://i.example/main.jpg")),
        ({"image": "file:///etc/passwd"}, None),
        ({}, None),
    ],
)
def test_the_first_picture_comes_with_its_rights_holder(document: dict[str, object], image: Image | None) -> None:
    assert image_of(document) == image


@pytest.mark.parametrize(
    ("document", "url"),
    [
        (
            {"sameAs": ["88992", None, "http://www.uitinvlaanderen.be/agenda/e/a/1"], "seeAlso": []},
            "http://www.uitinvlaanderen.be/agenda/e/a/1",
        ),
        ({"seeAlso": "https://uitinvlaanderen.be/agenda/e/a/1"}, "https://uitinvlaanderen.be/agenda/e/a/1"),
        ({"sameAs": ["https://uitinvlaanderen.be.example/agenda/e/a/1", "https://nietuitinvlaanderen.be/"]}, None),
        ({}, None),
    ],
)
def test_the_public_page_is_on_uitinvlaanderen(document: dict[str, object], url: str | None) -> None:
    assert public_page(document) == url


def test_terms_are_known_by_id_whatever_their_label_or_domain() -> None:
    document: dict[str, object] = {
        "terms": [
            {"id": "0.3.1.0.0", "label": "Cursus of workshop", "domain": "eventtype"},
            {"id": "1.11.1.0.0", "label": "?", "domain": "eventtype"},
            {"id": "1.64.0.0.0"},
            {"id": "0.3.1.0.1"},
            {"id": "0.50.4.0.0", "label": "Concert"},
            {"id": ["0.7.0.0.0"]},
            {"label": "Lessenreeks"},
            None,
        ]
    }

    assert (types_of(document), topics_of(document)) == (("WORKSHOP",), ("TAAL", "NATUUR"))
