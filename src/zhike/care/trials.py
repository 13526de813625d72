"""New products tried by key accounts first: who is invited on which terms, what they found, and what our product people answer (S3-22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from zhike.activities.models import Trial, TrialGuest
from zhike.care.milestones import note_milestone
from zhike.customers import queries as customers
from zhike.customers.models import Customer, Standing
from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods

AT_ONCE = 60
RESULTS = {
    "open": Words("还没问", "not asked yet"),
    "liked": Words("满意，愿意进货", "liked it, will order"),
    "mixed": Words("有保留", "with reservations"),
    "declined": Words("不合适", "does not suit"),
}


@dataclass(frozen=True, slots=True)
class TrialDraft:
    """Which product, on which terms, from when until when."""

    product: str
    terms: str
    begins_on: date
    ends_on: date


@transaction.atomic
def begin_trial(actor: Actor, draft: TrialDraft, *, on: date) -> Trial:
    """A product goes on trial."""
    demand(actor, Permission.LOG_TOUCHES)
    trial = Trial.objects.create(
        product=draft.product.strip(), terms=draft.terms.strip(), begins_on=draft.begins_on,
        ends_on=draft.ends_on, by_id=asker(actor),
    )  # fmt: skip
    journal.record(actor, "trial.begun", trial, on=on, product=trial.product)
    return trial


def trials(actor: Actor) -> QuerySet[Trial]:
    """Every trial, the newest first, with how many take part and how many told us something."""
    rows = Trial.objects.visible_to(actor).annotate(
        invited=Count("guests"), told=Count("guests", filter=~Q(guests__result="open"))
    )
    return rows.order_by("-begins_on", "-pk")


def trial(actor: Actor, trial_id: int) -> Trial:
    """One of them."""
    return trials(actor).get(pk=trial_id)


def guests(actor: Actor, trial_id: int) -> QuerySet[TrialGuest]:
    """Who takes part, as far as one sees them."""
    rows = TrialGuest.objects.visible_to(actor).filter(trial_id=trial_id)
    return rows.select_related("customer").order_by("customer__pinyin", "pk")


def candidates(actor: Actor, trial_id: int, *, grade: str) -> list[Customer]:
    """Customers of a class who do not take part yet, the most valuable first; rows carry `grade`."""
    scheme = methods().standards[RHYTHM].scheme
    standings = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=scheme)
    there = TrialGuest.objects.unscoped().filter(trial_id=trial_id)
    rows = (
        customers.customers(actor)
        .annotate(grade=Subquery(standings.values("grade")[:1]))
        .exclude(pk__in=there.values("customer"))
        .select_related("owner")
    )
    rows = rows.filter(grade=grade) if grade else rows
    best = F("measures__revenue_12m").desc(nulls_last=True)
    return list(rows.order_by(best, "pk")[:AT_ONCE])


@transaction.atomic
def invite(actor: Actor, trial_id: int, customer_ids: Sequence[int], *, on: date) -> int:
    """They try it first; inviting them, asking and feeding back becomes the work of whoever looks after them."""
    demand(actor, Permission.LOG_TOUCHES)
    found = trial(actor, trial_id)
    chosen = list(customers.customers(actor).filter(pk__in=list(customer_ids)[:AT_ONCE]))
    there = set(guests(actor, trial_id).values_list("customer_id", flat=True))
    new = [customer for customer in chosen if customer.pk not in there]
    for customer in new:
        TrialGuest.objects.create(trial=found, customer=customer)
        note_milestone(
            actor, customer_id=customer.pk, kind="new_product", what=found.product,
            happens_on=max(on, found.begins_on), on=on, origin=f"trial:{found.pk}:customer:{customer.pk}",
        )  # fmt: skip
    return len(new)


@transaction.atomic
def told(actor: Actor, guest_id: int, *, result: str, feedback: str, on: date) -> TrialGuest:
    """What a customer found."""
    demand(actor, Permission.LOG_TOUCHES)
    guest = TrialGuest.objects.visible_to(actor).select_related("trial").get(pk=guest_id)
    guest.result, guest.feedback, guest.told_on = result, feedback.strip()[:400], on
    guest.save(update_fields=["result", "feedback", "told_on"])
    journal.record(
        actor, "trial.told", guest, on=on, customer_id=guest.customer_id,
        product=guest.trial.product, result=result,
    )  # fmt: skip
    return guest


@transaction.atomic
def answer(actor: Actor, trial_id: int, words: str, *, on: date) -> Trial:
    """What our product people make of it; each who told us something hears it."""
    demand(actor, Permission.LOG_TOUCHES)
    found = trial(actor, trial_id)
    found.answer, found.answered_on = words.strip(), on
    found.save(update_fields=["answer", "answered_on"])
    journal.record(actor, "trial.answered", found, on=on, product=found.product)
    return found
