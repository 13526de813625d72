"""The guard at a glance: what waits for me, what I asked for, whether the journal holds, and what the levels are called."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.exchange.out.columns import What
from zhike.exchange.out.queries import exports
from zhike.lib.words import Words
from zhike.trust import anchors, append_only, chain, levels, loans
from zhike.trust.actor import Permission
from zhike.trust.alone import Busy
from zhike.users.rules import Role, clearance
from zhike.web.guard.exports import STATES
from zhike.web.guard.forms import LevelForm
from zhike.web.guard.loans import STATES as LOAN_STATES
from zhike.web.guard.waiting import waiting
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def home(request: Request) -> HttpResponse:
    """What waits for me, and what I asked for."""
    mine = exports(request.actor).filter(asked_by_id=request.actor.user_id)[:8]
    lent = loans.loans(request.actor).filter(asked_by_id=request.actor.user_id)[:8]
    context = {
        "waiting": waiting(request.actor),
        "exports": [(row, What(row.what).words, STATES[row.state]) for row in mine],
        "loans": [(row, LOAN_STATES[row.state_on(request.today)]) for row in lent],
    }
    return render(request, "guard/home.html", context)


@needs(Permission.READ_REGISTERS)
@require_http_methods(["GET", "POST"])
def journal(request: Request) -> HttpResponse:
    """Whether the journal is what was written; looked over on demand."""
    if request.method == "POST":
        at = timezone.now()
        try:
            chain.seal(at=at)
            found = chain.check(at=at)
        except Busy:
            messages.error(
                request,
                str(
                    Words(
                        "正在封存，请稍后再查。", "It is being closed just now; try again soon."
                    )
                ),
            )
        else:
            holds = Words("完整。", "It holds.")
            messages.success(request, str(found.problem or holds))
        return redirect("guard:journal")
    context = {
        "checked": chain.last_check(),
        "blocks": chain.newest_blocks(),
        "unsealed": chain.unsealed(),
        "lost": append_only.missing(),
        "anchors": anchors.cast_so_far()[-1:],
    }
    return render(request, "guard/journal.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def levels_page(request: Request) -> HttpResponse:
    """What the levels are called and mean, and how far each seat reads."""
    names = levels.names()
    form = LevelForm(request.POST or None, names=names)
    if request.method == "POST" and form.is_valid():
        for level, words in form.renamed():
            levels.rename(request.actor, level, words)
        messages.success(request, str(Words("已保存。", "Saved.")))
        return redirect("guard:levels")
    context = {
        "form": form if request.actor.may(Permission.SWITCH_METHODS) else None,
        "rows": [(level, names[level], levels.MEANS[level]) for level in names],
        "seats": [(role.words, clearance(role)) for role in Role],
    }
    return render(request, "guard/levels.html", context)
