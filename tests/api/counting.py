"""The type of the fixture that counts statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager

Counting = Callable[[], AbstractContextManager[list[str]]]
"""Called, it gives a context in which the statements that are sent are noted."""
