"""The festivals of the year, and the list of one of them: whom to greet, how, and who is left alone."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import season_letters as batch
from zhike.care import seasons as care
from zhike.lib.words import Words, spoken
from zhike.methods.seasons import WAYS
from zhike.trust.actor import Permission
from zhike.web.http import Request, came_from
from zhike.web.paging import Order, page_of
from zhike.web.rights import needs

_ALREADY_WISHED = Words(
    "本人要求不要问候，已照办。", "This person asked for no greetings; left alone."
)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def year(request: Request) -> HttpResponse:
    """The year's festivals: how far each list is, and what gifts cost so far."""
    mine = _mine(request)
    rows = care.seasons(request.actor, mine=mine, on=request.today)
    context = {
        "seasons": rows,
        "manners": [(m, WAYS[m.way]) for m in care.rule().manners],
        "rule": care.rule(),
        "mine": mine,
        "sees_more": request.actor.scope != "own",
    }
    return render(request, "caring/year.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def season(request: Request, festival: str, year: int) -> HttpResponse:
    """One festival's list; a tick writes the greeting down."""
    mine = _mine(request)
    found = _found(request, festival, year, mine=mine)
    if request.method == "POST":
        return _do(request, found)
    show = request.GET.get("show", "open")
    show = show if show in care.SHOW else "open"
    grade = request.GET.get("grade", "")
    rows = care.guests(request.actor, found, mine=mine, show=show, grade=grade)
    page = page_of(rows, Order("pinyin"), request.GET.get("after", ""), size=30)
    context = {
        "season": found,
        "rows": [
            (row, WAYS[row.manner.way]) for row in care.rows(request.actor, found, page.rows)
        ],
        "after": page.after,
        "show": show,
        "shows": care.SHOW,
        "grade": grade,
        "grades": [m.grade for m in care.rule().manners],
        "ways": WAYS,
        "mine": mine,
        "sees_more": request.actor.scope != "own",
        "drafts": batch.season_letters(request.actor, found).filter(given="").count(),
        "can_tick": request.today >= found.begins_on,
    }
    return render(request, "caring/season.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def letters(request: Request, festival: str, year: int) -> HttpResponse:
    """The drafts side by side, each with what is in its way; the ticked ones are sent."""
    found = _found(request, festival, year, mine=True)
    kept_back: list[batch.Looked] = []
    if request.method == "POST":
        ids = _numbers(request, "letter")
        sent, kept_back = batch.send_chosen(request.actor, found, ids, now=timezone.now())
        if sent:
            said = Words(f"{sent} 封已放进发件箱。", f"{sent} letters are in the outbox.")
            messages.success(request, str(said))
        if kept_back:
            said = Words(
                f"{len(kept_back)} 封没有送，原因写在信上。",
                f"{len(kept_back)} did not go; each says why.",
            )
            messages.warning(request, str(said))
        if not ids:
            messages.error(request, str(Words("请先勾选。", "Tick some first.")))
        return redirect(request.path)
    looked = batch.looked_over(request.actor, found, now=timezone.now())
    context = {
        "season": found,
        "looked": looked,
        "ready": sum(not each.obstacles for each in looked),
    }
    return render(request, "caring/letters.html", context)


def _do(request: Request, found: care.Season) -> HttpResponse:
    actor, on = request.actor, request.today
    back = came_from(request, request.path)
    do = request.POST.get("do", "")
    if do == "draft":
        written, nobody = batch.draft_letters(
            actor,
            found,
            _numbers(request, "customer"),
            language=spoken(),
            at=timezone.now(),
            on=on,
        )
        said = Words(
            f"写好了 {written} 份草稿，请逐封过目。",
            f"{written} drafts written; please look them over.",
        )
        if nobody:
            lonely = Words(f"{nobody} 位还没有联系人。", f"{nobody} have nobody to write to.")
            messages.warning(request, str(lonely))
        if written:
            messages.success(request, str(said))
            return redirect("caring:letters", found.key, found.year)
        none = Words(
            "没有可写的：没有勾选，或已经写过。",
            "Nothing to write: none ticked, or written already.",
        )
        messages.error(request, str(none))
        return redirect(back)
    ids = _numbers(request, "one")
    if not ids:
        raise Http404
    key, year = found.key, found.year
    if do == "greet":
        way = request.POST.get("way", "")
        if way not in WAYS:
            raise Http404
        try:
            care.greet(actor, key, year, ids[0], way=way, on=on)
        except care.Wishes:
            messages.error(request, str(_ALREADY_WISHED))
        else:
            messages.success(request, str(Words("记下了。", "Noted.")))
    elif do == "leave":
        why = request.POST.get("why", "").strip() or str(Words("这次不问候", "not this time"))
        care.leave_alone(actor, key, year, ids[0], why=why, on=on)
    else:
        care.undo(actor, key, year, ids[0], on=on)
    return redirect(back)


def _found(request: Request, festival: str, year: int, *, mine: bool) -> care.Season:
    if not 2000 <= year <= 2090:
        raise Http404
    try:
        return care.season(request.actor, festival, year, mine=mine)
    except care.NoSuchSeason:
        raise Http404 from None


def _mine(request: Request) -> bool:
    """One's own list, unless one sees more and asked for it."""
    return request.actor.scope == "own" or request.GET.get("whose") != "all"


def _numbers(request: Request, name: str) -> list[int]:
    said = request.POST.getlist(name)
    return [int(each) for each in said if each.isdecimal() and len(each) < 18]
