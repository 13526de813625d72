"""Who moved between classes and why, and what waits for a person to decide (S2-08, S2-16)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhike.care.owing import owed
from zhike.customers import moving
from zhike.customers.actions.classes import review_scheme
from zhike.customers.actions.moving import (
    AlreadyAsked,
    Choice,
    NoReason,
    NoReviewDay,
    decide_asked,
    decide_class,
)
from zhike.customers.moving import MoveDecision, Standing, StandingMove
from zhike.customers.reviewing import schemes_due
from zhike.lib.months import months_after, months_before
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value.pictures.cut import Cut
from zhike.value.pictures.moving import Way, counted, moves, only, way
from zhike.web.guard.deciding import decided
from zhike.web.http import Request, came_from
from zhike.web.paging import Order, page_of
from zhike.web.rights import needs
from zhike.web.value.asked import cut_of
from zhike.web.value.book import page
from zhike.web.value.schemes import Graded, graded

WAITING, MOVES = 30, 25
LATER = 3  # months until a decided class is looked at again, unless somebody says otherwise
WAYS = {
    Way.UP: Words("升了", "Up"),
    Way.DOWN: Words("降了", "Down"),
    Way.ACROSS: Words("换了类", "Changed class"),
    Way.NEW: Words("新进", "New"),
    Way.LEFT: Words("退出", "Left"),
}
NONE = Words("不在任何一类", "in no class")


@dataclass(frozen=True, slots=True)
class Move:
    """One move as the report shows it: which way, from where to where, the reasons, and what is missing to the next class."""

    row: StandingMove
    way: Way
    before: Words
    after: Words
    why: str | Words
    gap: Words | None


@dataclass(frozen=True, slots=True)
class Open:
    """A class that waits for a decision: what it is, what the data says instead, and the grounds."""

    row: Standing
    scheme: Words
    held: Words
    proposed: Words | None
    way: Way | None
    grounds: Words | None
    is_due: bool


@needs(Permission.READ_CUSTOMERS)
@require_safe
def report(request: Request) -> HttpResponse:
    """What is to decide, and who moved in the period asked for."""
    chosen = cut_of(request.GET)
    scheme = graded(chosen.scheme)
    since = months_before(request.today, chosen.months)
    wanted = request.GET.get("way", "")
    rows = moves(request.actor, chosen, since=since)
    if wanted in set(Way):
        rows = only(rows, Way(wanted), scheme.ranked)
    rows = rows.select_related("customer", "customer__owner")
    found = page_of(
        rows, Order("moved_on", falls=True), request.GET.get("after", ""), size=MOVES
    )
    counts = counted(request.actor, chosen, scheme.ranked, since=since)
    to_decide = moving.to_decide(request.actor, on=request.today).filter(
        **chosen.within("customer__")
    )
    waiting = moving.due_first(to_decide, on=request.today).select_related(
        "customer", "customer__owner", "customer__measures", "set_by"
    )
    context = page(request, chosen) | {
        "scheme": scheme,
        "ways": [(each, WAYS[each], counts[each]) for each in WAYS if counts[each] or each != Way.ACROSS],
        "way": wanted,
        "moved": _moved(request, chosen, scheme, found.rows),
        "after": found.after,
        "since": since,
        "open": [_open(row, request.today) for row in waiting[:WAITING]],
        "open_count": to_decide.order_by().count(),
        "asked": [_told(row) for row in moving.asked(request.actor).waiting()[:WAITING]],
        "history": [_told(row) for row in moving.decisions(request.actor).exclude(decided_at=None)[:12]],
        "schemes_due": schemes_due(request.today),
        "later": months_after(request.today, LATER),
        "tomorrow": request.today + timedelta(days=1),
    }  # fmt: skip
    return render(request, "value/moves.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def decide(request: Request) -> HttpResponse:
    """The ticked proposals are taken, or what is held is kept: all for one reason, until one day."""
    back = came_from(request, reverse("value:moves"))
    takes = request.POST.get("do") == "take"
    ids = [
        int(pk) for pk in request.POST.getlist("standing") if pk.isdecimal() and len(pk) < 12
    ]
    rows = moving.to_decide(request.actor, on=request.today).filter(pk__in=ids[:WAITING])
    why, day = request.POST.get("why", "").strip(), asked_day(request)
    if not ids:
        messages.error(request, str(Words("先勾选要定的客户。", "Tick the customers first.")))
        return redirect(back)
    if not why or day is None or day <= request.today:
        said = Words(
            "请写一句理由，再定一个以后的日子。", "Give a reason and a later day to look again."
        )
        messages.error(request, str(said))
        return redirect(back)
    done, asked, stopped = 0, 0, 0
    for row in rows.select_related("customer"):
        try:
            decision = _decide(request, row, why, day, takes=takes)
        except (AlreadyAsked, NoReason, NoReviewDay):
            stopped += 1
        else:
            done += decision.decided_at is not None
            asked += decision.decided_at is None
    if done:
        messages.success(request, str(Words(f"定了 {done} 位。", f"{done} decided.")))
    if asked:
        said = Words(
            f"{asked} 位要另一位同事批准，已提交。",
            f"{asked} asked for; a colleague must approve.",
        )
        messages.success(request, str(said))
    if stopped or not (done or asked):
        said = Words("有的已经有人定了。", "Some had been decided already.")
        messages.error(request, str(said))
    return redirect(back)


@transaction.atomic
def _decide(
    request: Request, row: Standing, why: str, day: date, *, takes: bool
) -> MoveDecision:
    key = row.proposed if takes and row.proposed else row.grade
    known = owed(request.actor, row.customer_id, on=request.today)
    choice = Choice(row.scheme, key, why, day, known)
    return decide_class(
        request.actor, row.customer, choice, at=timezone.now(), on=request.today
    )


@needs(Permission.APPROVE)
@require_POST
def decide_waiting(request: Request, decision_id: int) -> HttpResponse:
    """Another one agrees to a class, or refuses."""
    moving.asked(request.actor).get(pk=decision_id)
    return decided(
        request,
        lambda grant, why: decide_asked(
            request.actor,
            decision_id,
            grant=grant,
            why=why,
            at=timezone.now(),
            on=request.today,
        ),
        back=reverse("value:moves"),
    )


@needs(Permission.MANAGE_BOOK)
@require_POST
def review(request: Request, scheme: str) -> HttpResponse:
    """A classification itself was looked at anew."""
    outcome = request.POST.get("outcome", "").strip()
    if scheme not in {each.name for each in schemes_due(request.today)} or not outcome:
        said = Words("请写一句复看的结论。", "Say in a sentence what came of it.")
        messages.error(request, str(said))
    else:
        review_scheme(request.actor, scheme, outcome=outcome, on=request.today)
        messages.success(
            request, str(Words("已记下，到期再来。", "Noted; it comes again when due."))
        )
    return redirect("value:moves")


def asked_day(request: Request) -> date | None:
    """The day to look again, as the form says it; None when it says none."""
    try:
        return date.fromisoformat(request.POST.get("review_on", ""))
    except ValueError:
        return None


def _moved(
    request: Request, chosen: Cut, scheme: Graded, rows: list[StandingMove]
) -> list[Move]:
    standings = moving.standings_of(
        request.actor, [chosen.scheme], [row.customer_id for row in rows]
    )
    found = []
    for row in rows:
        standing = standings.get(row.customer_id)
        is_now = standing is not None and standing.grade == row.after
        found.append(
            Move(
                row,
                way(row.before, row.after, scheme.ranked),
                scheme.titles.get(row.before, NONE if not row.before else _plain(row.before)),
                scheme.titles.get(row.after, NONE if not row.after else _plain(row.after)),
                row.why or (_grounds(standing) if is_now else None) or "–",
                _part(standing, "next") if is_now else None,
            )
        )
    return found


def _open(row: Standing, today: date) -> Open:
    scheme = graded(row.scheme)
    return Open(
        row,
        scheme.title,
        scheme.titles.get(row.grade, _plain(row.grade)),
        scheme.titles.get(row.proposed, _plain(row.proposed)) if row.proposed else None,
        way(row.grade, row.proposed, scheme.ranked) if row.proposed else None,
        _grounds(row),
        row.review_on is not None and row.review_on <= today,
    )


def _told(row: MoveDecision) -> tuple[MoveDecision, Words, Words, Words]:
    scheme = graded(row.scheme)
    before = scheme.titles.get(row.before, NONE if not row.before else _plain(row.before))
    return row, scheme.title, before, scheme.titles.get(row.after, _plain(row.after))


def _grounds(standing: Standing | None) -> Words | None:
    """Where most points were lost; or, without points, the reason given."""
    parts = [part for part in (standing.because if standing else []) if "best" in part]
    lost = max(parts, key=lambda part: part["best"] - part["points"], default=None)
    if lost is None:
        said = next(
            (p["words"] for p in (standing.because if standing else []) if "words" in p), None
        )
        return Words(said["zh"], said["en"]) if said else None
    return Words(
        f"{lost['name']['zh']}失分最多：{lost['words']['zh']}",
        f"most lost on {lost['name']['en'].lower()}: {lost['words']['en']}",
    )


def _part(standing: Standing | None, key: str) -> Words | None:
    part = next(
        (p for p in (standing.because if standing else []) if p.get("key") == key), None
    )
    return Words(part["words"]["zh"], part["words"]["en"]) if part else None


def _plain(key: str) -> Words:
    return Words(key, key)
