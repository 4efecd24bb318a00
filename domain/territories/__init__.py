"""Municipalities and the territories ("grondgebied") they form."""
