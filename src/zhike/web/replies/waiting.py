"""Services we do not have yet: who waits for them, and the day they open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care import replying
from zhike.lib.words import Words
from zhike.service import offerings
from zhike.service.offerings import OpenAlready
from zhike.trust.actor import Permission
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.replies.forms import WaitForm
from zhike.web.rights import needs
from zhike.web.touches.views import chosen_customer

TOLD = Words(
    "开通了；{n} 位等着的客户都排进了日程。",
    "Open; {n} customers who waited are on the agenda to be told.",
)
THERE = Words("这项服务已经开通了。", "This service is open already.")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def services(request: Request) -> HttpResponse:
    """Every service asked for and not there yet."""
    return render(
        request, "replies/waiting.html", {"services": offerings.offerings(request.actor)}
    )


@needs(Permission.READ_CUSTOMERS)
@require_safe
def service(request: Request, offering_id: int) -> HttpResponse:
    """Who waits for one."""
    found = get_object_or_404(offerings.offerings(request.actor), pk=offering_id)
    rows = offerings.waiting(request.actor, offering_id)[:200]
    return render(request, "replies/service.html", {"service": found, "rows": rows})


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def note(request: Request) -> HttpResponse:
    """A customer waits for something; he is told of another way meanwhile."""
    customer, hits = chosen_customer(request)
    form = WaitForm(
        request.POST or None, initial={"offering": request.GET.get("offering", "")[:80]}
    )
    if request.method == "POST" and form.is_valid() and customer:
        said = form.cleaned_data
        try:
            replying.wait_for(
                request.actor,
                customer_id=customer.pk,
                service_name=said["offering"],
                alternative=said["alternative"],
                on=request.today,
            )
        except OpenAlready:
            form.add_error("offering", str(THERE))
        else:
            messages.success(
                request,
                str(
                    Words(
                        "已登记，一开通就告诉他。",
                        "On the list; they will be told when it opens.",
                    )
                ),
            )
            return redirect(came_from(request, "/replies/waiting/"))
    context = {
        "form": form,
        "customer": customer,
        "hits": hits,
        "who": request.POST.get("who", request.GET.get("who", "")),
        "is_missing": request.method == "POST" and customer is None,
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "replies/wait.html", context, part="sheet", status=status)


@needs(Permission.MANAGE_BOOK)
@require_POST
def open_it(request: Request, offering_id: int) -> HttpResponse:
    """It is there from today."""
    get_object_or_404(offerings.offerings(request.actor), pk=offering_id)
    try:
        _, told = replying.open_service(request.actor, offering_id, on=request.today)
    except OpenAlready:
        messages.error(request, str(THERE))
    else:
        messages.success(request, str(TOLD.format(n=told)))
    return redirect("replies:service", offering_id)
