"""The buttons of a case that ask for no words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhike.care.cases import handing
from zhike.care.cases.wording import CARDS
from zhike.lib.words import Words
from zhike.service import actions as service
from zhike.service import queries
from zhike.service.handing import NotYours, StandsStill
from zhike.service.merging import NotOne
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs

NOT_ONE = Words(
    "这两件不能合成一件：要是同一位客户的，都还没了结。",
    "These two cannot become one: they must be of one customer, and both open.",
)


@needs(Permission.RECEIVE_CASES)
@require_POST
def go_on(request: Request, case_id: int) -> HttpResponse:
    """The customer answered: the clocks go on."""
    try:
        handing.go_on(request.actor, case_id, at=timezone.now())
    except StandsStill:
        messages.info(request, str(Words("时钟本来就在走。", "The clocks are running.")))
    return redirect("cases:case", case_id)


@needs(Permission.RECEIVE_CASES)
@require_POST
def checks(request: Request, case_id: int) -> HttpResponse:
    """Which of the seven somebody says he has heeded."""
    case = queries.any_case(request.actor, case_id)
    keys = [key for key in request.POST.getlist("check") if key in CARDS]
    service.tick(request.actor, case, keys, on=request.today)
    return redirect("cases:case", case_id)


@needs(Permission.RECEIVE_CASES)
@require_POST
def merge(request: Request, case_id: int) -> HttpResponse:
    """This case is about the same thing as another."""
    into = request.POST.get("into", "")
    into_id = int(into) if into.isdecimal() and len(into) < 12 else 0
    try:
        handing.merge(request.actor, case_id, into_id, at=timezone.now())
    except NotOne:
        messages.error(request, str(NOT_ONE))
        return redirect("cases:case", case_id)
    messages.success(
        request, str(Words("合成一件了，可以再分开。", "One now; they can be parted."))
    )
    return redirect("cases:case", into_id)


@needs(Permission.RECEIVE_CASES)
@require_POST
def part(request: Request, case_id: int) -> HttpResponse:
    """They were two."""
    try:
        handing.part(request.actor, case_id, at=timezone.now())
    except NotOne:
        messages.error(request, str(NOT_ONE))
    return redirect("cases:case", case_id)


@needs(Permission.RECEIVE_CASES)
@require_POST
def answer_transfer(request: Request, transfer_id: int) -> HttpResponse:
    """I take it, or not."""
    asked = queries.transfers(request.actor).get(pk=transfer_id)
    accept = request.POST.get("answer") == "accept"
    why = request.POST.get("why", "").replace("\0", "").strip()[:300]
    if asked.settled_at:
        messages.info(request, str(Words("已经答复过了。", "That was answered already.")))
        return redirect("cases:case", asked.case_id)
    try:
        handing.answer_transfer(
            request.actor, transfer_id, accept=accept, answer=why, at=timezone.now()
        )
    except NotYours:
        only = Words("只有被转给的人能接。", "Only whoever was asked can accept.")
        messages.error(request, str(only))
    return redirect("cases:case", asked.case_id)
