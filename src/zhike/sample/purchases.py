"""What the customers bought and how they paid: three years with seasons, growth, decline and loss. Money in fen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zhike.sample.deck import Deck, dice
from zhike.sample.firms import YEARS, Firm, Path
from zhike.sample.stock import stock

_RETURNED = 0.012
_TERMS = 30


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order with its payment; a negative amount is a credit note and owes nothing."""

    on: date
    amount: int
    cost: int
    product: str
    due_on: date | None
    paid_on: date | None


def purchases(firm: Firm, day: date) -> list[Purchase]:
    """A customer's orders of three years up to this day, oldest first."""
    random = dice("purchases", firm.place)
    products = Deck(random, stock("trades")[firm.trade]["products"])
    found: list[Purchase] = []
    for on in _order_days(random, firm, day):
        amount = _amount(random, firm, on)
        found.append(_purchase(random, firm, on, amount, products.deal(), day))
        if random.random() < _RETURNED:
            back = on + timedelta(days=random.randint(3, 15))
            if back <= day:
                found.append(Purchase(back, -amount // 4, -amount // 5, "退货", None, None))
    return sorted(found, key=lambda purchase: purchase.on)


def _order_days(random: Random, firm: Firm, day: date) -> Iterator[date]:
    """Days of orders: its own rhythm, quicker in season, slower in decline, none after the turn of the lost."""
    first = max(firm.since, day - timedelta(days=365 * YEARS))
    on = first + timedelta(days=random.randint(0, firm.cycle))
    stops = {Path.LOST: firm.turn_on, Path.BROKEN: firm.turn_on}.get(firm.path, day)
    while on <= min(stops, day):
        yield on
        pace = random.lognormvariate(0, 0.3) / (_season(firm, on) ** 0.4)
        if firm.path is Path.DECLINING and on > firm.turn_on:
            pace *= 1.5
        on += timedelta(days=max(2, round(firm.cycle * pace)))
    if firm.path is Path.BROKEN and stops >= first:
        yield stops


def _amount(random: Random, firm: Firm, on: date) -> int:
    """An order in fen, ending in whole yuan."""
    years = (on - firm.turn_on).days / 365
    trend = {
        Path.GROWING: 1 + 0.45 * max(years + 1, 0),
        Path.DECLINING: 0.5 if years > 0 else 1,
    }
    amount = (
        firm.order_size
        * random.lognormvariate(0, 0.45)
        * _season(firm, on)
        * trend.get(firm.path, 1 + 0.06 * (years + 1))
    )
    return max(round(amount / 1_000) * 1_000, 30_000)


def _season(firm: Firm, on: date) -> float:
    return float(stock("trades")[firm.trade]["seasons"][on.month - 1]) / 100


def _purchase(
    random: Random, firm: Firm, on: date, amount: int, product: str, day: date
) -> Purchase:
    due = on + timedelta(days=_TERMS)
    is_late = random.random() < firm.lateness
    paid = due + timedelta(days=random.randint(4, 50) if is_late else -random.randint(0, 12))
    return Purchase(
        on=on,
        amount=amount,
        cost=amount * random.randint(70, 86) // 100,
        product=product,
        due_on=due,
        paid_on=paid if paid <= day else None,
    )
