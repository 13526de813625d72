"""The upkeep of the file: birthdays nobody knows, answers grown old, questions whose answers nobody uses."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from zhike.customers.asking import forms
from zhike.customers.models import Contact, Fact, FactUse, ItemSwitch
from zhike.customers.querysets import FactQuerySet
from zhike.methods.forms import Form, Item
from zhike.trust.actor import Actor, Level


def unasked_birthdays(actor: Actor) -> list[Contact]:
    """The people whose birthday is not known, those of whom we hear most first; a list to work through."""
    rows = Contact.objects.visible_to(actor).filter(birth_month=None)
    return list(
        rows.select_related("customer", "customer__owner").order_by(
            "-is_main", "-customer__is_key", "-customer__last_touch_on", "pk"
        )[:200]
    )


def stale_facts(actor: Actor, *, on: date) -> FactQuerySet:
    """Answers to be asked again, the oldest first (S1-62); of personal ones those of customers he looks after."""
    rows = Fact.objects.visible_to(actor).filter(ended_on=None, sheet=None, review_on__lte=on)
    rows = rows.filter(level__lt=Level.PERSONAL) | rows.near(actor)
    return rows.select_related("customer", "contact", "noted_by").order_by("review_on", "pk")


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How often a question is answered and its answers were put to use in the last twelve months."""

    item: Item
    form: Form
    answers: int
    uses: int


def usage(*, since: date) -> list[KeyUse]:
    """Every question that has answers, the least used first: never-used ones are candidates to stop asking (S1-64)."""
    rows = Fact.objects.unscoped().filter(ended_on=None, sheet=None).order_by()
    counts = dict(rows.values_list("key").annotate(n=Count("pk")))
    used = dict(
        FactUse.objects.filter(month__gte=since).values_list("key").annotate(n=Sum("uses"))
    )
    found = [
        KeyUse(leaf, form, counts[leaf.fact], used.get(leaf.fact, 0))
        for leaf, form in {
            leaf.fact: (leaf, form) for form in forms().values() for leaf in form.leaves
        }.values()
        if leaf.fact in counts
    ]
    return sorted(found, key=lambda use: (use.uses, -use.answers))


def switches() -> list[ItemSwitch]:
    """Questions switched on or asked to be, newest first."""
    rows = ItemSwitch.objects.filter(off_on=None).select_related("asked_by", "granted_by")
    return list(rows.order_by("-pk"))


def switch(switch_id: int) -> ItemSwitch:
    """One question switched on, or asked to be."""
    return ItemSwitch.objects.get(pk=switch_id, off_on=None)
