"""Phone numbers as people write them, in the one form that can be dialled from anywhere."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat


def number_in(text: str) -> PhoneNumber | None:
    """Return the number that a text is; without a country it is Belgian."""
    try:
        number = phonenumbers.parse(text, "BE")
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def e164(number: PhoneNumber) -> str:
    """Return a number as "+3292661234"."""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def phone_number(text: str) -> str | None:
    """Return the number that a text is as "+3292661234", or None."""
    number = number_in(text)
    return None if number is None else e164(number)
