"""Why something was not done: expected outcomes, as values, with a code for programs and a sentence for people."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from domain.activities.completeness import Problem
from domain.activities.model import Author


class RefusalCode(StrEnum):
    """The stable name of a refusal."""

    NOT_FOUND = "NOT_FOUND"
    SIGN_IN_REQUIRED = "SIGN_IN_REQUIRED"
    NOT_ALLOWED = "NOT_ALLOWED"
    INVALID_INPUT = "INVALID_INPUT"
    WRONG_STATUS = "WRONG_STATUS"
    ACTIVITY_INCOMPLETE = "ACTIVITY_INCOMPLETE"
    VERSION_CONFLICT = "VERSION_CONFLICT"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS"
    TERMS_NOT_ACCEPTED = "TERMS_NOT_ACCEPTED"
    OTHER_ROWS_REFUSED = "OTHER_ROWS_REFUSED"
    ALREADY_CLAIMED = "ALREADY_CLAIMED"
    ALREADY_DECIDED = "ALREADY_DECIDED"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """It does not exist, or this viewer may not know that it does."""

    message: str = "Niet gevonden."
    code: ClassVar[RefusalCode] = RefusalCode.NOT_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRequired:
    """Only someone who signed in can do this."""

    message: str = "Meld je eerst aan."
    code: ClassVar[RefusalCode] = RefusalCode.SIGN_IN_REQUIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAllowed:
    """The viewer sees the thing but has no say over it."""

    message: str
    code: ClassVar[RefusalCode] = RefusalCode.NOT_ALLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongStatus:
    """The thing is not in a status from which this can be done."""

    message: str
    code: ClassVar[RefusalCode] = RefusalCode.WRONG_STATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class TooManyRequests:
    """A bound against flooding was reached; later it may work."""

    message: str
    code: ClassVar[RefusalCode] = RefusalCode.TOO_MANY_REQUESTS


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKeyReused:
    """The key was used before, for something else."""

    message: str = "Deze idempotencyKey werd al gebruikt voor een andere opdracht. Kies een nieuwe sleutel."
    code: ClassVar[RefusalCode] = RefusalCode.IDEMPOTENCY_KEY_REUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsNotAccepted:
    """An organiser has to accept the terms of use in force before changing anything."""

    current_version: str
    message: str = "Aanvaard eerst de gebruikersvoorwaarden van ikdoemee.be."
    code: ClassVar[RefusalCode] = RefusalCode.TERMS_NOT_ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """What is wrong with one field of the input; `path` runs from the input object, with dots."""

    path: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidInput:
    """The input cannot be used as it is."""

    fields: tuple[FieldError, ...]
    message: str = "Kijk de gemarkeerde velden na."
    code: ClassVar[RefusalCode] = RefusalCode.INVALID_INPUT

    @classmethod
    def at(cls, path: str, message: str) -> "InvalidInput":
        """Return the refusal of a single field."""
        return cls(fields=(FieldError(path=path, message=message),))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityIncomplete:
    """The activity cannot go online while these problems stand."""

    problems: tuple[Problem, ...]
    message: str = "Activiteit kan niet worden gepubliceerd wegens mogelijke onvolledigheid."
    code: ClassVar[RefusalCode] = RefusalCode.ACTIVITY_INCOMPLETE


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionConflict:
    """Somebody changed it after the version that the client decided on."""

    current_version: int
    changed_by: Author
    changed_at: datetime
    advice: str = "Bekijk de nieuwe versie en probeer opnieuw."
    """What to do about it, in Dutch."""
    access_request_id: UUID | None = None
    """The request for access that was decided on, if it is about one."""
    code: ClassVar[RefusalCode] = RefusalCode.VERSION_CONFLICT

    @property
    def message(self) -> str:
        """Say who was faster."""
        return f"Intussen gewijzigd door {self.changed_by.name}. {self.advice}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRowsRefused:
    """Nothing is wrong with this row, but others were refused and the client wants all of them or none."""

    message: str
    code: ClassVar[RefusalCode] = RefusalCode.OTHER_ROWS_REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyClaimed:
    """A colleague is looking at it."""

    by: Author
    until: datetime
    minutes: int
    """How long that still is, rounded up."""
    code: ClassVar[RefusalCode] = RefusalCode.ALREADY_CLAIMED

    @property
    def message(self) -> str:
        """Say who, and for how long."""
        left = "1 minuut" if self.minutes == 1 else f"{self.minutes} minuten"
        return f"{self.by.name} bekijkt deze activiteit nog {left}."


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyDecided:
    """Another administrator was first; what was decided stands."""

    access_request_id: UUID
    message: str
    code: ClassVar[RefusalCode] = RefusalCode.ALREADY_DECIDED


Refusal = (
    NotFound
    | SignInRequired
    | NotAllowed
    | WrongStatus
    | TooManyRequests
    | TermsNotAccepted
    | IdempotencyKeyReused
    | InvalidInput
    | ActivityIncomplete
    | VersionConflict
    | OtherRowsRefused
    | AlreadyClaimed
    | AlreadyDecided
)
