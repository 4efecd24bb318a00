"""Open files: each subscriber takes one in the server and one in the load."""

import resource
from collections.abc import Sequence

WANTED = 65_536
OTHERS = 500
"""Files that a process has open besides."""


def possible(audiences: Sequence[int]) -> list[int]:
    """Raise the limit as far as that needs no permission, and return the audiences that fit below it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < limit:
        # Processes that are started from here on inherit it.
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    return [audience for audience in audiences if audience + OTHERS <= max(limit, soft)]
