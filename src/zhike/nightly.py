"""The night in order: every step reads what the ones before it wrote.

A night that was killed begins again with the first step that did not end; a night that was whole is done anew.
A day before the last one handed down is only replayed: measured and scored into its files, and nothing else.
Importing this module costs most of a second: it brings the analytic engine.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from zhike.care import contracts as care_contracts
from zhike.care import jobs as care
from zhike.care.cases.loyalty import STEP as LOYALTY
from zhike.care.cases.loyalty import count_loyalty
from zhike.care.messages import outbox
from zhike.customers import jobs as customers
from zhike.exchange.out import jobs as exports
from zhike.trust import jobs as trust
from zhike.trust.alone import alone
from zhike.trust.planner import learn
from zhike.trust.strides import long_strides
from zhike.users.editions.in_use import holding
from zhike.value import jobs as value
from zhike.value import runs
from zhike.value.classing import propose_classes
from zhike.value.drawing import draw_pictures
from zhike.value.forecasting.night import forecast, keep_forecasts
from zhike.value.headlines import keep_headlines
from zhike.value.queries import HANDED_DOWN, methods
from zhike.value.ruled_classes import hand_down_ruled


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name in the runs, its work (a day in, a number of rows out), whether a replay takes it, and whether
    it writes about every customer into the database."""

    name: str
    work: Callable[[date], int]
    is_replayed: bool = False
    fills: bool = False


STEPS: tuple[Step, ...] = (
    Step("extract", value.extract, is_replayed=True),
    Step("measure", value.measure, is_replayed=True),
    Step("score", value.score, is_replayed=True),
    Step("forecast", forecast, is_replayed=True),
    Step("headlines", keep_headlines, is_replayed=True),
    Step("measures", value.keep_measures, fills=True),
    Step("forecasts", keep_forecasts, fills=True),
    Step(HANDED_DOWN, value.hand_down_standings, fills=True),
    Step("classes", propose_classes, fills=True),
    Step("rules", hand_down_ruled, fills=True),
    Step("expire", customers.expire_facts),
    Step("handovers", care.watch_handovers),
    Step("settle", care.settle),
    Step("rhythms", care.watch_rhythms),
    Step("quiet", care.watch_quiet),
    Step("stages", care.watch_stages),
    Step("low", care.watch_low),
    Step("rivals", care.watch_rivals),
    Step("birthdays", care.watch_birthdays),
    Step("promises", care.watch_promises),
    Step("moves", care.watch_moves),
    Step("festivals", care.watch_festivals),
    Step("people", care.watch_people),
    Step("services", care.watch_services, fills=True),
    Step("plans", care.watch_plans),
    Step("visits", care.watch_executives),
    Step("assets", care.watch_assets),
    Step("contracts", care_contracts.watch_contracts),
    Step("protection", care.watch_protection),
    Step("satisfaction", care.watch_satisfaction),
    Step(LOYALTY, count_loyalty),
    Step("purchases", care.watch_purchases),
    Step("periods", care.watch_periods),
    Step("money", care.watch_money),
    Step("tours", care.watch_tours),
    Step("runs", care.advance_runs),
    Step("exports", exports.purge),
    Step("outbox", outbox.forget),
    Step("journal", trust.look_over_the_journal),
    Step("doubles", customers.watch_doubles),
    Step("trash", customers.empty_trash),
    Step("pictures", draw_pictures),
    Step("forget", value.forget),
)


def run_night(as_of: date, *, say: Callable[[str], None]) -> None:
    """Walk the steps for this day, one line each; `trust.alone.Busy` when another night is at it.

    The whole night keeps to the methods it began with; what is published meanwhile holds from the next one on.
    """
    with alone("night", Path(settings.FACTS_DIR)), holding(), long_strides():
        newest = runs.newest_day(HANDED_DOWN)
        if newest is not None and as_of < newest:
            _replay(as_of, say)
        else:
            _walk(as_of, say)


def _replay(as_of: date, say: Callable[[str], None]) -> None:
    for step in STEPS:
        if step.is_replayed:
            _do(step, as_of, say)


def _walk(as_of: date, say: Callable[[str], None]) -> None:
    signature = _signature()
    done = runs.finished(as_of, signature)
    if done >= {step.name for step in STEPS}:
        runs.begin_anew(as_of)
        done = set()
    for step in STEPS:
        if step.name not in done:
            rows, seconds = _do(step, as_of, say)
            runs.finish(step.name, as_of, methods=signature, rows=rows, seconds=seconds)


def _do(step: Step, as_of: date, say: Callable[[str], None]) -> tuple[int, float]:
    """Do one step; say and tell how many rows and seconds."""
    began = time.monotonic()
    rows = step.work(as_of)
    if step.fills:
        learn(rows)
    seconds = time.monotonic() - began
    say(f"{step.name:<10} {rows:>9,} {seconds:>7.1f} s")
    return rows, seconds


def _signature() -> str:
    """The methods a night works with: their versions, and a digest of every text, for a file can change without its number."""
    library = methods()
    heads = [
        *(card.head for card in library.scorecards.values()),
        *(standard.head for standard in library.standards.values()),
        *(catalogue.head for catalogue in library.services.values()),
        *(plan.head for plan in library.care_plans.values()),
        *(visits.head for visits in library.executives.values()),
        *(book.head for book in library.playbooks.values()),
        *(rule.head for rule in library.lifetimes.values()),
        *(rule.head for rule in library.satisfactions.values()),
    ]
    texts = "\0".join(text for _, text in sorted(library.texts.items()))
    digest = sha256(texts.encode()).hexdigest()[:12]
    return " ".join([*sorted(head.signature for head in heads), f"#{digest}"])
