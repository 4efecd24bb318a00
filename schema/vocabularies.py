"""The vocabularies: terms with a code for programs and a label for people."""

from collections.abc import Sequence
from typing import Self, TypeVar

import strawberry

from domain.activities.model import Vocabulary
from persistence.vocabularies import Term
from resolvers.context import Context
from resolvers.vocabularies import terms_of

T = TypeVar("T", bound="VocabularyTerm")


@strawberry.interface(description="A choice from a list that can grow without a new release.")
class VocabularyTerm:
    """A choice."""

    code: str = strawberry.field(description="Fixed code.")
    label: str = strawberry.field(description="Name, in Dutch; the code itself if the term is no longer in the list.")
    description: str | None = strawberry.field(description="Explanation, in Dutch; null if there is none.")

    @classmethod
    def of(cls, term: Term) -> Self:
        """Show a term."""
        return cls(code=term.code, label=term.label, description=term.description)


@strawberry.type(description="Type of activity, such as a workshop or an outing.")
class ActivityType(VocabularyTerm):
    """What people do."""


@strawberry.type(description="What an activity is about.")
class Topic(VocabularyTerm):
    """What it is about."""


@strawberry.type(description="Goal of the participant.")
class Goal(VocabularyTerm):
    """What for."""


@strawberry.type(description="Level of Dutch.")
class LanguageLevel(VocabularyTerm):
    """How much Dutch."""


async def labelled(kind: type[T], context: Context, vocabulary: Vocabulary, codes: Sequence[str]) -> list[T]:
    """Return the terms with these codes; a code that has no label any more is shown as itself."""
    return [kind.of(term) for term in await terms_of(context, vocabulary, codes)]
