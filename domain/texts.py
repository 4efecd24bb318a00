"""Text that people send to be kept."""

UNWRITABLE = "Dit bevat tekens die niet bewaard kunnen worden."


def is_writable(text: str | None) -> bool:
    """Whether text can be kept: no control characters but line ends and tabs, no halves of characters."""
    return text is None or all(char.isprintable() or char in "\n\r\t" for char in text)
