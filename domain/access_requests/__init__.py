"""Requests for access: asked for by people, decided on by the local administrators of an organisation."""
