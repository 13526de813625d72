"""Look ahead from one book: every customer's numbers, and what they rest on. Floats stay in here; whole numbers leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from zhike.methods.lifetime import LifetimeRule
from zhike.value.forecasting.chances import (
    LEARNT_FROM,
    chance_of_silence,
    is_enough,
    teaches,
    tested,
)
from zhike.value.forecasting.chances import as_data as tested_data
from zhike.value.forecasting.histories import Histories
from zhike.value.forecasting.reasons import NONE, heaviest, learnt_card
from zhike.value.lifetime.buying import Buying, alive, fit_buying, log_likelihood
from zhike.value.lifetime.fitting import NoFit
from zhike.value.lifetime.future import YEAR, ahead
from zhike.value.lifetime.grouping import Floats
from zhike.value.lifetime.spending import Spending, expected_spend, fit_spending
from zhike.value.lifetime.worth import worth

_BP = 10_000
_HUNDREDTHS = 100
_MONTH = YEAR / 12
_MOST_FEN = 2.0**62

type Whole = list[int | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """The columns of a night's forecast by name, the reasons of each customer, and the `fit` as JSON."""

    columns: Mapping[str, Whole]
    reasons: list[str]
    fit: dict[str, object]


COLUMNS = (
    "customer_id",
    "alive_bp",
    "quiet_bp",
    "expected_purchases",
    "lifetime_value",
    "lifetime_low",
    "lifetime_high",
    "year_value",
    "at_risk",
)


def look_ahead(
    now: Histories, past: Histories, earlier: Histories, rule: LifetimeRule, *, then: date
) -> Seen:
    """The forecast of the book `now`; `past` is the book of the day `then`, one silent time before, `earlier` one more.

    A book that is too small, or whose parameters do not settle, gets no numbers, and `state` says which.
    """
    fit: dict[str, object] = {"customers": now.size, "came_back": now.came_back}
    if not is_enough(now, rule):
        return _nothing(fit | {"state": "small"})
    try:
        buying = fit_buying(now.grouped)
    except NoFit:
        return _nothing(fit | {"state": "unclear"})
    spending = _spending(now)
    held = tested(then, past, earlier, rule)
    silence, is_own = chance_of_silence(buying, now, past, held, rule)
    fit |= _parameters(buying, spending, now) | {
        "state": "fitted" if spending else "no_money",
        "chance": "own" if is_own else "model",
        "tested": None if held is None else tested_data(held),
    }
    return Seen(_columns(now, buying, spending, silence, rule), _reasons(now, past, rule), fit)


def _nothing(fit: dict[str, object]) -> Seen:
    return Seen({name: [] for name in COLUMNS}, [], fit)


def _spending(now: Histories) -> Spending | None:
    try:
        return fit_spending(now.x.astype(float), now.total / np.maximum(now.x, 1))
    except NoFit:
        return None


def _parameters(buying: Buying, spending: Spending | None, now: Histories) -> dict[str, object]:
    return {
        "r": buying.r,
        "alpha": buying.alpha,
        "a": buying.a,
        "b": buying.b,
        "log_likelihood": log_likelihood(buying, now.grouped),
        "p": spending and spending.p,
        "q": spending and spending.q,
        "gamma": spending and spending.gamma,
    }


def _columns(
    now: Histories,
    buying: Buying,
    spending: Spending | None,
    silence: Floats,
    rule: LifetimeRule,
) -> dict[str, Whole]:
    x, tx, age = now.floats
    here = alive(buying, x, tx, age)
    year = ahead(buying, YEAR, now.x, now.age)
    found: dict[str, Whole] = {
        "customer_id": now.ids.tolist(),
        "alive_bp": _whole(here * _BP),
        "quiet_bp": _whole(silence * _BP),
        "expected_purchases": _whole(here * year.purchases * _HUNDREDTHS),
    }
    if spending is None:
        nothing: Whole = [None] * now.size
        return found | dict.fromkeys(COLUMNS[4:], nothing)
    coming = ahead(
        buying,
        rule.horizon_months * _MONTH,
        now.x,
        now.age,
        yearly=rule.discount_bp / _BP,
    )
    value = worth(here, coming, spending, x, now.total, within=rule.interval_pct / 100)
    while_here = year.purchases * expected_spend(spending, x, now.total)
    return found | {
        "lifetime_value": _whole(value.value),
        "lifetime_low": _whole(value.low),
        "lifetime_high": _whole(value.high),
        "year_value": _whole(while_here),
        "at_risk": _whole(silence * while_here),
    }


def _reasons(now: Histories, past: Histories, rule: LifetimeRule) -> list[str]:
    if not teaches(past, rule):
        return [NONE] * now.size
    return heaviest(learnt_card(past.thinned(LEARNT_FROM)), now)


def _whole(values: Floats) -> Whole:
    """Rounded; None where it is no number, or more than a column holds."""
    sound = np.isfinite(values) & (np.abs(values) < _MOST_FEN)
    rounded = np.rint(np.where(sound, values, 0)).astype(np.int64).tolist()
    if sound.all():
        return list(rounded)
    return [value if is_sound else None for value, is_sound in zip(rounded, sound, strict=True)]
