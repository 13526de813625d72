"""Granting and refusing, the same for every kind of request."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from zhike.lib.words import Words
from zhike.trust.requests import AlreadyDecided, OwnRequest
from zhike.web.http import Request, came_from

_OWN = Words(
    "不能批准自己的申请，请另一位同事来批。",
    "Nobody approves his own request; a colleague must.",
)
_LATE = Words(
    "这件已经有人处理了，或不归您批。",
    "Somebody decided this already, or it is not yours to decide.",
)
_WHY = Words("不同意时请写一句原因。", "When you refuse, please say why.")


def decided(
    request: Request, decide: Callable[[bool, str], object], *, back: str
) -> HttpResponse:
    """Pass on what was decided, and say how it went."""
    grant = request.POST.get("grant") == "1"
    why = request.POST.get("why", "").strip()[:200]
    if not grant and not why:
        messages.error(request, str(_WHY))
        return redirect(came_from(request, back))
    try:
        decide(grant, why)
    except OwnRequest:
        messages.error(request, str(_OWN))
    except AlreadyDecided:
        messages.error(request, str(_LATE))
    else:
        done = Words("已批准。", "Approved.") if grant else Words("已退回。", "Sent back.")
        messages.success(request, str(done))
    return redirect(came_from(request, back))
