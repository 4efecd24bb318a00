"""Mails on their way to people."""
