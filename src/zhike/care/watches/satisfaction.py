"""One satisfaction that fell below the line, and customers nobody has asked for long (S0-08, S1-71)."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef

from zhike.activities.models import Task
from zhike.activities.querysets import TaskQuerySet
from zhike.care.watches.filling import open_of
from zhike.care.watches.finding import Found, plain
from zhike.care.watches.wording import revenue_of
from zhike.customers.models import Customer
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.questionnaires import DIMENSIONS
from zhike.methods.satisfaction import SatisfactionRule, lowest
from zhike.service.models import Survey
from zhike.trust.bulk import among_ids
from zhike.value.models import Measures

_NEVER = Words("还没有问过", "never asked")
_LAST = Words("上次问是{day}", "last asked {day}")
_SAID = Words("，他说“{words}”", ", they say “{words}”")
_CAUSE = Words("；先问清是哪一种：{causes}", "; first find which it is: {causes}")
_FAR, _QUOTED = 500, 40


def low(book: Playbook, held: SatisfactionRule, as_of: date) -> list[Found]:
    """Customers one of whose satisfactions is below the line, the lowest first; who was looked after lately is left in peace."""
    rows = (
        Measures.objects.unscoped()
        .present()
        .filter(~Exists(_asked(book, as_of)), satisfied_lowest__lt=held.line)
        .filter(customer__owner__is_active=True)
        .select_related("customer", "customer__measures")
        .order_by("satisfied_lowest", "-revenue_12m", "pk")
    )
    taken, chosen = Counter(open_of(Task.Kind.OTHER, f"{book.head.name}.")), []
    for row in rows[:_FAR]:
        if taken[row.customer.owner_id] < book.backlog_cap:
            taken[row.customer.owner_id] += 1
            chosen.append(row)
    quoted = _quoted([row.customer_id for row in chosen])
    return [_low(row, quoted.get(row.customer_id, ""), held, as_of) for row in chosen]


def _low(row: Measures, words: str, held: SatisfactionRule, as_of: date) -> Found:
    leads = lowest({key: getattr(row, f"satisfied_{key}") for key in DIMENSIONS})
    key, value = leads or ("value", 0)
    said = _SAID.format(words=Words(words, words)) if words else Words("", "")
    asks = _CAUSE.format(causes=_causes(held)) if key == "value" else Words("", "")
    return Found(
        key=f"customer:{row.customer_id}:{as_of}",
        day=as_of,
        values={
            "lowest": DIMENSIONS[key],
            "value": plain(value),
            "said": Words(said.zh + asks.zh, said.en + asks.en),
        },
        customer_id=row.customer_id,
        assignee_id=row.customer.owner_id,
        weight=revenue_of(row.customer),
    )


def _causes(held: SatisfactionRule) -> Words:
    """The three causes of a low value, to choose from (S0-22)."""
    titles = [cause.title for cause in held.causes]
    return Words("、".join(t.zh for t in titles), ", ".join(t.en for t in titles))


def unasked(book: Playbook, as_of: date) -> list[Found]:
    """Customers who bought within a year and were not asked for the playbook's days, the largest first."""
    since = as_of - timedelta(days=book.every_days)
    lately = Survey.objects.unscoped().filter(customer=OuterRef("customer"), asked_on__gt=since)
    rows = (
        Measures.objects.unscoped()
        .present()
        .filter(~Exists(lately), ~Exists(_asked(book, as_of)), orders_12m__gt=0)
        .filter(customer__owner__is_active=True)
        .select_related("customer", "customer__measures")
        .order_by("-revenue_12m", "pk")
    )
    taken, chosen = Counter(open_of(Task.Kind.OTHER, f"{book.head.name}.")), []
    for row in rows[:_FAR]:
        if taken[row.customer.owner_id] < book.backlog_cap:
            taken[row.customer.owner_id] += 1
            chosen.append(row.customer)
    ids = among_ids([customer.pk for customer in chosen])
    asked = Survey.objects.unscoped().filter(customer_id__in=ids, withdrawn_on=None)
    last = dict(asked.order_by().values_list("customer_id").annotate(last=Max("asked_on")))
    return [_unasked(customer, last.get(customer.pk), as_of) for customer in chosen]


def _unasked(customer: Customer, last: date | None, as_of: date) -> Found:
    said = _LAST.format(day=day_words(last, seen_on=as_of)) if last else _NEVER
    return Found(
        key=f"customer:{customer.pk}:{as_of}",
        day=as_of,
        values={"last": said},
        customer_id=customer.pk,
        assignee_id=customer.owner_id,
        weight=revenue_of(customer),
    )


def _asked(book: Playbook, as_of: date) -> TaskQuerySet:
    return Task.objects.unscoped().filter(
        customer_id=OuterRef("customer_id"),
        origin__startswith=f"{book.head.name}.",
        laid_on__gt=as_of - timedelta(days=book.every_days),
    )


def _quoted(customer_ids: list[int]) -> dict[int, str]:
    """What each said last in his own words, shortened."""
    rows = (
        Survey.objects.unscoped()
        .answered()
        .of_relation()
        .filter(customer_id__in=among_ids(customer_ids))
        .exclude(experience="")
        .order_by("answered_on", "pk")
    )
    return {
        customer_id: " ".join(words.split())[:_QUOTED]
        for customer_id, words in rows.values_list("customer_id", "experience")
    }
