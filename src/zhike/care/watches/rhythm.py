"""Broken rhythms: a customer has not bought for far longer than he himself usually waits (S1-46, S1-49)."""

from datetime import date

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, QuerySet, When

from zhike.activities.models import Task
from zhike.care.watches.filling import fill
from zhike.care.watches.finding import Found, open_origins, plain
from zhike.care.watches.wording import currency_sign, money
from zhike.lib.spoken_days import day_words
from zhike.methods.playbooks import Playbook
from zhike.value.models import Measures
from zhike.value.stages import is_low

# What he bought in a year: this one, or the one before when there was nothing in this.
STAKE = Case(
    When(revenue_12m__gt=0, then=F("revenue_12m")),
    default=F("revenue_prev_12m"),
    output_field=BigIntegerField(),
)


def broken_rhythms(book: Playbook) -> QuerySet[Measures]:
    """The measures of all customers whose rhythm is broken and who still have a year's revenue at `stake`; not of those in a stage of low effort."""
    conditions = {f"{c.measure}__gte": c.at_least for c in book.conditions}
    measures = Measures.objects.present().filter(
        ~is_low("customer_id"), cycle_days__isnull=False, **conditions
    )
    return measures.annotate(stake=STAKE).filter(stake__gt=0)


def rhythms(book: Playbook, as_of: date) -> list[Found]:
    """Those to ask now: what is open stays, and each person's list is filled up to the cap."""
    opened = open_origins(book)
    asked = Task.objects.unscoped().filter(
        kind=Task.Kind.RHYTHM,
        customer_id=OuterRef("customer_id"),
        laid_on__gt=OuterRef("last_order_on"),
    )
    broken = broken_rhythms(book).select_related("customer")
    chosen = list(broken.filter(customer_id__in=opened))
    chosen += fill(
        broken.filter(~Exists(asked)),
        owner="customer__owner_id",
        customer="customer_id",
        weight="stake",
        kind=Task.Kind.RHYTHM,
        cap=book.backlog_cap,
    )
    sign = currency_sign()
    return [_found(row, opened.get(row.customer_id, ""), sign, as_of) for row in chosen]


def _found(row: Measures, origin: str, sign: str, as_of: date) -> Found:
    assert row.last_order_on is not None  # noqa: S101 - a rhythm has a last order
    stake = row.revenue_12m if row.revenue_12m > 0 else row.revenue_prev_12m
    return Found(
        key=f"customer:{row.customer_id}:{row.last_order_on}",
        day=as_of,
        values={
            "cycle": plain(row.cycle_days),
            "days": plain(row.recency_days),
            "times": plain(f"{(row.overdue_pct or 0) / 100:.1f}"),
            "last_order": day_words(row.last_order_on, seen_on=as_of),
            "revenue": money(stake, sign),
        },
        customer_id=row.customer_id,
        assignee_id=row.customer.owner_id,
        weight=stake,
        origin=origin,
    )
