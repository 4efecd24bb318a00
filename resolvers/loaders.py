"""Related things, asked for one by one and read together: one statement for a whole page.

Nothing is cached between batches, because a context may live as long as a WebSocket.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

from domain.activities.model import Activity, ActivityStatus, Vocabulary
from domain.activities.visibility import ActivityVisibility
from domain.actors import Actor
from domain.organisations.model import Organisation
from domain.territories.model import Municipality
from persistence.activity_lists import ActivityReader
from persistence.organisations import OrganisationReader
from persistence.territories import TerritoryReader
from persistence.vocabularies import Term, VocabularyReader

K = TypeVar("K")
V = TypeVar("V")


class Loaders:
    """The loaders of one viewer."""

    def __init__(
        self,
        *,
        actor: Actor,
        activities: ActivityReader,
        organisations: OrganisationReader,
        territories: TerritoryReader,
        vocabularies: VocabularyReader,
    ) -> None:
        visibility = ActivityVisibility.of(actor)

        async def visible(ids: Collection[UUID]) -> dict[UUID, Activity]:
            return await activities.by_ids(ids, visibility)

        async def terms(_vocabularies: Collection[Vocabulary]) -> dict[Vocabulary, dict[str, Term]]:
            found: dict[Vocabulary, dict[str, Term]] = {vocabulary: {} for vocabulary in Vocabulary}
            for term in await vocabularies.terms():
                found[term.vocabulary][term.code] = term
            return found

        async def counts(ids: Collection[UUID]) -> dict[UUID, dict[ActivityStatus, int]]:
            return await organisations.activity_counts(ids, visibility)

        self.activity: DataLoader[UUID, Activity | None] = _loader(visible)
        self.organisation: DataLoader[UUID, Organisation | None] = _loader(organisations.by_ids)
        self.municipality: DataLoader[str, Municipality | None] = _loader(territories.by_nis)
        self.vocabulary: DataLoader[Vocabulary, dict[str, Term] | None] = _loader(terms)
        self.activity_counts: DataLoader[UUID, dict[ActivityStatus, int] | None] = _loader(counts)


def _loader(read: Callable[[Collection[K]], Awaitable[dict[K, V]]]) -> DataLoader[K, V | None]:
    async def load(keys: Sequence[K]) -> list[V | None]:
        found = await read(frozenset(keys))
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=load, cache=False)
