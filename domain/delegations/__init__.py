"""Organisations whose access another one manages: a representative body for the boards that it represents."""
