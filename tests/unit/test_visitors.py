"""Who can be told from whom, and that nothing shows who it is."""

import pytest

from domain.visitors import Visitor

AN = Visitor(person_id="an", address="193.190.7.8", user_agent="Browser")


def test_who_signed_in_is_the_person_wherever_they_are() -> None:
    assert AN.sender == Visitor(person_id="an", address="10.0.0.1").sender == "person an"


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("193.190.7.8", "network 193.190.7.8"),
        ("::ffff:193.190.7.8", "network 193.190.7.8"),
        ("2a02:1810:1:2:3:4:5:6", "network 2a02:1810:1:2::/64"),
        ("10.0.0.1", None),
        ("172.16.0.1", None),
        ("192.168.0.1", None),
        ("100.64.0.1", None),
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:10.0.0.1", None),
        ("fe80::1", None),
        ("fd00::1", None),
        ("unix:", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_public_address_tells_one_sender_from_another(address: str | None, sender: str | None) -> None:
    assert Visitor(address=address).sender == sender


def test_a_visit_is_known_again_by_address_and_browser_on_the_same_day_only() -> None:
    visitor = Visitor(address="193.190.7.8", user_agent="Browser")
    others = [
        Visitor(address="193.190.7.8", user_agent="Other"),
        Visitor(address="193.190.7.9", user_agent="Browser"),
        Visitor(person_id="193.190.7.8 Browser"),
    ]
    found = {each.digest("salt", 1) for each in (visitor, *others)}
    found |= {visitor.digest("another day", 1), visitor.digest("salt", 2)}
    assert len(found) == 6
    assert visitor.digest("salt", 1) == Visitor(address="193.190.7.8", user_agent="Browser").digest("salt", 1)


def test_a_browser_may_call_itself_anything() -> None:
    assert len(Visitor(user_agent="\udc80" * 10_000).digest("salt", 1)) == 32


def test_a_visitor_is_not_shown() -> None:
    assert repr(AN) == "Visitor()"
