"""How far the services owed are given: by class and service, and whose are overdue; two questions to the database, however many customers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, Value, When

from zhike.activities.models import Delivery
from zhike.care.owed import class_words
from zhike.care.watches.services import Line, lines, not_given
from zhike.customers.models import Standing
from zhike.customers.querysets import StandingQuerySet
from zhike.lib.words import Words
from zhike.trust.actor import Actor

type Class = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Covered:
    """One service owed to one class: how many are owed it, had it in time, are overdue."""

    line: Line
    by: Words
    owed: int
    given: int
    overdue: int

    @property
    def percent(self) -> int:
        return self.given * 100 // self.owed if self.owed else 0

    @property
    def waiting(self) -> int:
        """Neither given in this interval nor overdue: newly in the class."""
        return self.owed - self.given - self.overdue


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of the book is looked at: one team's, the services of one channel, of one class."""

    team_id: int | None = None
    channel: str = ""
    by: str = ""


def coverage(actor: Actor, chosen: Chosen, *, on: date) -> list[Covered]:
    """Every service owed by the calendar, with its numbers, for the customers one sees."""
    wanted = [
        line
        for line in lines()
        if (not chosen.channel or chosen.channel in line.service.channels)
        and (
            not chosen.by or chosen.by == f"{line.entitlement.scheme}.{line.entitlement.grade}"
        )
    ]
    if not wanted:
        return []
    classes = {(line.entitlement.scheme, line.entitlement.grade) for line in wanted}
    standings = _seen(actor, chosen).filter(_of(classes))
    cutoffs = sorted({line.cutoff(on) for line in wanted})
    held = _held(standings, cutoffs)
    had = _had(standings, wanted, on)
    return [_covered(line, held, had, on) for line in wanted]


def _covered(
    line: Line,
    held: Mapping[Class, Mapping[str, int]],
    had: Mapping[tuple[str, str, str], tuple[int, int, int]],
    on: date,
) -> Covered:
    of = (line.entitlement.scheme, line.entitlement.grade)
    every = held.get(of, {})
    owed, old = every.get("all", 0), every.get(f"old{line.cutoff(on):%Y%m%d}", 0)
    ever, fresh, ever_old = had.get((line.service.key, *of), (0, 0, 0))
    # Overdue: had it too long ago, or never though long enough in the class.
    return Covered(line, class_words(*of), owed, fresh, (ever - fresh) + (old - ever_old))


def _held(standings: StandingQuerySet, cutoffs: list[date]) -> dict[Class, dict[str, int]]:
    """Class → how many hold it, and how many since before each day that counts."""
    counted = {f"old{day:%Y%m%d}": Count("pk", filter=Q(since__lt=day)) for day in cutoffs} | {
        "all": Count("pk")
    }
    names = list(counted)
    rows = standings.order_by().values("scheme", "grade").annotate(**counted)
    return {
        (scheme, grade): dict(zip(names, numbers, strict=True))
        for scheme, grade, *numbers in rows.values_list("scheme", "grade", *names)
    }


def _had(
    standings: StandingQuerySet, wanted: list[Line], on: date
) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    """(service, class) → how many had it ever, in this interval, and ever though old in the class."""
    cutoff = Case(
        *(
            When(
                service=line.service.key,
                customer__standings__scheme=line.entitlement.scheme,
                customer__standings__grade=line.entitlement.grade,
                then=Value(line.cutoff(on)),
            )
            for line in wanted
        ),
        output_field=DateField(),
    )
    rows = (
        Delivery.objects.unscoped()
        .newest()
        .filter(
            service__in={line.service.key for line in wanted},
            customer__standings__in=standings.order_by().values("pk"),
        )
        .order_by()
        .annotate(cutoff=cutoff)
        .exclude(cutoff=None)
        .values("service", "customer__standings__scheme", "customer__standings__grade")
        .annotate(
            ever=Count("customer", distinct=True),
            fresh=Count("customer", distinct=True, filter=Q(delivered_on__gte=F("cutoff"))),
            old=Count(
                "customer",
                distinct=True,
                filter=Q(customer__standings__since__lt=F("cutoff")),
            ),
        )
    )
    return {
        (
            row["service"],
            row["customer__standings__scheme"],
            row["customer__standings__grade"],
        ): (row["ever"], row["fresh"], row["old"])
        for row in rows
    }


def line_of(catalogue: str, service: str, by: str) -> Line | None:
    """One line by its names in an address."""
    return next(
        (
            line
            for line in lines()
            if line.service.key == f"{catalogue}.{service}"
            and f"{line.entitlement.scheme}.{line.entitlement.grade}" == by
        ),
        None,
    )


def customers_of(
    actor: Actor, line: Line, chosen: Chosen, state: str, *, on: date
) -> StandingQuerySet:
    """The customers behind a number: `owed`, `given` or `overdue`; rows are their standings."""
    of = {(line.entitlement.scheme, line.entitlement.grade)}
    rows = _seen(actor, chosen).filter(_of(of))
    if state == "overdue":
        rows = not_given(line, rows, on)
    elif state == "given":
        rows = rows.filter(
            Exists(
                Delivery.objects.unscoped()
                .newest()
                .filter(
                    service=line.service.key,
                    customer=OuterRef("customer"),
                    delivered_on__gte=line.cutoff(on),
                )
            )
        )
    return rows.select_related("customer", "customer__owner", "customer__team").unscoped()


def last_given(actor: Actor, line: Line, customer_ids: list[int]) -> dict[int, date]:
    """Customer → when the service was given last."""
    rows = Delivery.objects.visible_to(actor).newest()
    rows = rows.filter(service=line.service.key, customer_id__in=customer_ids)
    return dict(rows.order_by("delivered_on").values_list("customer_id", "delivered_on"))


def _seen(actor: Actor, chosen: Chosen) -> StandingQuerySet:
    rows = Standing.objects.visible_to(actor)
    return rows.filter(customer__team_id=chosen.team_id) if chosen.team_id else rows


def _of(classes: set[Class]) -> Q:
    found = Q()
    for scheme, grade in classes:
        found |= Q(scheme=scheme, grade=grade)
    return found
