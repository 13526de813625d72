"""Where effort and money went, beside where the method says they should go (S0-39, S0-40), and beside what they brought (S2-04)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from zhike.activities.actions.giving import spent_by_grade
from zhike.activities.models import Delivery, Effort, Extra, SupportGrant
from zhike.activities.querysets import (
    DeliveryQuerySet,
    EffortQuerySet,
    ExtraQuerySet,
    SupportQuerySet,
)
from zhike.customers.models import Customer, Standing
from zhike.lib.months import months_between
from zhike.lib.words import Words
from zhike.methods.effort import EFFORT, SIDES, EffortRule, Mix, Support
from zhike.trust.actor import Actor
from zhike.value import queries as value
from zhike.value.models import Measures
from zhike.value.queries import methods

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Share:
    """One satisfaction: how much of the effort it got, how much it should, both in percent; cost in fen."""

    side: str
    title: Words
    cost: int
    percent: int
    wanted: int
    tolerance: int

    @property
    def off(self) -> int:
        """How many points above (or below) it lies, beyond what may stray."""
        beyond = self.percent - self.wanted
        return beyond if abs(beyond) > self.tolerance else 0


@dataclass(frozen=True, slots=True)
class Effect:
    """A customer's effort of twelve months: by satisfaction against its mix, in sum, and against his revenue."""

    mix: Mix
    shares: tuple[Share, ...]
    minutes: int
    cost: int
    revenue: int | None

    @property
    def is_empty(self) -> bool:
        return self.cost == 0


def effect(actor: Actor, customer_id: int, *, on: date) -> Effect:
    """How a customer's mix stands against the rule for his stage and kind."""
    rule = methods().effort[EFFORT]
    spent: Counter[str] = Counter()
    minutes = 0
    rows = (
        Effort.objects.visible_to(actor)
        .since(on - A_YEAR)
        .filter(customer_id=customer_id)
        .order_by()
        .values_list("side")
        .annotate(m=Sum("minutes"), c=Sum("cost"))
    )
    for side, some_minutes, money in rows:
        spent[side] = rule.cost(some_minutes, money)
        minutes += some_minutes
    measures = value.measures(actor, customer_id)
    standings = Standing.objects.visible_to(actor).filter(customer_id=customer_id)
    first = measures.first_order_on if measures else None
    mix = rule.mix_for(
        months_between(first, on) if first else None,
        dict(standings.values_list("scheme", "grade")),
    )
    return Effect(
        mix,
        _shares(rule, mix, spent),
        minutes,
        spent.total(),
        measures.revenue_12m if measures else None,
    )


def _shares(rule: EffortRule, mix: Mix, spent: Counter[str]) -> tuple[Share, ...]:
    whole = spent.total()
    return tuple(
        Share(
            side,
            title,
            spent[side],
            round(spent[side] * 100 / whole) if whole else 0,
            mix.share[side],
            rule.tolerance if whole else 100,
        )
        for side, title in SIDES.items()
    )


@dataclass(frozen=True, slots=True)
class ByClass:
    """One class of the book over twelve months: what it brought and what it cost us, in fen; and how satisfied we want it."""

    grade: str
    support: Support | None
    customers: int
    revenue: int
    minutes: int
    effort: int
    services: int
    extras: int
    support_given: int
    sides: Mapping[str, int]

    @property
    def cost(self) -> int:
        return self.effort + self.services + self.extras + self.support_given

    @property
    def per_ten_thousand(self) -> int | None:
        """What ten thousand of revenue cost us, in fen; None where nothing was brought."""
        return self.cost * 1_000_000 // self.revenue if self.revenue > 0 else None


def by_class(actor: Actor, *, on: date) -> list[ByClass]:
    """Effort and cost by class against contribution, in a fixed number of queries; those without a class at the end."""
    rule = methods().effort[EFFORT]
    since = on - A_YEAR
    held = Standing.objects.unscoped().filter(customer=OuterRef("customer"), scheme=rule.scheme)
    grade = Subquery(held.values("grade")[:1])
    measured = _sums(Measures.objects.visible_to(actor), grade, "revenue_12m")
    people = _counts(actor, rule.scheme)
    effort: dict[str, tuple[int, Counter[str]]] = {}
    rows = (
        Effort.objects.visible_to(actor)
        .since(since)
        .order_by()
        .annotate(held=grade)
        .values_list("held", "side")
        .annotate(m=Sum("minutes"), c=Sum("cost"))
    )
    for key, side, minutes, money in rows:
        before, sides = effort.get(key or "", (0, Counter[str]()))
        sides[side] += rule.cost(minutes, money)
        effort[key or ""] = (before + minutes, sides)
    services = _sums(
        Delivery.objects.visible_to(actor).filter(delivered_on__gte=since), grade, "cost"
    )
    extras = _sums(
        Extra.objects.visible_to(actor).given().filter(given_on__gte=since), grade, "cost"
    )
    support = _sums(
        SupportGrant.objects.visible_to(actor).filter(granted_on__gte=since), grade, "amount"
    )
    order = [each.grade for each in rule.support]
    seen = set(people) | set(effort) | set(services) | set(extras) | set(support)
    return [
        ByClass(
            key,
            rule.support_of(key),
            people.get(key, 0),
            measured.get(key, 0),
            effort.get(key, (0, Counter[str]()))[0],
            effort.get(key, (0, Counter[str]()))[1].total(),
            services.get(key, 0),
            extras.get(key, 0),
            support.get(key, 0),
            dict(effort.get(key, (0, Counter[str]()))[1]),
        )
        for key in [*order, *sorted(seen - set(order), key=lambda k: (k == "", k))]
        if key in seen
    ]


def _counts(actor: Actor, scheme: str) -> dict[str, int]:
    rows = Standing.objects.visible_to(actor).filter(scheme=scheme).order_by()
    found = dict(rows.values_list("grade").annotate(n=Count("pk")))
    rest = Customer.objects.visible_to(actor).count() - sum(found.values())
    return found | ({"": rest} if rest else {})


def _sums(rows: object, grade: Subquery, field: str) -> dict[str, int]:
    """Class → the sum of a field of these rows, each below a customer."""
    summed: Iterable[tuple[str | None, int]] = (
        rows.order_by()  # type: ignore[attr-defined]  # a queryset of whatever hangs below a customer
        .annotate(held=grade)
        .values_list("held")
        .annotate(total=Sum(field))
    )
    return {key or "": total for key, total in summed}


def efforts(actor: Actor, customer_id: int) -> EffortQuerySet:
    """What was spent on a customer, newest first."""
    rows = Effort.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("by").order_by("-spent_on", "-pk")


def extras(actor: Actor, customer_id: int) -> ExtraQuerySet:
    """What he was given beyond the agreement, newest first."""
    rows = Extra.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("asked_by", "decided_by", "contact").order_by("-given_on", "-pk")


def asked_extras(actor: Actor) -> ExtraQuerySet:
    """Extras at the customers one sees, to choose from them what one may decide."""
    rows: ExtraQuerySet = Extra.objects.visible_to(actor)
    return rows.select_related("customer", "asked_by").order_by("asked_at", "pk")


@dataclass(frozen=True, slots=True)
class FreeWork:
    """One account's free work of twelve months: how often, at what cost in fen, how much of it billable or out of scope."""

    customer_id: int
    name: str
    owner: str
    times: int
    cost: int
    billable: int
    out_of_scope: int
    unfelt: int


def free_work(actor: Actor, *, on: date, limit: int = 100) -> list[FreeWork]:
    """Free work by account, the costliest first (S0-10)."""
    rows = (
        Extra.objects.visible_to(actor)
        .given()
        .filter(given_on__gte=on - A_YEAR)
        .order_by()
        .values("customer_id", "customer__name", owner=F("customer__owner__name"))
        .annotate(
            times=Count("pk"),
            total=Sum("cost"),
            billable=Count("pk", filter=Q(is_billable=True)),
            outside=Count("pk", filter=Q(is_out_of_scope=True)),
            unfelt=Count("pk", filter=Q(felt="no")),
        )
        .order_by("-total", "customer_id")[:limit]
    )
    return [
        FreeWork(
            row["customer_id"],
            row["customer__name"],
            row["owner"] or "",
            row["times"],
            row["total"],
            row["billable"],
            row["outside"],
            row["unfelt"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Budget:
    """One class's budget of the year and what is spent of it, in fen; its reward policy."""

    support: Support
    spent: int

    @property
    def left(self) -> int:
        return max(0, self.support.budget - self.spent)

    @property
    def percent(self) -> int:
        budget = self.support.budget
        return min(100, self.spent * 100 // budget) if budget else 100


def budgets(*, year: int) -> list[Budget]:
    """The company's budgets by class (S2-14, S3-27)."""
    spent = spent_by_grade(year)
    rule = methods().effort[EFFORT]
    return [Budget(each, spent.get(each.grade, 0)) for each in rule.support]


def grants(actor: Actor, customer_id: int | None = None) -> SupportQuerySet:
    """Support and rewards to companies one may see, newest first."""
    rows = SupportGrant.objects.visible_to(actor).select_related("customer", "by")
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    return rows.order_by("-granted_on", "-pk")


def deliveries(actor: Actor, customer_id: int) -> DeliveryQuerySet:
    """The services a customer was given, newest first."""
    rows = Delivery.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("by", "contact").order_by("-delivered_on", "-pk")
