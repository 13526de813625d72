"""What happened in a past period that would start a playbook, read from the records of those days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import F, Q
from django.utils.timezone import localtime

from zhike.activities.models import Milestone, Promise, Touch
from zhike.care.case_lanes import traits_of
from zhike.care.celebrations import born_between
from zhike.care.watches.periods import STARTS as PERIODS
from zhike.customers.models import Contact, Customer, Handover, Referral, Standing, StandingMove
from zhike.customers.querysets import CustomerQuerySet
from zhike.lib.months import months_after
from zhike.lib.moon import festivals_between
from zhike.methods.playbooks import Playbook
from zhike.methods.standards import Standard
from zhike.methods.starts import MILESTONES
from zhike.sales.models import Order, Payment
from zhike.service.models import Case
from zhike.trust.scope import Scoped
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods

_MONTHS = {"new_month": 1, "new_quarter": 3, "new_year": 12}


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that would have started a playbook: its day, and whose it was."""

    on: date
    customer_id: int | None
    owner_id: int | None
    traits: frozenset[str] = frozenset()


def past(book: Playbook, kind: str, first: date, last: date) -> Iterable[Happened] | None:
    """Everything of this kind that happened in the period; None where the past does not tell."""
    match kind:
        case "payment_overdue":
            return _late_payments(book, first, last)
        case "big_order":
            return _big_orders(book, first, last)
        case "birthday":
            return _birthdays(first, last)
        case "festival":
            return _festivals(book, first, last)
        case "quiet":
            return _quiet(methods().standards[RHYTHM], first, last)
        case _ if kind in PERIODS:
            return _periods(kind, first, last)
        case _:
            return _records(kind, first, last)


def _records(kind: str, first: date, last: date) -> Iterator[Happened] | None:
    """What is a record of its own, with a day."""
    found = _record(kind)
    if found is None:
        return None
    rows, day = found
    if rows.model is Case:
        return _cases(rows.filter(**{f"{day}__range": (first, last)}), day)
    return _rows(rows.filter(**{f"{day}__range": (first, last)}), day)


def _record(kind: str) -> tuple[Scoped, str] | None:  # type: ignore[type-arg]  # of several models
    if kind in MILESTONES:
        return Milestone.objects.unscoped().present().filter(kind=kind), "happens_on"
    cases = Case.objects.unscoped().present().filter(kind=kind.partition("_")[0])
    match kind:
        case _ if kind.endswith("_received"):
            return cases, "received_at__date"
        case _ if kind.endswith("_resolved"):
            return cases, "resolution__resolved_on"
        case "promise":
            return Promise.objects.unscoped().present(), "made_on"
        case "handed_over":
            return Handover.objects.unscoped().present(), "handed_on"
        case "referral":
            return Referral.objects.unscoped(), "referred_on"
        case "regraded":
            return StandingMove.objects.unscoped().present(), "moved_on"
        case _:
            return None


def _cases(rows: Scoped, day: str) -> Iterator[Happened]:  # type: ignore[type-arg]  # as `_record` gives them
    """Cases, with what they are besides their kind."""
    for case in rows.select_related("customer", "resolution").order_by(day, "pk").iterator():
        on = case.received_at if day.startswith("received") else case.resolution.resolved_on
        moment = localtime(on).date() if isinstance(on, datetime) else on
        yield Happened(moment, case.customer_id, case.customer.owner_id, traits_of(case))


def _rows(rows: Scoped, day: str) -> Iterator[Happened]:  # type: ignore[type-arg]  # of several models
    found = rows.order_by(day, "pk").values_list(day, "customer_id", "customer__owner_id")
    for on, customer_id, owner_id in found.iterator():
        yield Happened(on, customer_id, owner_id)


def _late_payments(book: Playbook, first: date, last: date) -> Iterator[Happened]:
    """A customer whose payment went beyond its terms, once a month."""
    grace = timedelta(days=book.lead_days)
    rows = (
        Payment.objects.unscoped()
        .present()
        .filter(
            Q(paid_on=None) | Q(paid_on__gt=F("due_on") + grace),
            due_on__range=(first - grace, last - grace),
            amount__gt=0,
        )
    )
    seen: set[tuple[int | None, int, int]] = set()
    for one in _rows(rows, "due_on"):
        on = one.on + grace
        if (month := (one.customer_id, on.year, on.month)) not in seen:
            seen.add(month)
            yield Happened(on, one.customer_id, one.owner_id)


def _big_orders(book: Playbook, first: date, last: date) -> Iterator[Happened]:
    usual = F("customer__measures__revenue_12m") / F("customer__measures__orders_12m")
    rows = (
        Order.objects.unscoped()
        .present()
        .filter(ordered_on__range=(first, last), customer__measures__orders_12m__gte=3)
    )
    return _rows(rows.filter(amount__gte=usual * book.times), "ordered_on")


def _birthdays(first: date, last: date) -> Iterator[Happened]:
    people = born_between(Contact.objects.unscoped().present(), first, last)
    for person in people.select_related("customer").order_by("pk").iterator():
        birthday = person.birthday
        if birthday and (on := birthday.next(first)) <= last:
            yield Happened(on, person.customer_id, person.customer.owner_id)


def _festivals(book: Playbook, first: date, last: date) -> Iterator[Happened]:
    owners = list(_owners())
    for day, festival in festivals_between(first, last):
        if festival.key in book.festivals:
            yield from (Happened(day, None, owner_id) for owner_id in owners)


def _periods(kind: str, first: date, last: date) -> Iterator[Happened]:
    owners = list(_owners())
    day = date(first.year, 1, 1)
    while day <= last:
        if day >= first:
            yield from (Happened(day, None, owner_id) for owner_id in owners)
        day = months_after(day, _MONTHS[kind])


def _quiet(standard: Standard, first: date, last: date) -> Iterator[Happened]:
    """The days on which a customer came to be beyond his rhythm: a touch, and none for so many days."""
    every = standard.every_days
    longest = max(every.values())
    touches = Touch.objects.unscoped().present().contacts()
    days: dict[int, list[date]] = {}
    rows = touches.filter(touched_on__range=(first - timedelta(days=longest + 1), last))
    for customer_id, day in rows.order_by("touched_on").values_list(
        "customer_id", "touched_on"
    ):
        days.setdefault(customer_id, []).append(day)
    graded = (
        Standing.objects.unscoped().present().filter(scheme=standard.scheme, grade__in=every)
    )
    for customer_id, grade, owner_id in graded.values_list(
        "customer_id", "grade", "customer__owner_id"
    ):
        heard = days.get(customer_id, [])
        for one, following in pairwise([*heard, last + timedelta(days=1)]):
            on = one + timedelta(days=every[grade] + 1)
            if first <= on <= last and on < following:
                yield Happened(on, customer_id, owner_id)


def _owners() -> Iterator[int]:
    customers: CustomerQuerySet = Customer.objects.unscoped().present()
    rows = customers.filter(owner__is_active=True).order_by("owner_id")
    yield from rows.values_list("owner_id", flat=True).distinct()
