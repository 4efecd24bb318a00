"""How much one operation may ask: counted in one walk over the document before it is validated.

Every fragment is walked once and its figures are added wherever it is spread, so a document costs no more to judge than
it is long. A list counts as often as its `first` or `last` says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from domain.pages import DEFAULT_PAGE, MAX_PAGE
from persistence.read_models.organisations import MOST_MANAGERS

MAX_TOKENS = 2000
MAX_DEPTH = 20
MAX_ALIASES = 30
MAX_DIRECTIVES = 50
MAX_COST = 20_000

_ROWS = frozenset({"edges", "nodes"})
_OF_LISTS = _ROWS | {"pageInfo", "totalCount"}
"""The fields that only connections have."""

LIST_COST = 50
"""What a list costs besides its fields: statements of its own, again for each row of a list that it lies in."""
_WHOLE_LISTS = {"activityClaims": MAX_PAGE, "delegatedTo": MOST_MANAGERS, "results": MAX_PAGE}
"""Fields that give all that there is without being paged, and how many that is at most."""

MOST_JUDGED = 64
"""Combinations of page sizes that are remembered for a document."""

_MOST_DIGITS = 6
"""Longer numbers are no page sizes."""

_CEILING = 10**9
"""Figures are clamped here, so that a hostile document makes no huge numbers."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection asks: how deep, how many fields in the answer at most, how many aliases and directives.

    `paged` tells that it selects the rows of a connection, `listed` anything of one, be it through fragments.
    """

    depth: int = 0
    cost: int = 0
    aliases: int = 0
    directives: int = 0
    paged: bool = False
    listed: bool = False

    def beside(self, other: "Weight") -> "Weight":
        """Return the weight of both."""
        return Weight(
            max(self.depth, other.depth),
            min(self.cost + other.cost, _CEILING),
            min(self.aliases + other.aliases, _CEILING),
            min(self.directives + other.directives, _CEILING),
            self.paged or other.paged,
            self.listed or other.listed,
        )


class _Scale:
    def __init__(self, document: DocumentNode, variables: Mapping[str, object]) -> None:
        self._variables = _defaults(document) | dict(variables)
        self.named: set[str] = set()
        """Variables that say how long a list is."""
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._weighed: dict[str, Weight] = {}

    def weigh(self, selections: SelectionSetNode | None, spreading: frozenset[str] = frozenset()) -> Weight:
        total = Weight()
        for node in selections.selections if selections else ():
            own = Weight(directives=len(node.directives or ()))
            if isinstance(node, FragmentSpreadNode):
                total = total.beside(own).beside(self._fragment(node.name.value, spreading))
                continue
            inner = self.weigh(getattr(node, "selection_set", None), spreading)
            if isinstance(node, FieldNode):
                inner = Weight(
                    inner.depth + 1,
                    min(1 + LIST_COST * inner.listed + inner.cost * self._times(node, paged=inner.paged), _CEILING),
                    inner.aliases + (node.alias is not None),
                    inner.directives,
                    node.name.value in _ROWS,
                    node.name.value in _OF_LISTS,
                )
            total = total.beside(own).beside(inner)
        return total

    def _fragment(self, name: str, spreading: frozenset[str]) -> Weight:
        # Unknown fragments and cycles are for validation to name; they weigh nothing.
        fragment = self._fragments.get(name)
        if fragment is None or name in spreading:
            return Weight()
        if name not in self._weighed:
            self._weighed[name] = self.weigh(fragment.selection_set, spreading | {name})
        return self._weighed[name]

    def _times(self, field: FieldNode, *, paged: bool) -> int:
        if field.name.value in _WHOLE_LISTS:
            return _WHOLE_LISTS[field.name.value]
        # A connection without a size gives a page of the default size; what is undone is no connection, but as long.
        unsized = DEFAULT_PAGE if paged else MAX_PAGE if field.name.value == "activities" else 1
        return max(self._sizes(field), default=unsized)

    def _sizes(self, field: FieldNode) -> Iterator[int]:
        for argument in field.arguments or ():
            if argument.name.value not in {"first", "last"}:
                continue
            value: object = argument.value
            if isinstance(value, VariableNode):
                self.named.add(value.name.value)
                given = self._variables.get(value.name.value)
                size = given if isinstance(given, int) and not isinstance(given, bool) else DEFAULT_PAGE
            else:
                # Anything but a number, or a number of many digits, is for validation to refuse.
                digits = value.value if isinstance(value, IntValueNode) else ""
                size = int(digits) if digits and len(digits) <= _MOST_DIGITS else DEFAULT_PAGE
            yield max(1, min(size, MAX_PAGE))


def _defaults(document: DocumentNode) -> dict[str, object]:
    """Return the defaults of variables that are whole numbers; of two operations that name the same, the larger."""
    found: dict[str, object] = {}
    for operation in document.definitions:
        for variable in getattr(operation, "variable_definitions", None) or ():
            value = variable.default_value
            if isinstance(value, IntValueNode) and len(value.value) <= _MOST_DIGITS:
                name = variable.variable.name.value
                found[name] = max(int(value.value), int(str(found.get(name, 0))))
    return found


class Judge:
    """Judges one document; what it found for the same page sizes it does not work out again."""

    def __init__(self, document: DocumentNode) -> None:
        self._document = document
        self._sized_by: tuple[str, ...] | None = None
        self._known: dict[tuple[int | None, ...], str | None] = {}

    def excess(self, variables: Mapping[str, object]) -> str | None:
        """Return in what the document asks too much with these variables, in Dutch; None within bounds."""
        sizes = self._sizes(variables)
        if sizes is not None and sizes in self._known:
            return self._known[sizes]
        scale = _Scale(self._document, variables)
        message = _excess(self._document, scale)
        self._sized_by = tuple(sorted(scale.named))
        if len(self._known) < MOST_JUDGED:
            self._known[self._sizes(variables) or ()] = message
        return message

    def _sizes(self, variables: Mapping[str, object]) -> tuple[int | None, ...] | None:
        if self._sized_by is None:
            return None
        given = (variables.get(name) for name in self._sized_by)
        return tuple(value if type(value) is int else None for value in given)


def excess(document: DocumentNode, variables: Mapping[str, object]) -> str | None:
    """Return in what a document asks too much, in Dutch; None when it stays within bounds."""
    return _excess(document, _Scale(document, variables))


def _excess(document: DocumentNode, scale: _Scale) -> str | None:
    for node in document.definitions:
        if not isinstance(node, OperationDefinitionNode):
            continue
        weight = scale.weigh(node.selection_set)
        for what, found, limit in (
            ("te diep", weight.depth, MAX_DEPTH),
            ("te zwaar", weight.cost, MAX_COST),
            ("te veel aliassen", weight.aliases, MAX_ALIASES),
            ("te veel directieven", weight.directives + len(node.directives or ()), MAX_DIRECTIVES),
        ):
            if found > limit:
                return f"Deze vraag is {what}: {min(found, 10**6)}, hoogstens {limit}."
    return None
