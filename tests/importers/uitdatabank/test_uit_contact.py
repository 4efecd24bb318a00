import pytest

from domain.activities.model import Contact, ContactKind, Registration
from importers.uitdatabank.contact import contact_of, contacts_of, registration_of


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("info@taal.example", Contact(kind=ContactKind.EMAIL, value="info@taal.example")),
        ("mailto:info@taal.example", Contact(kind=ContactKind.EMAIL, value="info@taal.example")),
        ("https://taal.example/?q=1", Contact(kind=ContactKind.WEBSITE, value="https://taal.example/?q=1")),
        ("0475/12.34.56", Contact(kind=ContactKind.MOBILE, value="+32475123456")),
        ("Gsm: 0475 12 34 56", Contact(kind=ContactKind.MOBILE, value="+32475123456")),
        ("+32 (0)16 31 06 70", Contact(kind=ContactKind.LANDLINE, value="+3216310670")),
        ("0032 16 31 06 70", Contact(kind=ContactKind.LANDLINE, value="+3216310670")),
        ("016/31.06.70", Contact(kind=ContactKind.LANDLINE, value="+3216310670")),
        ("+31 20 624 1111", Contact(kind=ContactKind.LANDLINE, value="+31206241111")),
        ("een@taal.example, twee@taal.example", None),
        ("een@taal", None),
        ("@taal.example", None),
        ("ftp://taal.example", None),
        ("javascript:alert(1)", None),
        ("09987654321", None),
        ("1", None),
        ("", None),
    ],
)
def test_what_a_text_is_shows_from_the_text_itself(text: str, contact: Contact | None) -> None:
    assert contact_of(text) == contact


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("info@taal.example", Contact(kind=ContactKind.EMAIL, value="info@taal.example")),
        ("bel An: 016 31 06 70", Contact(kind=ContactKind.OTHER, value="bel An: 016 31 06 70")),
        ("x" * 300, Contact(kind=ContactKind.OTHER, value="x" * 200)),
        ("-", None),
    ],
)
def test_a_phone_field_is_worth_reading_even_when_it_cannot_be_dialled(text: str, contact: Contact | None) -> None:
    assert contact_of(text, in_phone_field=True) == contact


def test_contact_points_come_as_an_object_or_a_list_and_each_contact_once() -> None:
    document: dict[str, object] = {
        "contactPoint": [
            {"email": ["Info@taal.example", None, ""], "phone": "016 31 06 70"},
            {"telephone": ["016/310670", 32475123456], "email": ["info@TAAL.example"], "url": ["http://taal.example"]},
            None,
        ],
        "bookingInfo": [{"phone": "aan de balie"}, {"email": "balie@taal.example"}],
        "creator": "private.person@example.org",
    }

    assert contacts_of(document) == (
        Contact(kind=ContactKind.EMAIL, value="Info@taal.example"),
        Contact(kind=ContactKind.LANDLINE, value="+3216310670"),
        Contact(kind=ContactKind.MOBILE, value="+32475123456"),
        Contact(kind=ContactKind.WEBSITE, value="http://taal.example"),
        Contact(kind=ContactKind.OTHER, value="aan de balie"),
    )


def test_there_are_ten_contacts_at_most() -> None:
    document: dict[str, object] = {"contactPoint": {"email": [f"a{number}@taal.example" for number in range(11)]}}

    assert contacts_of(document) == tuple(
        Contact(kind=ContactKind.EMAIL, value=f"a{number}@taal.example") for number in range(10)
    )


@pytest.mark.parametrize(
    ("booking", "registration"),
    [
        (
            {"url": "https://taal.example", "email": "balie@taal.example", "phone": "016 31 06 70", "urlLabel": "Ja"},
            Registration(url="https://taal.example", email="balie@taal.example", phone="+3216310670"),
        ),
        ([{"price": 18}, {"url": "https://taal.example"}], Registration(url="https://taal.example")),
        ({"phone": "balie@taal.example"}, Registration(email="balie@taal.example")),
        ({"phone": "aan de balie", "url": "www.taal.example", "email": ""}, None),
        ([None], None),
        (None, None),
    ],
)
def test_registration_is_read_from_booking_information(booking: object, registration: Registration | None) -> None:
    assert registration_of({"bookingInfo": booking}) == registration
