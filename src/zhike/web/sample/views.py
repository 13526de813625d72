"""The sample company is thrown away with one button."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.sample import actions as sample
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.DISCARD_SAMPLE)
@require_http_methods(["GET", "POST"])
def discard(request: Request) -> HttpResponse:
    """Ask once, then empty the folder; a real company is never emptied."""
    if not request.company.is_sample:
        messages.error(request, str(Words("这不是样例公司。", "This is not a sample company.")))
        return redirect("home")
    if request.method == "POST":
        sample.discard(request.actor)
        logout(request)
        return redirect("setup")
    count = customers.customers(request.actor).count()
    return render(request, "sample/discard.html", {"customers": count})
