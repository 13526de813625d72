"""Customers no head of the company has called on for longer than their class allows (S3-10, S3-24)."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery

from zhike.activities.models import Task, Touch
from zhike.activities.queries import IN_PERSON
from zhike.care.models import Sponsor
from zhike.care.watches.filling import open_of
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import currency_sign, money, revenue_of
from zhike.customers.models import Standing
from zhike.customers.querysets import StandingQuerySet
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.executives import ExecutiveRule
from zhike.methods.playbooks import Playbook
from zhike.users.queries import executive, executives
from zhike.value.stages import is_low

_NEVER = Words("从未", "never")
_FAR = 500


def visited(rule: ExecutiveRule) -> StandingQuerySet:
    """The standings of the classes that are visited; rows carry `last_visit` and `sponsor`."""
    heads = [user.pk for user in executives()]
    met = Touch.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), kind__in=IN_PERSON, by_id__in=heads
    )
    sponsors = Sponsor.objects.unscoped().filter(customer_id=OuterRef("customer_id"))
    return (
        Standing.objects.present()
        .filter(~is_low("customer_id"), scheme=rule.scheme, grade__in=list(rule.every))
        .annotate(
            last_visit=Subquery(met.order_by("-touched_on").values("touched_on")[:1]),
            sponsor=Subquery(sponsors.order_by("-since", "-pk").values("user_id")[:1]),
        )
    )


def beyond(rule: ExecutiveRule, as_of: date) -> Q:
    """The condition for those whose visit is due."""
    late = Q(last_visit=None)
    for grade, days in rule.every.items():
        late |= Q(grade=grade, last_visit__lte=as_of - timedelta(days=days))
    return late


def due(book: Playbook, rule: ExecutiveRule, as_of: date) -> list[Found]:
    """The most valuable first, as many as there is room for before each head; what was laid lately waits a whole rhythm."""
    prefix = f"{book.head.name}."
    asked = Task.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"), origin__startswith=prefix
    )
    lately = Q()
    for grade, days in rule.every.items():
        laid = Exists(asked.filter(laid_on__gt=as_of - timedelta(days=days)))
        lately |= Q(laid, grade=grade)
    rows = (
        visited(rule)
        .filter(beyond(rule, as_of))
        .filter(~Exists(asked.open()), ~lately)
        .select_related("customer", "customer__measures")
        .order_by(F("customer__measures__revenue_12m").desc(nulls_last=True), "customer_id")
    )
    taken, head, sign = Counter(open_of(Task.Kind.OTHER, prefix)), executive(), currency_sign()
    found = []
    for row in rows[:_FAR]:
        who = vars(row)["sponsor"] or head
        if taken[who] >= rule.backlog_cap:
            continue
        taken[who] += 1
        last: date | None = vars(row)["last_visit"]
        found.append(
            Found(
                key=f"customer:{row.customer_id}:{as_of}",
                day=as_of,
                values={
                    "last": day_words(last, seen_on=as_of) if last else _NEVER,
                    "grade": plain(row.grade),
                    "every": plain(rule.every[row.grade]),
                    "revenue": money(revenue_of(row.customer), sign),
                },
                customer_id=row.customer_id,
                assignee_id=who,
                weight=revenue_of(row.customer),
            )
        )
    return found
