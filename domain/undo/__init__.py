"""Undo: the way back from a decision, for whoever decided and for a short while."""
