"""Competitors who wait at a customer: known from the deals they lost, warned of when something goes wrong there (S1-21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from zhike.activities.actions import rivals
from zhike.activities.actions.competitors import name_competitor
from zhike.activities.models import Competitor, Milestone, Rival, Task, VisitOutcome
from zhike.activities.querysets import RivalQuerySet
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.care.watches.wording import revenue_at
from zhike.customers import queries as customers
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.service.models import Case
from zhike.trust.actor import Actor

STATES = {
    "waiting": Words("输了单，在等机会", "beaten, waits for a chance"),
    "supplies": Words("正在供货", "supplies now"),
    "gone": Words("不再来了", "gone"),
}
_WON = Words("赢了他的单：{what}", "won from them: {what}")
_LOST = Words("丢给了他：{what}", "lost to them: {what}")
_COMPLAINT = Words("{day}的投诉还没解决：{what}", "the complaint of {day} is open: {what}")
_VISIT = Words("{day}拜访时客户不满意", "dissatisfied on the visit of {day}")
_UNHAPPY = (VisitOutcome.Behaviour.DISSATISFIED, VisitOutcome.Behaviour.ANGRY)
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Chance:
    """Something a waiting competitor may use: its own key, and what happened."""

    key: str
    words: Words


def rivals_of(actor: Actor, customer_id: int) -> RivalQuerySet:
    """The competitors at a customer, those who wait first."""
    rows = Rival.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("competitor", "deal", "noted_by").order_by("-state", "-since")


def rivals_at(actor: Actor, competitor_id: int) -> RivalQuerySet:
    """At which of the customers one sees a competitor waits or supplies."""
    rows = Rival.objects.visible_to(actor).filter(competitor_id=competitor_id)
    return rows.exclude(state="gone").select_related("customer").order_by("-state", "-since")


def waiting_at(actor: Actor, customer_id: int) -> list[str]:
    """The names of those who wait at a customer."""
    rows = Rival.objects.visible_to(actor).waiting().filter(customer_id=customer_id)
    return list(rows.order_by("since").values_list("competitor__name", flat=True))


def rival(actor: Actor, rival_id: int) -> Rival:
    """One competitor at one customer."""
    return (
        Rival.objects.visible_to(actor)
        .select_related("competitor", "customer", "deal")
        .get(pk=rival_id)
    )


@transaction.atomic
def note_rival(
    actor: Actor, *, customer_id: int, competitor: str, state: str, why: str, on: date
) -> Rival:
    """How it stands with a competitor at a customer; where he waits and something is wrong already, the warning comes at once."""
    customer = customers.customer(actor, customer_id)
    found = rivals.note_rival(
        actor, customer, _named(actor, competitor, on), state=state, why=why, on=on
    )
    warn(actor, customer, on=on)
    return found


@transaction.atomic
def change_rival(actor: Actor, rival_id: int, *, state: str, why: str, on: date) -> Rival:
    """It stands otherwise with him now."""
    found = rival(actor, rival_id)
    changed = rivals.note_rival(
        actor, found.customer, found.competitor, state=state, why=why, on=on
    )
    if state == Rival.State.WAITING:
        warn(actor, found.customer, on=on)
    return changed


def rival_of_deal(actor: Actor, deal: Milestone, name: str, *, on: date) -> Rival | None:
    """Whom we won a deal from waits now; whom we lost it to supplies. None where it is no deal."""
    won = deal.kind == "deal_won"
    if not won and deal.kind != "deal_lost":
        return None
    state = Rival.State.WAITING if won else Rival.State.SUPPLIES
    what = (_WON if won else _LOST).format(what=Words(deal.what, deal.what))
    return rivals.note_rival(
        actor, deal.customer, _named(actor, name, on), state=state, why=str(what), on=on, deal=deal
    )  # fmt: skip


def warn(actor: Actor, customer: Customer, *, on: date) -> list[Task]:
    """One competitor or more waits here, and something is wrong here: somebody goes there today."""
    waiting = list(
        Rival.objects.unscoped()
        .waiting()
        .filter(customer=customer)
        .select_related("competitor")
    )
    if not waiting:
        return []
    laid = []
    for chance in chances([customer.pk], on=on).get(customer.pk, []):
        start = Start(
            "rival_chance",
            f"chance:{customer.pk}:{chance.key}",
            at_the_start_of(on),
            {**said_of(waiting, on=on), "fact": chance.words},
            customer,
            assignee_id=customer.owner_id or actor.user_id,
            weight=revenue_at(customer.pk),
        )
        laid += start_playbooks(actor, start, on=on)
    return laid


def said_of(waiting: Iterable[Rival], *, on: date) -> dict[str, Words]:
    """Who waits, and since when."""
    rows = sorted(waiting, key=lambda each: each.since)
    names = [each.competitor.name for each in rows]
    return {
        "rival": Words("、".join(names), ", ".join(names)),
        "since": day_words(rows[0].since, seen_on=on),
    }


def chances(customer_ids: Iterable[int], *, on: date) -> Mapping[int, list[Chance]]:
    """Customer → what is wrong there: a complaint that is open, or a last visit on which somebody was dissatisfied."""
    found: dict[int, list[Chance]] = {}
    ids = list(customer_ids)
    cases = Case.objects.unscoped().present().open()
    for case in cases.unhappy().filter(customer__in=ids).order_by("received_at"):
        day = day_words(localtime(case.received_at).date(), seen_on=on)
        words = _COMPLAINT.format(day=day, what=Words(case.summary, case.summary))
        found.setdefault(case.customer_id, []).append(Chance(f"complaint-{case.pk}", words))
    ended = VisitOutcome.objects.unscoped().present().filter(visit__customer__in=ids)
    last: dict[int, VisitOutcome] = {}
    for outcome in ended.filter(ended_at__date__gt=on - LATELY, ended_at__date__lte=on).select_related("visit").order_by("ended_at", "pk"):  # fmt: skip
        last[outcome.visit.customer_id] = outcome
    for customer_id, outcome in last.items():
        if outcome.behaviour in _UNHAPPY:
            day = day_words(localtime(outcome.ended_at).date(), seen_on=on)
            chance = Chance(f"visit-{outcome.visit_id}", _VISIT.format(day=day))
            found.setdefault(customer_id, []).append(chance)
    return found


def _named(actor: Actor, name: str, on: date) -> Competitor:
    return name_competitor(actor, name=name.strip()[:120], on=on)
