"""What the command line does once and then stops."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from auth.claims import organisation_code
from auth.development import issue, new_key, subject_of
from ikdoemee.container import require_migrated
from ikdoemee.settings import Settings
from importers.reference import read_reference
from persistence.development_key import development_jwk
from persistence.engine import WRITES, open_engine
from persistence.migrate import migrate
from persistence.organisations import OrganisationReader
from persistence.reference import load_reference
from persistence.rows import Rows
from persistence.terms_of_use import StoredTermsOfUse


async def prepare_database(settings: Settings) -> None:
    """Bring the tables and the reference data up to date."""
    engine = open_engine(settings.database_url, pool_size=2)
    try:
        await migrate(engine)
        await load_reference(engine, read_reference())
    finally:
        await engine.dispose()


async def development_token(
    settings: Settings, *, person: str, organisation: str, rights: Sequence[str], accept_terms: bool
) -> str:
    """Return a token for a made-up person, who may have accepted the terms of use already.

    Raises `LookupError` for an unknown organisation.
    """
    await require_migrated(settings)
    code = organisation_code(organisation)
    engine = open_engine(settings.database_url, pool_size=2)
    rows = Rows(engine)
    try:
        if code is None or await OrganisationReader(rows).by_code(code) is None:
            raise LookupError(f"no organisation with OVO code or KBO number {organisation!r}")
        if accept_terms:
            await _accept_terms(engine, person)
        return issue(
            await development_jwk(engine, new_key),
            person=person,
            organisation=code,
            rights=list(rights),
            rights_claim=settings.rights_claim,
            now=datetime.now(UTC),
        )
    finally:
        await rows.close()
        await engine.dispose()


async def _accept_terms(engine: AsyncEngine, person: str) -> None:
    now = datetime.now(UTC)
    async with engine.connect() as connection:
        await connection.execution_options(**{WRITES: True})
        terms = StoredTermsOfUse(connection)
        status = await terms.status(subject_of(person), at=now)
        if status.current_version is not None:
            await terms.accept(subject_of(person), status.current_version, at=now)
        await connection.commit()
