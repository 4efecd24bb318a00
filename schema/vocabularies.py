"""The vocabularies: terms with a code for programs and a label for people."""

from collections.abc import Sequence
from typing import TypeVar

import strawberry

from domain.activities.model import Vocabulary
from persistence.vocabularies import Term
from resolvers.context import Context
from resolvers.vocabularies import terms_of

T = TypeVar("T", bound="VocabularyTerm")


@strawberry.interface(description="Een keuze uit een lijst die zonder nieuwe versie kan groeien.")
class VocabularyTerm:
    """A choice."""

    code: str = strawberry.field(description="Vaste code.")
    label: str = strawberry.field(description="Naam, in het Nederlands.")
    description: str | None = strawberry.field(description="Uitleg, als die er is.")

    @classmethod
    def of(cls: type[T], term: Term) -> T:
        """Show a term."""
        return cls(code=term.code, label=term.label, description=term.description)


@strawberry.type(description="Type activiteit, zoals een workshop of een uitstap.")
class ActivityType(VocabularyTerm):
    """What people do."""


@strawberry.type(description="Waarover een activiteit gaat.")
class Topic(VocabularyTerm):
    """What it is about."""


@strawberry.type(description="Doel van de deelnemer.")
class Goal(VocabularyTerm):
    """What for."""


@strawberry.type(description="Taalniveau Nederlands.")
class LanguageLevel(VocabularyTerm):
    """How much Dutch."""


async def labelled(kind: type[T], context: Context, vocabulary: Vocabulary, codes: Sequence[str]) -> list[T]:
    """Return the terms with these codes; a code that has no label any more is shown as itself."""
    return [kind.of(term) for term in await terms_of(context, vocabulary, codes)]
