"""Where a competitor waits: warned of what is wrong there, and asked now and then how it goes (S1-21)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from zhike.activities.models import Rival, Task
from zhike.activities.querysets import RivalQuerySet
from zhike.care.rivals import chances, said_of, warn
from zhike.care.watches.filling import fill
from zhike.care.watches.finding import Found
from zhike.care.watches.wording import contact_words, last_contacts, revenue_of
from zhike.customers.models import Customer
from zhike.methods.playbooks import Playbook
from zhike.trust.actor import Actor


def warnings(as_of: date) -> int:
    """Every customer with a waiting competitor and something wrong is somebody's first way today; how many tasks that is."""
    ids = _waiting().values_list("customer_id", flat=True).distinct()
    wrong = chances(ids, on=as_of)
    rows = Customer.objects.filter(pk__in=wrong).order_by("pk")
    return sum(len(warn(Actor.clock(), customer, on=as_of)) for customer in rows)


def to_ask(book: Playbook, as_of: date) -> list[Found]:
    """Customers with a waiting competitor who were not asked for so long how it goes."""
    since = as_of - timedelta(days=book.every_days)
    asked = Task.objects.unscoped().filter(
        Q(ended_on=None) | Q(laid_on__gt=since),
        customer=OuterRef("pk"),
        origin__startswith=f"{book.head.name}.",
    )
    waiting = (
        Rival.objects.unscoped().waiting().filter(customer=OuterRef("pk"), since__lte=since)
    )
    rows = Customer.objects.filter(Exists(waiting), ~Exists(asked)).select_related("measures")
    chosen = fill(
        rows,
        owner="owner_id",
        customer="pk",
        weight="measures__revenue_12m",
        kind=Task.Kind.OTHER,
        cap=book.backlog_cap,
        origin=f"{book.head.name}.",
    )
    there: dict[int, list[Rival]] = {}
    for each in _waiting().filter(customer__in=chosen).select_related("competitor"):
        there.setdefault(each.customer_id, []).append(each)
    last = last_contacts({each.pk for each in chosen}, on=as_of)
    return [
        Found(
            key=f"customer:{each.pk}:{as_of}",
            day=as_of,
            values={
                **said_of(there[each.pk], on=as_of),
                "last": contact_words(last, each.pk),
            },
            customer_id=each.pk,
            assignee_id=each.owner_id,
            weight=revenue_of(each),
        )
        for each in chosen
    ]


def _waiting() -> RivalQuerySet:
    return Rival.objects.unscoped().present().waiting()
