"""Grants of rights to people, for a time."""
