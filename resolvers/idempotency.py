"""From a client's `idempotencyKey` to a request that is carried out once."""

import hashlib
from dataclasses import asdict, is_dataclass
from decimal import Decimal

import orjson

from domain.actors import Actor
from domain.idempotency import KeyedRequest
from domain.refusals import InvalidInput
from domain.texts import UNWRITABLE

MAX_KEY = 200


def keyed_request(actor: Actor, operation: str, key: str | None, wanted: object) -> KeyedRequest | InvalidInput | None:
    """Return the keyed request of an operation with its command, or None when the client gave no key."""
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_KEY:
        return InvalidInput.at("idempotencyKey", f"Gebruik 1 tot {MAX_KEY} tekens.")
    if not key.isprintable():
        return InvalidInput.at("idempotencyKey", UNWRITABLE)
    if not is_dataclass(wanted) or isinstance(wanted, type):
        raise TypeError("a command is a dataclass")
    canonical = orjson.dumps(asdict(wanted), default=_plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    scope = f"{actor.person.id}@{actor.organisation_id}" if actor.person else "anonymous"
    return KeyedRequest(scope=scope, key=key, operation=operation, fingerprint=hashlib.sha256(canonical).hexdigest())


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a command holds no {type(value).__name__}")
