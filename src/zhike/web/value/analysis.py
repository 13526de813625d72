"""The three steps of analysing customers (S1-53), the ways of analysis (S2-29), and how each class is managed (S2-33)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.care import analysing
from zhike.customers.queries import MAIN_SCHEME
from zhike.lib.words import Words
from zhike.methods.packages import packages
from zhike.trust.actor import Permission
from zhike.value.pictures.cut import Cut
from zhike.value.queries import methods
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.value.asked import behind, cut_of
from zhike.web.value.book import page
from zhike.web.value.ways import ANALYSES, FUNCTIONS

SHOWN, VIP = 20, "vip_card"


@needs(Permission.READ_CUSTOMERS)
@require_safe
def overview(request: Request) -> HttpResponse:
    """Classified? In order? Current?"""
    context = page(request, cut_of(request.GET)) | {
        "gaps": [
            (gap, behind(Cut(), [gap.step.listed]) if gap.step.listed else "")
            for gap in analysing.gaps(request.actor, on=request.today)
        ],
        "analyses": ANALYSES,
        "functions": FUNCTIONS,
        "packages": [
            (title, packages(methods(), name))
            for name, title in (
                (MAIN_SCHEME, Words("A、B、C 三等", "Grades A, B and C")),
                (VIP, Words("贵宾级别", "VIP levels")),
            )
        ],
        "stale": analysing.examples(request.actor, "evaluated", on=request.today, most=SHOWN),
    }
    return render(request, "value/analysis.html", context)


@needs(Permission.ASSIGN_CUSTOMERS)
@require_POST
def work(request: Request, step: str) -> HttpResponse:
    """A task for everybody who has such customers."""
    try:
        laid = analysing.make_work(request.actor, step, on=request.today)
    except analysing.UnknownStep as error:
        raise Http404 from error
    said = (
        Words(f"排给了 {laid} 位客户经理。", f"Laid for {laid} account managers.")
        if laid
        else Words("这个月已经排过了。", "Laid already this month.")
    )
    messages.success(request, str(said))
    return redirect("value:analysis")
