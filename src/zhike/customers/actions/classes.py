"""Somebody says which class a customer is in, and why; a company makes classifications of its own (S1-54)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zhike.customers.classes import Scheme, needs_approval
from zhike.customers.models import Customer, OwnScheme, SchemeReview, Standing, StandingMove
from zhike.methods.smart import NAMES
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

LONGEST = 60  # months until a classification is looked at anew, at most


class NotSmart(ValueError):
    """One of the five sentences is missing, or the months until it is looked at anew."""


class NeedsApproval(ValueError):
    """Nobody puts a customer into this class on his own word: it is asked for, and another agrees."""


@transaction.atomic
def classify(
    actor: Actor,
    customer: Customer,
    scheme: Scheme,
    key: str,
    *,
    why: str,
    on: date,
    review_on: date | None = None,
) -> Standing:
    """Put a customer into a class, with a reason; it stays until somebody says otherwise, and is looked at anew on `review_on`.

    An empty key gives the choice back to the data; `NeedsApproval` where another has to agree to the class.
    """
    demand(actor, Permission.WRITE_CUSTOMERS)
    old = Standing.objects.unscoped().filter(customer=customer, scheme=scheme.name).first()
    before = old.grade if old else ""
    if key != before and needs_approval(scheme.name, key):
        raise NeedsApproval(key)
    after = key or (old.proposed if old and old.proposed else before)
    standing = old or Standing(customer=customer, scheme=scheme.name, points=0)
    standing.grade, standing.as_of, standing.version = after, on, None
    standing.set_by_id = actor.user_id if key else None
    standing.review_on = review_on if key else None
    standing.proposed = (
        before if key and old and old.set_by_id is None and before != key else ""
    )
    if before != after or old is None:
        standing.since = on
    standing.because = [{"words": {"zh": why, "en": why}}] if why else []
    standing.save()
    if before != after:
        _move(actor, standing, before, why, on)
    return standing


@transaction.atomic
def make_scheme(
    actor: Actor,
    *,
    name: str,
    title: tuple[str, str],
    classes: Sequence[tuple[str, str, str]],
    smart: Sequence[str],
    review_months: int,
    on: date,
) -> OwnScheme:
    """A classification of the company's own; its classes as (key, Chinese, English).

    `smart` are the five sentences, in their order; `NotSmart` where one is missing or there is no day to look again (S2-07).
    """
    demand(actor, Permission.MANAGE_BOOK)
    said = [each.strip() for each in smart]
    if len(said) != len(NAMES) or not all(said) or not 1 <= review_months <= LONGEST:
        raise NotSmart
    scheme = OwnScheme.objects.create(
        name=name,
        title_zh=title[0],
        title_en=title[1],
        classes=[list(each) for each in classes],
        smart=said,
        review_months=review_months,
        made_by_id=actor.user_id,
        made_on=on,
    )
    journal.record(actor, "scheme.made", scheme, on=on, name=name)
    return scheme


@transaction.atomic
def review_scheme(actor: Actor, name: str, *, outcome: str, on: date) -> SchemeReview:
    """A classification or scorecard was itself looked at anew; the next time counts from today."""
    demand(actor, Permission.MANAGE_BOOK)
    review = SchemeReview.objects.create(
        scheme=name, outcome=outcome.strip()[:200], by_id=actor.user_id, reviewed_on=on
    )
    journal.record(actor, "scheme.reviewed", review, on=on, name=name, outcome=review.outcome)
    return review


@transaction.atomic
def retire_scheme(actor: Actor, scheme: OwnScheme, *, on: date) -> OwnScheme:
    """A classification is not used any more; what customers were in it stays in their history."""
    demand(actor, Permission.MANAGE_BOOK)
    scheme.retired_on = on
    scheme.save(update_fields=["retired_on"])
    journal.record(actor, "scheme.retired", scheme, on=on, name=scheme.name)
    return scheme


def _move(actor: Actor, standing: Standing, before: str, why: str, on: date) -> None:
    """A second choice on the same day replaces the first one's end."""
    move, made = StandingMove.objects.unscoped().get_or_create(
        customer_id=standing.customer_id,
        scheme=standing.scheme,
        moved_on=on,
        defaults={"before": before, "after": standing.grade, "points": 0, "why": why[:200]},
    )
    if not made:
        move.after, move.why = standing.grade, why[:200]
        move.save(update_fields=["after", "why"])
    journal.record(
        actor,
        "customer.classified",
        standing,
        on=on,
        customer_id=standing.customer_id,
        scheme=standing.scheme,
        before=before,
        after=standing.grade,
        why=why,
    )
