"""One answer: its history, a seal opened for a purpose, still true, no longer true."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhike.customers import asking, facts
from zhike.customers.actions.facts import confirm_fact, may_settle, withdraw_fact
from zhike.customers.actions.openings import open_answer
from zhike.customers.asking import Subject
from zhike.customers.facts import Fact
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.openings import TooMany
from zhike.trust.policy import Channel
from zhike.web.facts.forms import PURPOSES, PurposeForm
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def answer(request: Request, fact_id: int) -> HttpResponse:
    """An answer with its history: who wrote what when, and how he knew."""
    fact, subject = _found(request, fact_id)
    rows = facts.history(request.actor, subject, fact.key)[:50]
    context = {
        "subject": subject,
        "item": asking.question(fact.key),
        "history": [
            facts.told(request.actor, subject, row, Channel.HISTORY, on=request.today)
            if row.ended_on
            else facts.told(request.actor, subject, row, Channel.PAGE, on=request.today)
            for row in rows
        ],
        "fact": fact,
        "may_settle": fact.ended_on is None and may_settle(request.actor, subject, fact),
        "purposes": PURPOSES,
        "next": came_from(request, f"/customers/{fact.customer_id}/file/"),
    }
    return page_or_part(request, "facts/answer.html", context, part="sheet")


@needs(Permission.OPEN_SEALED)
@require_POST
def open_sealed(request: Request, fact_id: int) -> HttpResponse:
    """A sealed answer, shown once to whoever says what for; the opening is on record before it is shown."""
    fact, subject = _found(request, fact_id)
    item = asking.question(fact.key)
    purpose = PurposeForm(request.POST).said()
    context: dict[str, object] = {"fact": fact, "subject": subject, "item": item}
    if not purpose:
        context["problem"] = Words("请先写明用途。", "Say what for first.")
        return _opened(request, context, status=422)
    if item is None or not fact.sealed:
        context["problem"] = Words("这个答案已经没有了。", "This answer is no longer there.")
        return _opened(request, context, status=410)
    try:
        value = open_answer(request.actor, subject, fact, purpose=purpose, at=timezone.now())
    except TooMany:
        context["problem"] = Words(
            "今天查看密封信息的次数已到上限，请明天再来或找资料专员。",
            "You opened as many sealed answers today as one may; come back tomorrow or ask the data steward.",
        )
        return _opened(request, context, status=429)
    context["words"], context["purpose"] = item.spoken(value), purpose
    return _opened(request, context, status=200)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def confirm(request: Request, fact_id: int) -> HttpResponse:
    """Still true."""
    fact, subject = _found(request, fact_id)
    item = asking.question(fact.key)
    if item and fact.ended_on is None:
        confirm_fact(request.actor, subject, item, fact, on=request.today)
        messages.success(request, str(Words("已确认仍然有效。", "Confirmed: still true.")))
    return _back(request, fact)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def withdraw(request: Request, fact_id: int) -> HttpResponse:
    """No longer true, or not ours to keep."""
    fact, subject = _found(request, fact_id)
    if fact.ended_on is None:
        withdraw_fact(request.actor, subject, fact, on=request.today)
        messages.success(request, str(Words("已删去这个答案。", "The answer is taken out.")))
    return _back(request, fact)


def _found(request: Request, fact_id: int) -> tuple[Fact, Subject]:
    fact = facts.fact(request.actor, fact_id)
    return fact, Subject(fact.customer, fact.contact)


def _opened(request: Request, context: dict[str, object], *, status: int) -> HttpResponse:
    return page_or_part(request, "facts/opened.html", context, part="value", status=status)


def _back(request: Request, fact: Fact) -> HttpResponseRedirect:
    return redirect(came_from(request, f"/customers/{fact.customer_id}/file/"))
