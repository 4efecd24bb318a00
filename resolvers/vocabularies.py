"""Fields about the terms of the vocabularies."""

from collections.abc import Sequence

from domain.activities.model import Vocabulary
from persistence.vocabularies import Term
from resolvers.context import Context


async def vocabulary(context: Context, which: Vocabulary) -> list[Term]:
    """Return a whole vocabulary, in the order in which people see it."""
    return list((await context.loaders.vocabulary.load(which) or {}).values())


async def terms_of(context: Context, which: Vocabulary, codes: Sequence[str]) -> list[Term]:
    """Return the terms with these codes; a code that is not in the vocabulary is its own label."""
    if not codes:
        return []
    known = await context.loaders.vocabulary.load(which) or {}
    return [known.get(code) or Term(vocabulary=which, code=code, label=code, description=None) for code in codes]
