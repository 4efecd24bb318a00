"""Meldingen: what happened on a territory, told to those who look after it."""
