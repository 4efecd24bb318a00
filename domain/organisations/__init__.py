"""Organisations: local governments, associations and others that organise or moderate."""
