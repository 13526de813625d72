"""A look at oneself: written for oneself, read by the one colleague it is shared with, set beside the ones before (S0-28)."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.lib.words import Words
from zhike.users import growing, queries
from zhike.users.growing import SelfView
from zhike.web.growing.forms import NoteForm, SelfViewForm, ShareForm
from zhike.web.http import Request
from zhike.web.rights import Open, needs

KEPT = Words("记下了，只有您自己看得到。", "Kept; only you can see it.")
SHARED = Words("好了，{who} 看得到这一份了。", "Done: {who} can read this one now.")
TAKEN_BACK = Words("收回了，只有您自己看得到。", "Taken back; only you can see it.")
GONE = Words("扔掉了。", "Thrown away.")
SHOWN = 6

type Line = tuple[Words, list[tuple[int, Words] | None]]


@needs(Open.SIGNED_IN)
@require_safe
def home(request: Request) -> HttpResponse:
    """One's own looks beside each other, and those colleagues let one read."""
    mine = list(growing.own_views(request.actor)[:SHOWN])
    last = mine[0] if mine else None
    context = {
        "mine": mine,
        "over_time": mine[::-1],
        "lines": _lines(mine[::-1]),
        "levels": len(growing.rule().levels),
        "is_time": growing.may_look_again(last, on=request.today),
        "months": growing.rule().months,
        "shared": growing.shared_with_me(request.actor)[:50],
    }
    return render(request, "growing/home.html", context)


def _lines(views: Sequence[SelfView]) -> list[Line]:
    """Each criterion with its level in each look; None where that look knew it not."""
    held = growing.rule()
    kept = [{score.criterion: score.level for score in view.scores.all()} for view in views]
    named = dict(enumerate(held.levels, 1))
    return [
        (
            each.title,
            [
                (level, named.get(level, Words("–", "–")))
                if (level := k.get(each.key))
                else None
                for k in kept
            ],
        )
        for each in held.qualities
    ]


@needs(Open.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Six questions to oneself."""
    form = SelfViewForm(request.POST or None, rule=growing.rule())
    if request.method == "POST" and form.is_valid():
        made = growing.look_at_oneself(
            request.actor, form.scores, aim=form.cleaned_data["aim"], on=request.today
        )
        messages.success(request, str(KEPT))
        return redirect("growing:one", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "growing/new.html", {"form": form}, status=status)


@needs(Open.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def one(request: Request, self_view_id: int) -> HttpResponse:
    """One look: for its writer and the colleague it is shared with; nobody else finds it."""
    found = growing.self_view(request.actor, self_view_id)
    people = [(p.pk, str(p)) for p in queries.colleagues() if p.pk != request.user.pk]
    share = ShareForm(
        request.POST if request.POST.get("do") == "share" else None,
        people=people,
        initial={"with_id": found.shared_with_id},
    )
    note = NoteForm(request.POST if request.POST.get("do") == "note" else None)
    if request.method == "POST" and (done := _do(request, found, share, note)):
        return done
    held = growing.rule()
    scores = {score.criterion: score for score in found.scores.all()}
    views = list(growing.beside(request.actor, found)[:SHOWN])[::-1]
    context = {
        "view": found,
        "is_mine": found.user_id == request.actor.user_id,
        "rows": [
            (each.title, held.levels[score.level - 1], score)
            for each in held.qualities
            if (score := scores.get(each.key)) and score.level <= len(held.levels)
        ],
        "levels": len(held.levels),
        "over_time": views,
        "lines": _lines(views),
        "share_form": share,
        "note_form": note,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "growing/one.html", context, status=status)


def _do(
    request: Request, found: SelfView, share: ShareForm, note: NoteForm
) -> HttpResponse | None:
    """What the writer or his coach asked for; None where something is missing."""
    if request.POST.get("do") == "discard":
        growing.throw_away(request.actor, found.pk, on=request.today)
        messages.success(request, str(GONE))
        return redirect("growing:home")
    if share.is_bound and share.is_valid():
        with_id = share.cleaned_data["with_id"]
        growing.share(request.actor, found.pk, with_id=with_id, on=request.today)
        who = str(queries.person(with_id)) if with_id else ""
        words = SHARED.format(who=Words(who, who)) if with_id else TAKEN_BACK
        messages.success(request, str(words))
        return redirect("growing:one", found.pk)
    if note.is_bound and note.is_valid():
        growing.note_coaching(
            request.actor, found.pk, note.cleaned_data["words"], on=request.today
        )
        return redirect("growing:one", found.pk)
    return None
