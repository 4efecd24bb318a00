"""Bringing activities and reference data in from elsewhere."""
