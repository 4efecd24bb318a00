"""Errors that a client may read as they are; every other exception is masked at the edge."""

from enum import StrEnum

from graphql import GraphQLError


class ErrorCode(StrEnum):
    """The stable name of an error, in `extensions.code`."""

    BAD_CURSOR = "BAD_CURSOR"
    BAD_PAGE = "BAD_PAGE"
    BAD_VALUE = "BAD_VALUE"
    NOT_FOUND = "NOT_FOUND"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    TOKEN_EXPIRED = "TOKEN_EXPIRED"  # noqa: S105 - the name of an error
    OPERATION_NAME_REQUIRED = "OPERATION_NAME_REQUIRED"
    STREAM_REQUIRED = "STREAM_REQUIRED"
    QUERY_TOO_EXPENSIVE = "QUERY_TOO_EXPENSIVE"


class ExpectedError(GraphQLError):
    """Something that a client did and can mend; the message is for people, in Dutch."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message, extensions={"code": code.value})
