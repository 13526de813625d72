"""A draft is looked over beside the text in use, and published with a reason; several may be published together."""

from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhike.lib.differences import differences
from zhike.lib.words import Words
from zhike.methods.editing import with_answers
from zhike.methods.library import Key
from zhike.trust.actor import Permission
from zhike.users.editions import queries
from zhike.users.editions.checking import findings
from zhike.users.editions.in_use import in_use
from zhike.users.editions.publishing import (
    NothingNew,
    Overtaken,
    Refused,
    drop_draft,
    keep_draft,
    publish,
)
from zhike.users.editions.queries import MethodDraft
from zhike.web.http import Request
from zhike.web.methods.shown import page_of
from zhike.web.rights import needs

SAY_WHY = Words("请写一句为什么改。", "Please say in a line why it changes.")
MOVED_ON = Words(
    "{who}在你比较之后发布了新的一版。你写的都在；下面是它和现在所用文字的差别，请看过再发布。",
    "{who} published a newer edition after you compared. Nothing of yours is lost; below it stands beside what is in use now. Please look, then publish.",
)
REDRAFTED = Words(
    "草稿在别的窗口里又改过；请看过下面的差别再发布。",
    "The draft was changed in another window; please look at the differences below, then publish.",
)
PUBLISHED = Words(
    "已发布第 {n} 版，从现在起按它来做；已经开始的流程照旧走完。",
    "Version {n} is published and holds from now on; runs under way keep their own text.",
)
RETURNED = Words("已回到原来的文字。", "The method is back at the text it came with.")
ALL_PUBLISHED = Words("已一起发布 {n} 个方法。", "{n} methods are published together.")
SAME = Words(
    "和现在用的一样，没有什么可发布。", "It is the same as what is in use; nothing to publish."
)
STAND = Words(
    "还不能发布，请看下面的检查。", "It cannot be published yet; please see the checks below."
)


@needs(Permission.SWITCH_METHODS)
@require_http_methods(["GET", "POST"])
def preview(request: Request, shelf: str, method: str) -> HttpResponse:
    """The draft beside the text in use, what the checks say, and the button that publishes."""
    key = (shelf, method)
    draft = queries.draft(request.actor, key)
    if draft is None:
        if request.method == "POST":
            messages.error(request, str(SAME))
        return redirect(*_home(key))
    why = request.POST.get("why", "").strip()[:400]
    if request.method == "POST" and _published(request, {key: draft}, why):
        return redirect(*_home(key))
    used = in_use().library.texts.get(key, "")
    found = findings({key: draft.text})
    context = page_of(request, key, "draft") if used else {"new": key, "draft": draft}
    context |= {
        "rows": differences(used, draft.text),
        "findings": found,
        "can_settle": any(f.problem and f.problem.found is not None for f in found),
        "seen": queries.digest(used),
        "draft_seen": _sign(draft),
        "others": queries.others_drafting(request.actor, key),
        "why": why,
        "key": key,
    }
    return render(request, "methods/preview.html", context)


@needs(Permission.SWITCH_METHODS)
@require_POST
def answers(request: Request, shelf: str, method: str) -> HttpResponse:
    """The examples of a draft take over what they come to now."""
    key = (shelf, method)
    draft = queries.draft(request.actor, key)
    if draft:
        found = findings({key: draft.text})
        keep_draft(
            request.actor,
            key,
            with_answers(draft.text, [f.problem for f in found if f.problem]),
        )
    return redirect("methods:preview", shelf, method)


@needs(Permission.SWITCH_METHODS)
@require_POST
def drop(request: Request, shelf: str, method: str) -> HttpResponse:
    """A draft is thrown away."""
    drop_draft(request.actor, (shelf, method))
    messages.success(request, str(Words("草稿丢掉了。", "The draft is dropped.")))
    return redirect(*_home((shelf, method)))


@needs(Permission.SWITCH_METHODS)
@require_http_methods(["GET", "POST"])
def drafts(request: Request) -> HttpResponse:
    """Everything one is making, with its differences; published together or one by one."""
    mine = {(d.kind, d.name): d for d in queries.drafts(request.actor)}
    why = request.POST.get("why", "").strip()[:400]
    if request.method == "POST" and _published(request, mine, why):
        return redirect("methods:shelf")
    texts = in_use().library.texts
    context = {
        "drafts": [
            (
                draft,
                differences(texts.get(key, ""), draft.text),
                queries.digest(texts.get(key, "")),
                _sign(draft),
            )
            for key, draft in mine.items()
        ],
        "findings": findings({key: d.text for key, d in mine.items()}) if mine else [],
        "why": why,
    }
    return render(request, "methods/drafts.html", context)


def _published(request: Request, drafts: dict[Key, MethodDraft], why: str) -> bool:
    """Publish what was looked over; say what happened, and whether it is done."""
    sent = request.POST
    if not why:
        messages.error(request, str(SAY_WHY))
        return False
    if any(sent.get(f"draft:{k}/{n}") != _sign(draft) for (k, n), draft in drafts.items()):
        messages.error(request, str(REDRAFTED))
        return False
    seen = {(k, n): sent.get(f"seen:{k}/{n}", "") for k, n in drafts}
    changed = {key: draft.text for key, draft in drafts.items()}
    try:
        made = publish(request.actor, changed, seen=seen, why=why, on=request.today)
    except Overtaken as other:
        who = other.edition.author if other.edition else None
        somebody = Words("同事", "A colleague")
        messages.error(request, str(MOVED_ON.format(who=str(who) if who else somebody)))
    except Refused:
        messages.error(request, str(STAND))
    except NothingNew:
        messages.error(request, str(SAME))
    else:
        if len(made) > 1:
            messages.success(request, str(ALL_PUBLISHED.format(n=len(made))))
        elif made[0].returns:
            messages.success(request, str(RETURNED))
        else:
            messages.success(request, str(PUBLISHED.format(n=made[0].version)))
        return True
    return False


def _sign(draft: MethodDraft) -> str:
    return sha256(draft.text.encode()).hexdigest()


def _home(key: Key) -> tuple[str, ...]:
    """Where a method is read; the library where there is none of this name."""
    kind, name = key
    known = key in in_use().library.texts
    return ("methods:method", kind, name) if known else ("methods:shelf",)
