"""Logging: readable lines in development, JSON lines in production, with no personal data but a trace id."""

import logging
import sys

import structlog


def configure_logging(*, production: bool) -> None:
    """Send the log to standard error."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if production
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # The default shows local variables, and with them what people wrote.
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info if production else structlog.processors.StackInfoRenderer(),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO if production else logging.DEBUG),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    # Strawberry logs every GraphQL error with its traceback; ours are logged once, under their trace id.
    logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)
    # This driver logs each statement with all its values, and so what people wrote.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)
