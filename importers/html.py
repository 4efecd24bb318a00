"""Descriptions as HTML that is safe to put in a page, whatever they were at the source."""

import re
from html import escape, unescape

import nh3

_TAGS = {"p", "br", "a", "b", "i", "em", "strong", "ul", "ol", "li"}
_SCHEMES = {"http", "https", "mailto"}

_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|br|ul|ol|li|div|h[1-6]|tr)\b", re.IGNORECASE)

# Blocks that are not let through would run the words of two of them together; as paragraphs they stay apart.
_OTHER_BLOCK = re.compile(r"<(/?)(?:div|h[1-6]|tr)\b[^<>]*>", re.IGNORECASE)
_REST_OF_TABLE = re.compile(r"</?(?:table|thead|tbody|tfoot|th|td|caption)\b[^<>]*>", re.IGNORECASE)
# Nothing but a link keeps an attribute. Thousands of bold tags that differ only in theirs are each reopened in every
# paragraph that follows, so they go before that can happen.
_ATTRIBUTES = re.compile(r"<(?!a\b)([a-z][a-z0-9]*)[\s/][^<>]*>", re.IGNORECASE)
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")


def clean_html(text: str) -> str:
    """Return a description as clean HTML; plain text gets paragraphs and line breaks, "" stands for nothing said."""
    if not _TAG.search(text):
        # Many plain texts hold `&amp;` and `&eacute;` from the form they were typed in.
        text = escape(unescape(text), quote=False)
    cleaned = _cleaned(text)
    if not _BLOCK.search(cleaned):
        # Cleaned once more: bold that begins in one paragraph can end in the next.
        cleaned = _cleaned(_paragraphs(cleaned))
    return cleaned if _says_something(cleaned) else ""


def _cleaned(text: str) -> str:
    cells_apart = _REST_OF_TABLE.sub(" ", _OTHER_BLOCK.sub(r"<\1p>", text))
    cleaned = nh3.clean(
        _ATTRIBUTES.sub(r"<\1>", cells_apart),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return _EMPTY_PARAGRAPH.sub("", cleaned).strip()


def _paragraphs(text: str) -> str:
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{'<br>'.join(part.strip() for part in block.split(chr(10)))}</p>" for block in blocks if block)


def _says_something(cleaned: str) -> bool:
    return bool(unescape(nh3.clean(cleaned, tags=set())).strip())
