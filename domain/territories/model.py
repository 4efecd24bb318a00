"""Municipalities by NIS code: the only key that survives a merger of postcodes or a change of name."""

from typing import NewType

Nis = NewType("Nis", str)
"""Five digits, Statbel's code of a municipality."""
