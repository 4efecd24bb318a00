"""Help: one page, with short lists on it."""

from persistence.tables.help_texts import help_question
from plans.requests import One, Some

HELP_PAGE = 1
"""Number of the only row."""


def help_page() -> One:
    """Return the request for the page."""
    return One(key=HELP_PAGE)


def questions() -> Some:
    """Return the request for every question, in the order in which people see them."""
    return Some(where=(), values={}, order=(help_question.c.position,))
