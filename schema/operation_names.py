"""Which operation of a document is meant, when it holds several."""

from collections.abc import Iterator

from graphql import OperationDefinitionNode
from strawberry.extensions import SchemaExtension

from resolvers.errors import ErrorCode, ExpectedError


class NamedOperation(SchemaExtension):
    """Refuses to choose. Strawberry 0.341 runs the first operation where the specification wants a name."""

    def on_validate(self) -> Iterator[None]:
        """Ask for a name when there are several operations and none was named."""
        context = self.execution_context
        document = context.graphql_document
        # The public property answers the name of the first operation when the client gave none.
        if document is not None and context._provided_operation_name is None:  # noqa: SLF001
            operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
            if len(operations) > 1:
                context.pre_execution_errors = [
                    ExpectedError(
                        ErrorCode.OPERATION_NAME_REQUIRED, "Zeg met 'operationName' welke opdracht je bedoelt."
                    )
                ]
        yield
