"""Whose fault a bad relation is: several colleagues vote, and their votes stay opinions (S0-03)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import satisfaction as care
from zhike.care.satisfaction import ABOUT
from zhike.customers import queries
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.satisfaction.forms import PollForm, VoteForm

CLOSED = Words("已经结束了，不能再投。", "It is closed; no more votes.")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Every poll one may see, those still open first."""
    rows = [(row, ABOUT[row.about]) for row in care.polls_of(request.actor)]
    return render(request, "satisfaction/polls.html", {"rows": rows})


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """Colleagues are asked."""
    form = PollForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = care.open_poll(request.actor, customer_id, on=request.today, **form.cleaned_data)
        return redirect("satisfaction:poll", made.pk)
    context = {"form": form, "customer": queries.customer(request.actor, customer_id)}
    status = 422 if request.method == "POST" else 200
    return render(request, "satisfaction/new_poll.html", context, status=status)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def one(request: Request, poll_id: int) -> HttpResponse:
    """One poll: one's own vote first, then those of the others."""
    found, sides = care.tally(request.actor, poll_id)
    form = VoteForm(
        request.POST if request.POST.get("do") == "vote" else None,
        initial={"side": found.mine.side, "why": found.mine.why} if found.mine else None,
    )
    if request.method == "POST":
        try:
            if request.POST.get("do") == "close":
                care.close_poll(request.actor, poll_id, on=request.today)
                return redirect("satisfaction:poll", poll_id)
            if form.is_valid():
                care.vote(request.actor, poll_id, on=request.today, **form.cleaned_data)
                messages.success(request, str(Words("您的看法记下了。", "Your view is noted.")))
                return redirect("satisfaction:poll", poll_id)
        except care.PollClosed:
            messages.error(request, str(CLOSED))
            return redirect("satisfaction:poll", poll_id)
    titles = {key: title for key, title, _ in sides}
    most = max((count for *_, count in sides), default=0) or 1
    context = {
        "tally": found,
        "poll": found.poll,
        "about": ABOUT[found.poll.about],
        "sides": [(title, count, count * 100 // most) for _, title, count in sides],
        "votes": [(vote, titles.get(vote.side, vote.side)) for vote in found.votes],
        "form": form,
        "may_close": found.poll.opened_by_id == request.actor.user_id
        or care.leads(request.actor),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "satisfaction/poll.html", context, status=status)
