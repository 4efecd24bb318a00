"""What is open for a while, in somebody's name: WebSockets and streams."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auth.requesters import Requester
from resolvers.context import Context


@dataclass(slots=True, kw_only=True, eq=False)
class Connection:
    """A WebSocket, or a stream; `close` is called with a reason in Dutch when what it was opened with is gone."""

    context: Context
    requester: Requester
    close: Callable[[str], None]


class Connections:
    """Everything that is open in this process in the name of somebody who signed in."""

    def __init__(self) -> None:
        self._open: set[Connection] = set()

    def __iter__(self) -> Iterator[Connection]:
        return iter(tuple(self._open))

    def __contains__(self, connection: object) -> bool:
        return connection in self._open

    def add(self, connection: Connection) -> None:
        """Keep account of a connection."""
        self._open.add(connection)

    def discard(self, connection: Connection) -> None:
        """Let go of it."""
        self._open.discard(connection)
