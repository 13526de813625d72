"""Quiet customers: not heard from for longer than the standard of their standing allows, or never (S1-61, S1-72)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from zhike.activities.models import Task
from zhike.care.watches.filling import fill
from zhike.care.watches.finding import Found, open_origins, plain
from zhike.care.watches.wording import (
    contact_words,
    currency_sign,
    last_contacts,
    money,
    revenue_of,
)
from zhike.customers.models import Standing
from zhike.customers.querysets import StandingQuerySet
from zhike.lib.words import Words
from zhike.methods.playbooks import Playbook
from zhike.methods.standards import Standard
from zhike.value.stages import STAGE, is_low


def quiet_standings(standard: Standard, as_of: date) -> StandingQuerySet:
    """The standings of all customers beyond their rhythm, those nobody was ever in touch with among them.

    Who stands in a stage with a rhythm of its own is held to that one only, counted from the day he came into it (S2-39).
    """
    is_stage = standard.scheme == STAGE
    beyond = Q() if is_stage else Q(customer__last_touch_on=None)
    for treatment in standard.treatments:
        since = as_of - timedelta(days=treatment.contact_every_days)
        never = Q(customer__last_touch_on=None, since__lt=since)
        quiet_for_long = Q(customer__last_touch_on__lt=since) | never
        beyond |= Q(quiet_for_long, grade=treatment.grade)
    rows = Standing.objects.present().filter(beyond, scheme=standard.scheme)
    return rows if is_stage else rows.filter(~is_low("customer_id"))


def quiet(book: Playbook, standard: Standard, as_of: date) -> list[Found]:
    """Those to get in touch with now: what is open stays, and each person's list is filled up to the cap.

    Greetings at little cost have a cap of their own; they take no place from the others.
    """
    opened = open_origins(book)
    standings = quiet_standings(standard, as_of).select_related(
        "customer", "customer__measures"
    )
    chosen = list(standings.filter(customer_id__in=opened))
    chosen += fill(
        standings.filter(_unheard(standard, as_of)),
        owner="customer__owner_id",
        customer="customer_id",
        weight="customer__measures__revenue_12m",
        kind=Task.Kind.CONTACT,
        cap=standard.backlog_cap,
        origin=f"{book.head.name}." if standard.scheme == STAGE else "",
    )
    contacts = last_contacts({standing.customer_id for standing in chosen}, on=as_of)
    sign = currency_sign()
    return [
        Found(
            key=f"customer:{standing.customer_id}:{as_of}",
            day=as_of,
            values={
                "last": contact_words(contacts, standing.customer_id),
                "grade": plain(standing.grade),
                "every": plain(standard.every_days[standing.grade]),
                "revenue": money(revenue_of(standing.customer), sign),
                "why": _why(standing),
            },
            customer_id=standing.customer_id,
            assignee_id=standing.customer.owner_id,
            weight=revenue_of(standing.customer),
            origin=opened.get(standing.customer_id, ""),
        )
        for standing in chosen
    ]


def _why(standing: Standing) -> Words:
    said = next((part["words"] for part in standing.because if "words" in part), None)
    return Words(said["zh"], said["en"]) if said else Words("–", "–")


def _unheard(standard: Standard, as_of: date) -> Q:
    """Nobody is asked to get in touch yet; who waived it is asked again after another rhythm."""
    asked = Task.objects.unscoped().filter(customer_id=OuterRef("customer_id"))
    is_open = Exists(asked.open().filter(kind__in=[Task.Kind.CONTACT, Task.Kind.RHYTHM]))
    lately = Q()
    for treatment in standard.treatments:
        since = as_of - timedelta(days=treatment.contact_every_days)
        laid = Exists(asked.filter(kind=Task.Kind.CONTACT, laid_on__gt=since))
        lately |= Q(laid, grade=treatment.grade)
    return ~Q(is_open) & ~lately
