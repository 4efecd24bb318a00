"""Reading what somebody filled in: each field by itself, and everything that is wrong told at once, in Dutch."""

import re
from dataclasses import dataclass, field

from domain.contact_details import LONGEST_EMAIL, host_of, is_email_address
from domain.ports import Tools
from domain.refusals import FieldError, InvalidInput
from domain.texts import UNWRITABLE, is_writable, says_nothing

_BARE_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A place in the input. Reading a value there that cannot be used notes an error and gives None or nothing.

    `path` is where in the input object; the places within one input share their errors.
    """

    tools: Tools
    path: str = ""
    errors: list[FieldError] = field(default_factory=list[FieldError])

    def at(self, *steps: str | int) -> "Form":
        """Return a place further down."""
        return Form(tools=self.tools, path=".".join(filter(None, [self.path, *map(str, steps)])), errors=self.errors)

    def wrong(self, message: str) -> None:
        """Say what is wrong here."""
        self.errors.append(FieldError(path=self.path, message=message))

    def refused(self, message: str) -> InvalidInput:
        """Say what is wrong here, and return that with everything else that is."""
        self.wrong(message)
        return InvalidInput(fields=tuple(self.errors))

    @property
    def refusal(self) -> InvalidInput | None:
        """Everything that is wrong, or None."""
        return InvalidInput(fields=tuple(self.errors)) if self.errors else None

    def line(self, value: str | None, *, most: int, missing: str | None = None) -> str | None:
        """Read plain text on one line; `missing` is said when there is none."""
        text = " ".join(value.split()) if value is not None and is_writable(value) else value
        return self._checked(text, most, missing)

    def text(self, value: str, *, most: int, missing: str | None = None) -> str:
        """Read plain text on as many lines as it takes; `missing` is said when there is none."""
        return self._checked(value.strip() if is_writable(value) else value, most, missing) or ""

    def html(self, value: str | None, *, most: int) -> str | None:
        """Read formatted text: what comes out can stand in a page as it is."""
        if value is None or not self._checked(value, most, None):
            return None
        return self.tools.clean_html(value)

    def email(self, value: str | None, *, missing: str | None = None) -> str | None:
        """Read an e-mail address; `missing` is said when there is none."""
        text = self.line(value, most=LONGEST_EMAIL, missing=missing)
        if text is not None and not is_email_address(text):
            self.wrong("Dit is geen geldig e-mailadres.")
            return None
        return text

    def web_address(self, value: str | None) -> str | None:
        """Read an address on the web; one without `https://` gets it."""
        text = self.line(value, most=2000)
        if text is None:
            return None
        address = f"https://{text}" if _BARE_HOST.fullmatch(text) else text
        if not host_of(address):
            self.wrong("Dit is geen geldig webadres. Gebruik een adres dat met https:// begint.")
            return None
        return address

    def phone(self, value: str | None, *, missing: str | None = None) -> str | None:
        """Read a phone number, however it is spaced; gives E.164. `missing` is said when there is none."""
        text = self.line(value, most=50, missing=missing)
        if text is None:
            return None
        number = self.tools.phone_number(text)
        if number is None:
            self.wrong("Dit is geen geldig telefoonnummer. Schrijf het bijvoorbeeld als +32 9 266 12 34.")
        return number

    def _checked(self, text: str | None, most: int, missing: str | None) -> str | None:
        if text is None or (is_writable(text) and says_nothing(text)):
            if missing is not None:
                self.wrong(missing)
            return None
        if not is_writable(text):
            self.wrong(UNWRITABLE)
        elif len(text) > most:
            self.wrong(f"Gebruik hoogstens {most} tekens.")
        else:
            return text
        return None
