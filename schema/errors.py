"""What a client sees of an error: its own mistakes as they are, ours as a number to quote."""

from collections.abc import Iterator

import structlog
from graphql import ExecutionResult as GraphQLExecutionResult
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionResult, StreamExecutionResult

from resolvers.context import Context
from resolvers.errors import ExpectedError

log = structlog.get_logger(__name__)


class MaskedErrors(SchemaExtension):
    """Masks exceptions in answers and in streams alike, and logs them under the trace id that the client gets."""

    def on_operation(self) -> Iterator[None]:
        """Mask the errors of an answer."""
        yield
        result = self.execution_context.result
        if isinstance(result, ExecutionResult | GraphQLExecutionResult):
            self._mask(result)

    def on_stream_result(self, result: StreamExecutionResult) -> Iterator[None]:
        """Mask the errors of one result of a stream, before it is sent."""
        if isinstance(result, ExecutionResult | GraphQLExecutionResult):
            self._mask(result)
        yield

    def _mask(self, result: ExecutionResult | GraphQLExecutionResult) -> None:
        if result.errors:
            result.errors = [self._shown(error) for error in result.errors]

    def _shown(self, error: GraphQLError) -> GraphQLError:
        original = error.original_error
        while isinstance(original, GraphQLError) and not isinstance(original, ExpectedError):
            original = original.original_error
        if original is None or isinstance(original, ExpectedError):
            return error
        context = self.execution_context.context
        trace_id = context.trace_id if isinstance(context, Context) else ""
        log.error("operation.failed", trace_id=trace_id, path=error.path, exc_info=original)
        return GraphQLError(
            f"Er ging iets mis aan onze kant. Vermeld code {trace_id} als je het meldt.",
            nodes=error.nodes,
            path=error.path,
            extensions={"code": "INTERNAL", "traceId": trace_id},
        )
