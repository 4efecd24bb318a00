"""Feeds of open work, which moderators follow in a calendar of their own."""
