"""The rights that people can have, in the applications whose access is managed here."""
