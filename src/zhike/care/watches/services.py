"""Services owed soon and not given: per class and service one look over all customers at once (S3-05, S3-06)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db.models import Exists, Min, OuterRef, Q

from zhike.activities.models import Delivery, Task
from zhike.care.owed import class_words
from zhike.care.watches.filling import fill
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Standing
from zhike.customers.querysets import StandingQuerySet
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.services import LEVELS, Catalogue, Entitlement, Service, days_between
from zhike.trust.bulk import among_ids
from zhike.value.queries import methods


@dataclass(frozen=True, slots=True)
class Line:
    """One service owed to one class, so many times a year."""

    catalogue: Catalogue
    entitlement: Entitlement
    service: Service

    @property
    def times(self) -> int:
        return self.entitlement.times[self.service.key]

    def cutoff(self, on: date) -> date:
        """Whoever had it last, or came into the class, before this day is owed it on that day."""
        return on - timedelta(days=days_between(self.times))


def lines() -> list[Line]:
    """Every service owed to a class by the calendar; what is done only when asked is not among them."""
    return [
        Line(catalogue, entitlement, service)
        for catalogue in methods().services.values()
        for entitlement in catalogue.entitlements
        for service in catalogue.services
        if entitlement.times.get(service.key)
    ]


def holding(line: Line) -> StandingQuerySet:
    """The standings this line speaks for: of its class, where no other class with a higher priority speaks for the service."""
    found = Standing.objects.filter(
        scheme=line.entitlement.scheme, grade=line.entitlement.grade
    )
    for other in line.catalogue.entitlements:
        if (
            other.priority > line.entitlement.priority
            and line.service.key in other.times
            and other.scheme != line.entitlement.scheme
        ):
            above = Standing.objects.unscoped().filter(
                customer=OuterRef("customer"), scheme=other.scheme, grade=other.grade
            )
            found = found.filter(~Q(Exists(above)))
    return found


def not_given(line: Line, rows: StandingQuerySet, on: date) -> StandingQuerySet:
    """Those of a line who are owed the service on a day and were not given it."""
    since = line.cutoff(on)
    lately = (
        Delivery.objects.unscoped()
        .newest()
        .filter(
            service=line.service.key, customer=OuterRef("customer"), delivered_on__gte=since
        )
    )
    ever = (
        Delivery.objects.unscoped()
        .newest()
        .filter(service=line.service.key, customer=OuterRef("customer"))
    )
    return rows.filter(~Q(Exists(lately)), Q(since__lt=since) | Q(Exists(ever)))


def due(book: Playbook, as_of: date) -> Iterator[list[Found]]:
    """Line by line whom to give a service, each person's list filled up to the catalogue's cap; laid before the next is looked at."""
    ahead, oldest = as_of + timedelta(days=book.lead_days), cache(_oldest)
    for line in lines():
        first = oldest(line.entitlement.scheme, line.entitlement.grade)
        if first and _may_be_owed(line, first, line.cutoff(ahead)):
            yield _due(book, line, as_of)


def _oldest(scheme: str, grade: str) -> date | None:
    """Since when anybody has been in a class; None where nobody is."""
    rows = Standing.objects.unscoped().filter(scheme=scheme, grade=grade)
    first: date | None = rows.aggregate(first=Min("since"))["first"]
    return first


def _may_be_owed(line: Line, first: date, since: date) -> bool:
    """Whether anybody was in the class or given the service before this day: where nobody was, nobody is looked for."""
    given = Delivery.objects.unscoped().newest().filter(service=line.service.key)
    return first < since or given.filter(delivered_on__lt=since).exists()


def _due(book: Playbook, line: Line, as_of: date) -> list[Found]:
    ahead = as_of + timedelta(days=book.lead_days)
    mine = f"{book.head.name}.{book.steps[0].key}:{line.service.key}:"
    # Asked once in an interval: who waived it is asked again when the next is due.
    asked = Task.objects.unscoped().filter(
        Q(ended_on=None) | Q(laid_on__gt=line.cutoff(as_of)),
        kind=Task.Kind.SERVICE,
        customer_id=OuterRef("customer_id"),
        origin__startswith=mine,
    )
    standings = not_given(line, holding(line).present(), ahead).filter(~Q(Exists(asked)))
    chosen = fill(
        standings.select_related("customer", "customer__measures"),
        owner="customer__owner_id",
        customer="customer_id",
        weight="customer__measures__revenue_12m",
        kind=Task.Kind.SERVICE,
        cap=line.catalogue.backlog_cap,
    )
    last = dict(
        Delivery.objects.unscoped()
        .newest()
        .filter(
            service=line.service.key,
            customer_id__in=among_ids([row.customer_id for row in chosen]),
        )
        .order_by("delivered_on")
        .values_list("customer_id", "delivered_on")
    )
    return [_found(line, row, last.get(row.customer_id), as_of) for row in chosen]


def _found(line: Line, row: Standing, last: date | None, as_of: date) -> Found:
    said = day_words(last, seen_on=as_of) if last else None
    return Found(
        key=f"{line.service.key}:customer:{row.customer_id}:{as_of}",
        day=as_of,
        values={
            "service": line.service.title,
            "grade": class_words(line.entitlement.scheme, line.entitlement.grade),
            "times": plain(line.times),
            "last": Words(f"上次 {said.zh}", f"last on {said.en}")
            if said
            else Words("还没有给过", "not given yet"),
            "level": LEVELS[line.service.level],
            "promised": line.service.promised,
        },
        customer_id=row.customer_id,
        assignee_id=row.customer.owner_id,
        weight=revenue_of(row.customer),
    )
