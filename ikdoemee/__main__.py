"""`python -m ikdoemee`: the command line."""

from ikdoemee.cli import app

app()
