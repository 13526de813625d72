"""Keeping begins: the playbook against a warning of loss, and the one that wins a customer back (S2-42)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from zhike.activities.models import Task
from zhike.care.models import Run
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.care.watches.wording import currency_sign, money
from zhike.customers import queries as customers
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Permission, demand
from zhike.value import forecasts
from zhike.value import queries as value
from zhike.value.keeping.leaving import departures_of

KEEP, WIN_BACK = "keep_customer", "win_back"
_SILENT = Words("好久没有买，也没说为什么", "silent for long, and never said why")
_SIGNS = Words("和从前流失的客户越来越像", "more and more like customers who left")


@transaction.atomic
def start_keeping(actor: Actor, customer_id: int, *, on: date) -> list[Task]:
    """Lay what keeps a customer who may be lost; `AlreadyUnderWay` while an earlier attempt goes on."""
    demand(actor, Permission.LOG_TOUCHES)
    customer = customers.customer(actor, customer_id)
    _demand_none(actor, KEEP, customer_id)
    forecast = forecasts.forecast_of(actor, customer_id)
    chance = forecast.quiet_bp if forecast else 0
    at_risk = (forecast.at_risk or 0) if forecast else 0
    reasons = forecast.reasons if forecast else []
    why = Words("；".join(r["zh"] for r in reasons), "; ".join(r["en"] for r in reasons))
    said = f"{chance // 100}%"
    return start_playbooks(
        actor,
        Start(
            "loss_warned",
            f"keeping:{customer.pk}:{on}",
            at_the_start_of(on),
            {
                "chance": Words(said, said),
                "why": why if reasons else _SIGNS,
                "amount": money(at_risk, currency_sign()),
            },
            customer,
            assignee_id=customer.owner_id or actor.user_id,
            weight=at_risk,
        ),
        on=on,
    )


@transaction.atomic
def start_winning_back(actor: Actor, customer_id: int, *, on: date) -> list[Task]:
    """Lay what brings back who left, or fell silent; `AlreadyUnderWay` while an earlier attempt goes on."""
    demand(actor, Permission.LOG_TOUCHES)
    customer = customers.customer(actor, customer_id)
    _demand_none(actor, WIN_BACK, customer_id)
    left = next((each for each in departures_of(actor, customer_id) if not each.back_on), None)
    measures = value.measures(actor, customer_id)
    last = left.left_on if left else measures.last_order_on if measures else None
    return start_playbooks(
        actor,
        Start(
            "way_back",
            f"winning:{customer.pk}:{on}",
            at_the_start_of(on),
            {
                "day": day_words(last or on, seen_on=on),
                "why": Words(left.why, left.why) if left else _SILENT,
            },
            customer,
            assignee_id=customer.owner_id or actor.user_id,
            weight=measures.revenue_prev_12m if measures else 0,
        ),
        on=on,
    )


def under_way(actor: Actor, customer_ids: Iterable[int]) -> dict[int, int]:
    """Customer id → the run that keeps him or wins him back, where one is open."""
    rows = Run.objects.visible_to(actor).open().filter(name__in=(KEEP, WIN_BACK))
    listed = rows.filter(customer_id__in=list(customer_ids)).order_by("pk")
    return dict(listed.values_list("customer_id", "pk"))


class AlreadyUnderWay(ValueError):
    """An earlier attempt goes on; `run_id` is where it stands."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        super().__init__(run_id)


def _demand_none(actor: Actor, name: str, customer_id: int) -> None:
    rows = Run.objects.visible_to(actor).open().filter(name=name, customer_id=customer_id)
    if run := rows.first():
        raise AlreadyUnderWay(run.pk)
