"""What moderators are told."""

from domain.meldingen.model import MeldingKind
from schema.enums.describing import describe

describe(
    MeldingKind,
    "Kind of Melding, each with the Dutch label that people see.",
    {kind: kind.label for kind in MeldingKind},
)
