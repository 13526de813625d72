"""Each stage of the relation is looked after in its own way: before signing, after it, and without potential for now (S2-39)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, When

from zhike.activities.actions.tasks import end_task
from zhike.activities.models import Milestone, Task
from zhike.care.models import Run
from zhike.care.runs.stopping import call_off
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.care.watches.filling import open_of
from zhike.care.watches.wording import revenue_at
from zhike.customers import classes
from zhike.customers import queries as customers
from zhike.customers.actions.classes import classify
from zhike.customers.models import Customer, Standing, StandingMove
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.value.queries import methods
from zhike.value.stages import NONE, STAGE

STARTS = {
    "before_signing": "stage_before",
    "after_signing": "stage_after",
    NONE: "stage_none",
}
A_WEEK = timedelta(days=7)
_BY_DATA = Words("按订单和合同看出来的", "as orders and contracts say")
_ORDERED = Words("这以后又有了订单", "they have ordered since")
_OTHER_STAGE = Words("合作阶段变了", "the stage of the relation has changed")
_NO_HURRY = Words("暂无合作潜力，不再催", "no potential for now: no reminders")


class NoReviewDay(ValueError):
    """This class is set with a day, still to come, on which it is looked at anew."""


def stage_of(actor: Actor, customer_id: int) -> Words | None:
    """The stage a customer is in; None before the first night."""
    held = Standing.objects.visible_to(actor).filter(customer_id=customer_id, scheme=STAGE)
    key = held.values_list("grade", flat=True).first()
    return _title(key) if key else None


@transaction.atomic
def put_into_class(
    actor: Actor,
    customer_id: int,
    scheme: str,
    key: str,
    *,
    why: str,
    on: date,
    review_on: date | None = None,
) -> Standing:
    """Somebody says which class a customer is in. A new stage of the relation ends what the old one asked for and begins its own."""
    customer, chosen = customers.customer(actor, customer_id), classes.scheme(scheme)
    needs = any(each.key == key and each.needs_review for each in chosen.classes)
    if needs and (review_on is None or review_on <= on):
        raise NoReviewDay
    before = Standing.objects.visible_to(actor).filter(customer=customer, scheme=scheme).first()
    was = before.grade if before else ""
    standing = classify(
        actor, customer, chosen, key, why=why, on=on, review_on=review_on if needs else None
    )
    if scheme == STAGE and standing.grade != was:
        enter(actor, customer, standing, was, why=Words(why, why), on=on)
    return standing


@transaction.atomic
def enter(
    actor: Actor, customer: Customer, standing: Standing, was: str, *, why: Words, on: date
) -> list[Task]:
    """A customer comes into a stage: the work of the one before ends, and that of this one begins."""
    books = {
        book.head.name for start in STARTS.values() for book in methods().playbooks_on(start)
    }
    mine = Run.objects.visible_to(actor).open().filter(customer=customer, name__in=books)
    for run in mine.exclude(key=_key(standing)).select_related("text"):
        call_off(actor, run, why=_OTHER_STAGE, on=on)
    if standing.grade == NONE:
        _let_be(actor, customer, on=on)
    start = STARTS.get(standing.grade)
    return _begin(actor, start, customer, standing, was, why, on=on) if start else []


def watch(as_of: date) -> int:
    """Customers whom the data moved to another stage in the last week, the most valuable first, up to each person's cap; how many tasks."""
    moves = StandingMove.objects.present().filter(
        scheme=STAGE, moved_on__gt=as_of - A_WEEK, moved_on__lte=as_of
    )
    rows = moves.exclude(before="").select_related("customer")
    standings = {
        each.customer_id: each
        for each in Standing.objects.filter(scheme=STAGE, set_by=None, customer__in=rows.values("customer"))
    }  # fmt: skip
    laid = 0
    taken = {start: _taken(start) for start in STARTS.values()}
    caps = {
        start: max((book.backlog_cap for book in methods().playbooks_on(start)), default=0)
        for start in STARTS.values()
    }
    best = F("customer__measures__revenue_12m").desc(nulls_last=True)
    for move in rows.order_by(best, "customer_id", "-moved_on"):
        standing = standings.get(move.customer_id)
        if standing is None or standing.grade != move.after or standing.since != move.moved_on:
            continue
        start = STARTS[standing.grade]
        if caps[start] and taken[start][move.customer.owner_id] >= caps[start]:
            continue
        new = len(
            enter(Actor.clock(), move.customer, standing, move.before, why=_BY_DATA, on=as_of)
        )
        taken[start][move.customer.owner_id] += new
        laid += new
    return laid


def watch_reviews(as_of: date) -> int:
    """Who is without potential for now is looked at anew on the day that was set, or as soon as he buys; how many tasks."""
    due = Standing.objects.present().filter(scheme=STAGE, grade=NONE)
    won = Milestone.objects.unscoped().filter(
        customer=OuterRef("customer"), kind="deal_won", happens_on__gt=OuterRef("since")
    )
    bought = Q(Exists(won)) | Q(customer__measures__last_order_on__gt=F("since"))
    due = due.annotate(
        has_bought=Case(When(bought, then=True), default=False, output_field=BooleanField())
    ).filter(Q(review_on__lte=as_of) | Q(has_bought=True))
    laid = 0
    for standing in due.select_related("customer").order_by("customer_id"):
        why = _ORDERED if vars(standing)["has_bought"] else reason(standing)
        laid += len(
            _begin(
                Actor.clock(), "stage_review", standing.customer, standing, NONE, why, on=as_of
            )
        )
    return laid


def reason(standing: Standing) -> Words:
    """Why somebody put him there."""
    said = next((part["words"] for part in standing.because if "words" in part), None)
    return Words(said["zh"], said["en"]) if said else Words("–", "–")


def _begin(
    actor: Actor,
    start: str,
    customer: Customer,
    standing: Standing,
    was: str,
    why: Words,
    *,
    on: date,
) -> list[Task]:
    return start_playbooks(
        actor,
        Start(
            start,
            _key(standing),
            at_the_start_of(on),
            {
                "was": _title(was),
                "day": day_words(standing.since, seen_on=on),
                "why": why,
            },
            customer,
            assignee_id=customer.owner_id or actor.user_id,
            weight=revenue_at(customer.pk),
        ),
        on=on,
    )


def _key(standing: Standing) -> str:
    """One run for each time a customer stands in a stage; a new day to look again begins another."""
    return f"stage:{standing.customer_id}:{standing.review_on or standing.since}"


def _title(key: str) -> Words:
    titles = {each.key: each.title for each in methods().schemes[STAGE].classes}
    return titles.get(key, Words("还没有分", "not classed"))


def _taken(start: str) -> dict[int | None, int]:
    books = methods().playbooks_on(start)
    return open_of(Task.Kind.OTHER, f"{books[0].head.name}.") if books else open_of("none")


def _let_be(actor: Actor, customer: Customer, *, on: date) -> None:
    """What the usual rhythms asked for is off the list."""
    rhythms = (Task.Kind.CONTACT, Task.Kind.RHYTHM)
    for task in (
        Task.objects.visible_to(actor).open().filter(customer=customer, kind__in=rhythms)
    ):
        end_task(
            actor, task, result=Task.Result.SETTLED, outcome=str(_NO_HURRY), on=on, touch=None
        )
