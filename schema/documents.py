"""Parsing, judging and validating a document once, however often clients send it.

Dashboards and apps send the same few documents all day; parsing and validating one costs more than answering it. What
is kept is bounded in bytes, not in documents, so that many large ones cannot fill the memory.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphql import DocumentNode
from strawberry.extensions import SchemaExtension

from plans.operations import Planned
from resolvers.errors import ErrorCode, ExpectedError
from schema.limits import MAX_TOKENS, Judge
from schema.shapes import Shape

MAX_BYTES = 64 * 1024 * 1024

BYTES_PER_CHARACTER = 1000
"""Memory that a document takes for each of its characters, parsed and planned: about 55 and 150 for those of the
contract, up to 380 and 300 for one without white space."""


@dataclass(slots=True)
class Checked:
    """A document that is valid, who judges what it asks with each set of variables, and its plans."""

    document: DocumentNode
    judge: Judge
    planned: Planned
    again: bool = False
    """Whether it was sent more than once."""
    shapes: dict[str | None, Shape] = field(default_factory=dict[str | None, Shape], compare=False)
    """Those of its operations that were found to be shareable, by the name that was given."""


class DocumentCache:
    """Valid documents by their text; those that were not asked for longest leave first."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._checked: OrderedDict[str, Checked] = OrderedDict()
        self.bytes = 0
        """Memory in use, by estimate."""

    def __len__(self) -> int:
        return len(self._checked)

    def __contains__(self, query: object) -> bool:
        return query in self._checked

    def get(self, query: str) -> Checked | None:
        """Return a document that was found valid before."""
        found = self._checked.get(query)
        if found is not None:
            self._checked.move_to_end(query)
        return found

    def keep(self, query: str, checked: Checked) -> None:
        """Keep a document that was found valid, unless it alone would drive out many others."""
        weight = len(query) * BYTES_PER_CHARACTER
        if query in self._checked or weight > self._max_bytes // 8:
            return
        self._checked[query] = checked
        self.bytes += weight
        while self.bytes > self._max_bytes:
            oldest, _ = self._checked.popitem(last=False)
            self.bytes -= len(oldest) * BYTES_PER_CHARACTER


class CheckedDocuments(SchemaExtension):
    """Refuses documents that ask too much, on every transport alike, and checks each document once."""

    def __init__(self, cache: DocumentCache) -> None:
        super().__init__()
        self._cache = cache
        self._known: Checked | None = None

    def on_operation(self) -> Iterator[None]:
        """Bound the parser: it stops at the first token too many."""
        self.execution_context.parse_options["max_tokens"] = MAX_TOKENS
        yield

    def on_parse(self) -> Iterator[None]:
        """Take a known document as it is."""
        context = self.execution_context
        self._known = self._cache.get(context.query) if context.query else None
        if self._known is not None:
            self._known.again = True
            context.graphql_document = self._known.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Judge before validating, whose own cost grows with what is selected; a known document is valid."""
        context = self.execution_context
        document, query = context.graphql_document, context.query
        if document is None or query is None:
            yield
            return
        checked = self._known or Checked(document, Judge(document), Planned(document))
        message = checked.judge.excess(context.variables or {})
        if message is not None:
            context.pre_execution_errors = [ExpectedError(ErrorCode.QUERY_TOO_EXPENSIVE, message)]
        elif self._known is not None and context.pre_execution_errors is None:
            # An empty list says that validation was done.
            context.pre_execution_errors = []
        yield
        if not context.pre_execution_errors:
            self._cache.keep(query, checked)
