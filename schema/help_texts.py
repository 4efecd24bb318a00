"""Help: questions and answers, where to turn, and the terms of use."""

import strawberry

from persistence.help_texts import questions
from persistence.read_models.help_texts import HELP_QUESTION
from plans.requests import Some
from resolvers.context import Context
from schema.activity_parts import RichText
from schema.reading import reads


@strawberry.type(description="A frequently asked question.")
class HelpQuestion:
    """A question and its answer."""

    question: str = strawberry.field(description="The question, in Dutch.")
    answer: RichText = strawberry.field(description="The answer, in Dutch.")


@strawberry.type(description="Where to turn with a problem or a question.")
class HelpSupport:
    """Where to turn."""

    email: str = strawberry.field(description="E-mail address.")
    text: str = strawberry.field(description="What people can ask there and when they hear back, in Dutch.")


@strawberry.type(description="A version of the terms of use.")
class TermsOfUse:
    """The terms of use."""

    version: str = strawberry.field(description="Version, by which they are accepted.")
    text: RichText = strawberry.field(description="The terms, in Dutch.")


@strawberry.type(description="Page 'Help & contact'.")
class Help:
    """Help."""

    support: HelpSupport = strawberry.field(description="Where to turn with a problem or a question.")
    terms_of_use: TermsOfUse | None = strawberry.field(
        description="Terms of use in force today; null if none are in force yet."
    )

    @reads(HELP_QUESTION, of=list[HelpQuestion], description="Frequently asked questions, in the order to show them.")
    def questions(self, info: strawberry.Info[Context]) -> Some:
        """Return the questions."""
        del info
        return questions()
