"""What every command of the command line needs: the settings, a loop to run in, and a way to fail that people read."""

import asyncio
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError

from ikdoemee.settings import Settings

T = TypeVar("T")


def read_settings() -> Settings:
    """Return the settings, or say which are wrong."""
    try:
        return Settings()
    except ValidationError as error:
        fail("; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors()))


def fail(message: str) -> NoReturn:
    """Say what is wrong, and end with exit code 2."""
    typer.echo(f"ikdoemee: {message}", err=True)
    raise typer.Exit(2)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do something with the database, or say why that cannot be done."""
    from sqlalchemy.exc import SQLAlchemyError

    from ikdoemee.container import NotMigratedError
    from persistence.engine import UnusableFileError

    try:
        return asyncio.run(work)
    except NotMigratedError as error:
        fail(str(error))
    except SQLAlchemyError as error:
        # The first line names the cause; the rest shows statements and their values.
        fail(f"the database does not answer as expected: {str(error).splitlines()[0]}")
    except (FileNotFoundError, UnusableFileError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"the database cannot be reached: {error}")
