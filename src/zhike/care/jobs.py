"""The night's second half: what became due turns into tasks. Each step may be run twice and says how many it laid or ended."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from zhike.activities.actions.laying import Draft, lay_tasks, settle_tasks
from zhike.activities.models import Promise, Task
from zhike.care import rival_watch, stages
from zhike.care.actions import start_promise
from zhike.care.executives import rule as executive_rule
from zhike.care.handover import pack_up
from zhike.care.milestones import start_big_orders
from zhike.care.plans import plan as care_plan
from zhike.care.runs import jobs as runs
from zhike.care.runs.events import at_the_start_of
from zhike.care.surveys import rule as satisfaction_rule
from zhike.care.visiting.tours import repeat_tours
from zhike.care.watches import (
    assets,
    days,
    executives,
    expecting,
    money,
    moves,
    people,
    periods,
    plans,
    protection,
    purchases,
    quiet,
    rhythm,
    satisfaction,
    services,
)
from zhike.care.watches.finding import drafts
from zhike.customers.models import Handover, Sheet
from zhike.lib.words import Words
from zhike.methods.standards import Standard
from zhike.trust.actor import Actor
from zhike.value.keeping.protection import FORM
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods, night_before
from zhike.value.stages import LOW

_A_WEEK = timedelta(days=7)


def settle(as_of: date) -> int:
    """End what something else has done meanwhile: heard from, bought again, or the day is over."""
    opened = Task.objects.unscoped().open()
    heard = opened.filter(
        kind__in=[Task.Kind.CONTACT, Task.Kind.RHYTHM],
        customer__last_touch_on__gt=F("laid_on"),
    )
    bought = opened.filter(
        kind=Task.Kind.RHYTHM, customer__measures__last_order_on__gte=F("laid_on")
    )
    over = opened.filter(
        kind__in=[Task.Kind.BIRTHDAY, Task.Kind.FESTIVAL], due_on__lt=as_of - _A_WEEK
    )
    return sum(
        settle_tasks(Actor.clock(), tasks, outcome=outcome, on=as_of)
        for tasks, outcome in (
            (heard, Words("已经联系过", "heard from since")),
            (bought, Words("已经又购买", "bought again since")),
            (over, Words("日子已过", "the day is over")),
        )
    )


def watch_rhythms(as_of: date) -> int:
    """Ask those whose buying rhythm is broken; a reminder merely to get in touch merges into it."""
    laid = sum(
        _lay(drafts(book, "rhythm_broken", rhythm.rhythms(book, as_of)), as_of)
        for book in methods().playbooks_on("rhythm_broken")
    )
    asked = (
        Task.objects.unscoped()
        .open()
        .filter(kind=Task.Kind.RHYTHM, customer_id=OuterRef("customer_id"))
    )
    double = Task.objects.unscoped().filter(Q(Exists(asked)), kind=Task.Kind.CONTACT)
    merged = Words("并入“购买节奏中断”", "merged into “buying rhythm broken”")
    settle_tasks(Actor.clock(), double, outcome=merged, on=as_of)
    return laid


def watch_quiet(as_of: date) -> int:
    """Remind of those who should have heard from us."""
    return sum(
        _lay(drafts(book, "quiet", quiet.quiet(book, _standard(), as_of)), as_of)
        for book in methods().playbooks_on("quiet")
    )


def watch_low(as_of: date) -> int:
    """Greet those without potential for now at their own, slow rhythm (S2-39)."""
    standard = methods().standards[LOW]
    return sum(
        _lay(drafts(book, "quiet_low", quiet.quiet(book, standard, as_of)), as_of)
        for book in methods().playbooks_on("quiet_low")
    )


def watch_stages(as_of: date) -> int:
    """Customers the data moved to another stage, and those it is time to look at anew (S2-39)."""
    return stages.watch(as_of) + stages.watch_reviews(as_of)


def watch_rivals(as_of: date) -> int:
    """Where a competitor waits: what is wrong there, and whom to ask how it goes (S1-21)."""
    laid = rival_watch.warnings(as_of)
    for book in methods().playbooks_on("reaction_due"):
        laid += _lay(drafts(book, "reaction_due", rival_watch.to_ask(book, as_of)), as_of)
    return laid


def watch_birthdays(as_of: date) -> int:
    """Prepare for birthdays by sun and moon."""
    books = methods().playbooks_on("birthday")
    return sum(
        _lay(drafts(book, "birthday", found), as_of)
        for book, found in days.birthdays(books, as_of, last_night=night_before(as_of))
    )


def watch_promises(as_of: date) -> int:
    """Promises that became no task when they were written, such as imported ones."""
    has_task = Task.objects.unscoped().filter(promise_id=OuterRef("pk"))
    bare = (
        Promise.objects.unscoped()
        .present()
        .open()
        .filter(~Exists(has_task), made_on__lte=as_of)
        .select_related("customer", "contact")
    )
    return sum(len(start_promise(Actor.clock(), promise, on=as_of)) for promise in bare)


def watch_handovers(as_of: date) -> int:
    """Customers handed over many at once: their open work moves along now."""
    waiting = (
        Handover.objects.unscoped()
        .present()
        .filter(packed_on=None, handed_on__lte=as_of, after__is_active=True)
    )
    rows = list(waiting.select_related("customer", "before", "after").order_by("pk"))
    for handover in rows:
        pack_up(Actor.clock(), handover, on=as_of)
    return len(rows)


def watch_people(as_of: date) -> int:
    """What the people maps lack, and whom to visit after a first order."""
    laid = sum(
        _lay(drafts(book, "people_gap", people.missing(book, as_of)), as_of)
        for book in methods().playbooks_on("people_gap")
    )
    found = people.first_orders(as_of, last_night=night_before(as_of))
    for side in people.SIDES:
        start = f"signed_{side}"
        mine = [one for kind, one in found if kind == start]
        laid += sum(
            _lay(drafts(book, start, mine), as_of) for book in methods().playbooks_on(start)
        )
    return laid


def watch_moves(as_of: date) -> int:
    """Tell account managers whose customers' grade moved."""
    return sum(
        _lay(drafts(book, "regraded", moves.moves(book, _standard(), as_of)), as_of)
        for book in methods().playbooks_on("regraded")
    )


def watch_periods(as_of: date) -> int:
    """What a new month, quarter or year asks of everybody with customers; what the one before still asked is over."""
    over = Words("新的一期已经开始", "a new period has begun")
    laid = 0
    for start in periods.STARTS:
        found = periods.periods(start, as_of)
        for book in methods().playbooks_on(start) if found else ():
            before = (
                Task.objects.unscoped()
                .open()
                .filter(laid_on__lt=periods.first_day(start, as_of))
            )
            mine = before.filter(origin__startswith=f"{book.head.name}.")
            settle_tasks(Actor.clock(), mine, outcome=over, on=as_of)
            laid += _lay(drafts(book, start, found), as_of)
    return laid


def watch_money(as_of: date) -> int:
    """Payments beyond their terms, those paid since let off, and thanks for orders far beyond the usual."""
    laid = 0
    for book in methods().playbooks_on("payment_overdue"):
        debts = money.owed(book, as_of)
        mine = Task.objects.unscoped().open().filter(origin__startswith=f"{book.head.name}.")
        paid = [pk for pk, who in mine.values_list("pk", "customer_id") if who not in debts]
        over = Words("已付清", "paid since")
        settle_tasks(
            Actor.clock(), Task.objects.unscoped().filter(pk__in=paid), outcome=over, on=as_of
        )
        laid += _lay(drafts(book, "payment_overdue", money.overdue(book, debts, as_of)), as_of)
    for book in methods().playbooks_on("big_order"):
        orders = money.big_orders(book, as_of, last_night=night_before(as_of))
        laid += start_big_orders(Actor.clock(), orders, on=as_of)
    return laid


def watch_festivals(as_of: date) -> int:
    """Prepare the greetings of a festival ahead."""
    return sum(
        _lay(drafts(book, "festival", days.festivals(book, as_of)), as_of)
        for book in methods().playbooks_on("festival")
    )


def watch_services(as_of: date) -> int:
    """Services owed soon by class and not given, each line laid before the next is looked at."""
    return sum(
        _lay(drafts(book, "service_due", found), as_of)
        for book in methods().playbooks_on("service_due")
        for found in services.due(book, as_of)
    )


def watch_plans(as_of: date) -> int:
    """What the care plan asks for, each line laid before the next is looked at."""
    return sum(_lay(found, as_of) for found in plans.due(care_plan(), as_of))


def watch_executives(as_of: date) -> int:
    """Visits by the heads of the company that are due."""
    return sum(
        _lay(
            drafts(book, "executive_due", executives.due(book, executive_rule(), as_of)), as_of
        )
        for book in methods().playbooks_on("executive_due")
    )


def watch_assets(as_of: date) -> int:
    """Things of ours at customers that somebody should look after."""
    return sum(
        _lay(drafts(book, "asset_due", assets.due(book, as_of)), as_of)
        for book in methods().playbooks_on("asset_due")
    )


def watch_protection(as_of: date) -> int:
    """Ask for the protection plans that customers to be kept first still lack; one that was written ends its task."""
    laid = 0
    for book in methods().playbooks_on("plan_missing"):
        planned = Sheet.objects.unscoped().filter(
            customer_id=OuterRef("customer_id"), form=FORM, about_on__gte=OuterRef("laid_on")
        )
        mine = Task.objects.unscoped().open().filter(origin__startswith=f"{book.head.name}.")
        written = mine.filter(Exists(planned))
        over = Words("预案写好了", "the plan is written")
        settle_tasks(Actor.clock(), written, outcome=over, on=as_of)
        laid += _lay(drafts(book, "plan_missing", protection.due(book, as_of)), as_of)
    return laid


def watch_satisfaction(as_of: date) -> int:
    """A single satisfaction below the line is mended (S0-08); who was not asked for long is to be asked (S1-71);
    what he expected is compared on its day (S0-22)."""
    laid = 0
    for book in methods().playbooks_on("satisfaction_low"):
        found = satisfaction.low(book, satisfaction_rule(), as_of)
        laid += _lay(drafts(book, "satisfaction_low", found), as_of)
    for book in methods().playbooks_on("expectation_due"):
        laid += _lay(drafts(book, "expectation_due", expecting.due(as_of)), as_of)
    for book in methods().playbooks_on("survey_due"):
        laid += _lay(drafts(book, "survey_due", satisfaction.unasked(book, as_of)), as_of)
    return laid


def watch_purchases(as_of: date) -> int:
    """Who bought something new is reassured, and hears later what goes with it (S1-71)."""
    laid = 0
    for book in methods().playbooks_on("first_bought"):
        laid += _lay(drafts(book, "first_bought", purchases.first_bought(book, as_of)), as_of)
    for book in methods().playbooks_on("complement_found"):
        found = purchases.complement_found(book, as_of)
        laid += _lay(drafts(book, "complement_found", found), as_of)
    return laid


def watch_tours(as_of: date) -> int:
    """Tours that come again."""
    return repeat_tours(as_of)


def advance_runs(as_of: date) -> int:
    """Carry on what waits, and tell higher up what is late."""
    return runs.advance(as_of) + runs.tell_late(at_the_start_of(as_of))


def _standard() -> Standard:
    return methods().standards[RHYTHM]


def _lay(found: Iterable[Draft], as_of: date) -> int:
    return lay_tasks(Actor.clock(), list(found), on=as_of)
