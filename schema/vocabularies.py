"""The vocabularies: terms with a code for programs and a label for people."""

import strawberry


@strawberry.interface(description="A choice from a list that can grow without a new release.")
class VocabularyTerm:
    """A choice."""

    code: str = strawberry.field(description="Fixed code.")
    label: str = strawberry.field(description="Name, in Dutch; the code itself if the term is no longer in the list.")
    description: str | None = strawberry.field(description="Explanation, in Dutch; null if there is none.")

    @classmethod
    def is_type_of(cls, _value: object, _info: object) -> bool:
        """Whether an object is of this type; no field leaves that open."""
        return True


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
