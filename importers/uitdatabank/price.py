"""What an event costs: a document that says nothing about it is not free."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from domain.activities.model import Price, PriceKind
from importers.uitdatabank.shapes import line, number, records

_CENT = Decimal("0.01")
_MOST = Decimal(100_000)
"""More is a slip of the keyboard."""


def price_of(document: Mapping[str, object]) -> Price:
    """Return the base price; reductions do not count."""
    lines = records(document.get("priceInfo"))
    base = next((each for each in lines if line(each.get("category")).lower() == "base"), None)
    amount = _euros(base) if base else None
    if amount is None:
        return Price(kind=PriceKind.UNKNOWN)
    return Price(kind=PriceKind.PAID, amount=amount) if amount else Price(kind=PriceKind.FREE)


def _euros(base: Mapping[str, object]) -> Decimal | None:
    price = number(base.get("price"))
    currency = line(base.get("priceCurrency")).upper() or "EUR"
    # Through text: 10.1 is 10.10 and not the binary fraction nearest to it.
    amount = Decimal(str(price)) if price is not None else None
    if amount is None or currency != "EUR" or not 0 <= amount < _MOST:
        return None
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
