"""The root field about help."""

import strawberry

from persistence.help_texts import help_page
from persistence.read_models.help_texts import HELP
from plans.requests import One
from resolvers.context import Context
from schema.help_texts import Help
from schema.reading import reads


@strawberry.type
class HelpQueries:
    """Reading help."""

    @reads(
        HELP,
        of=Help | None,
        description="Help, support and the terms of use: texts that an administrator looks after. Null only on a "
        "platform without texts.",
    )
    def help(self, info: strawberry.Info[Context]) -> One:
        """Return the help page."""
        del info
        return help_page()
