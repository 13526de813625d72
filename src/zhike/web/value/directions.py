"""Develop some, maintain some, shrink some: general customers side by side, decided by people (S2-16)."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhike.care.owing import owed
from zhike.customers import classes, queries
from zhike.customers.actions.moving import AlreadyAsked, Choice, decide_class
from zhike.customers.moving import asked
from zhike.lib.months import months_after
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.pictures.directions import DIRECTION, general
from zhike.web.http import Request, came_from
from zhike.web.paging import SIZE, Order, page_of
from zhike.web.rights import needs
from zhike.web.value.asked import cut_of
from zhike.web.value.book import page
from zhike.web.value.moves import asked_day

LATER = 6  # months, as the scheme's own sentence says


@needs(Permission.READ_CUSTOMERS)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The same figures for every general customer, and what was decided of each."""
    chosen = cut_of(request.GET)
    scheme = classes.scheme(DIRECTION)
    known = [each.key for each in scheme.classes]
    only = request.GET.get("only", "")
    only = only if only in {*known, "none"} else ""
    rows = general(request.actor, chosen, only=only)
    found = page_of(rows, Order("revenue_12m", falls=True), request.GET.get("after", ""))
    waits = asked(request.actor).waiting().filter(scheme=DIRECTION)
    context = page(request, chosen) | {
        "scheme": scheme,
        "rows": [
            (row, scheme.title_of(key) if (key := vars(row)["direction"]) else None)
            for row in found.rows
        ],
        "waiting": set(waits.values_list("customer_id", flat=True)),
        "only": only,
        "after": found.after,
        "later": months_after(request.today, LATER),
        "tomorrow": request.today + timedelta(days=1),
    }
    return render(request, "value/directions.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def decide(request: Request) -> HttpResponse:
    """The ticked customers go one way, for one reason; shrinking is only asked for."""
    back = came_from(request, reverse("value:directions"))
    key, why, day = (
        request.POST.get("class", ""),
        request.POST.get("why", "").strip(),
        asked_day(request),
    )
    ids = [
        int(pk) for pk in request.POST.getlist("customer") if pk.isdecimal() and len(pk) < 12
    ]
    known = {each.key for each in classes.scheme(DIRECTION).classes}
    if not ids or key not in known or not why or day is None or day <= request.today:
        said = Words(
            "请勾选客户、选一个去向、写一句理由，再定一个以后的日子。",
            "Tick customers, choose a direction, give a reason and a later day to look again.",
        )
        messages.error(request, str(said))
        return redirect(back)
    done, waits, stopped = 0, 0, 0
    for pk in ids[:SIZE]:
        customer = queries.customer(request.actor, pk)
        choice = Choice(DIRECTION, key, why, day, owed(request.actor, pk, on=request.today))
        try:
            decision = decide_class(
                request.actor, customer, choice, at=timezone.now(), on=request.today
            )
        except AlreadyAsked:
            stopped += 1
        else:
            done += decision.decided_at is not None
            waits += decision.decided_at is None
    if done:
        messages.success(request, str(Words(f"定了 {done} 位。", f"{done} decided.")))
    if waits:
        said = Words(
            f"{waits} 位要另一位同事批准，已提交。",
            f"{waits} asked for; a colleague must approve.",
        )
        messages.success(request, str(said))
    if stopped:
        said = Words(f"{stopped} 位已经在等批准。", f"{stopped} wait for approval already.")
        messages.error(request, str(said))
    return redirect(back)
