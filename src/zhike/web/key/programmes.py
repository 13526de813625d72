"""Programmes for accounts: the register, one of them, its writing, agreement, beginning and end, its sessions, its print (S3-21, S3-25)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care.accounts import condition, sessions
from zhike.care.accounts import programmes as care
from zhike.care.accounts.effect import effect
from zhike.care.accounts.sessions import SessionDraft
from zhike.customers import queries as customers
from zhike.lib.money import parse_money
from zhike.lib.words import Words, spoken
from zhike.methods.guidance import MEANS
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.web.guard.deciding import decided
from zhike.web.http import Request
from zhike.web.key.forms import Choices, ProgrammeForm, SessionForm
from zhike.web.rights import needs

SHOWN = 100
_DONE = {
    "ask": Words("已送主管看。", "Sent to be agreed."),
    "begin": Words("开始了。", "It runs."),
    "end": Words("结束了，效果写下了。", "Ended, with what came of it."),
    "withdraw": Words("已撤回。", "Withdrawn."),
}
_UNFINISHED = Words(
    "方案里还有没填的【空】，先改好再走下一步。",
    "The plan still has open 【slots】: fill them first.",
)
_NOT_AGREED = Words(
    "要花钱的和促销方案，先请主管同意。",
    "What costs money, and every promotion, is agreed first.",
)
_WHY = Words("请写一句。", "Please write a line.")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Every programme one sees, narrowed."""
    kind, stage = request.GET.get("kind", ""), request.GET.get("stage", "open")
    kind = kind if kind in care.KINDS else ""
    stage = stage if stage in {"open", *care.STAGES} else ""
    mine = request.GET.get("whose") == "mine"
    rows = care.programmes_of(request.actor, kind=kind, stage=stage, mine=mine)
    context = {
        "rows": rows[:SHOWN],
        "kind": kind,
        "stage": stage,
        "mine": mine,
        "kinds": care.KINDS,
        "stages": care.STAGES,
    }
    return render(request, "key/programmes.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """A programme is outlined; its plan is written from the template and what is known of the account."""
    customer = customers.customer(request.actor, customer_id)
    kind = request.GET.get("kind", "guidance")
    if kind not in care.KINDS:
        raise Http404
    form = ProgrammeForm(
        request.POST or None,
        owners=_owners(),
        asks=care.document(kind).asks,
        initial={"begins_on": request.today, "owner_id": request.user.pk, **_advised(request)},
    )
    if request.method == "POST" and form.is_valid():
        made = care.outline(
            request.actor,
            customer_id,
            _outline(form, kind),
            form.answers(),
            language=spoken(),
            at=timezone.now(),
            on=request.today,
        )
        messages.success(
            request, str(Words("草案写好了，看一遍再改。", "A draft: read it through."))
        )
        return redirect("key:programme", made.pk)
    context = {"form": form, "customer": customer, "kind": care.KINDS[kind], "key": kind}
    return render(
        request, "key/programme_form.html", context, status=422 if form.errors else 200
    )


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def edit(request: Request, programme_id: int) -> HttpResponse:
    """The draft as somebody wants it."""
    found = care.programme(request.actor, programme_id)
    names = ("title", "goal", "begins_on", "ends_on", "owner_id", "plan")
    initial = {name: getattr(found, name) for name in names}
    initial["budget"] = f"{found.budget / 100:g}"
    form = ProgrammeForm(request.POST or None, owners=_owners(), initial=initial)
    if request.method == "POST" and form.is_valid():
        said, plan = _outline(form, found.kind), form.cleaned_data["plan"]
        try:
            care.rewrite(request.actor, programme_id, said, plan, on=request.today)
        except care.OtherStage as other:
            _tell_stage(request, other)
        else:
            messages.success(request, str(Words("改好了。", "Changed.")))
        return redirect("key:programme", programme_id)
    context = {"form": form, "customer": found.customer, "kind": care.KINDS[found.kind], "programme": found}  # fmt: skip
    return render(
        request, "key/programme_form.html", context, status=422 if form.errors else 200
    )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def programme(request: Request, programme_id: int) -> HttpResponse:
    """One programme: the plan, how far it has come, its sessions, what it did."""
    found = care.programme(request.actor, programme_id)
    form = SessionForm(None, today=request.today, initial={"means": "onsite"})
    if request.method == "POST" and request.POST.get("do") == "session":
        form = SessionForm(request.POST, today=request.today)
        if form.is_valid() and _plan(request, programme_id, form):
            return redirect("key:programme", programme_id)
    elif request.method == "POST":
        _do(request, found)
        return redirect("key:programme", programme_id)
    context = _shown(request, found) | {
        "form": form,
        "assets": found.assets.visible_to(request.actor).order_by("pk"),
        "may_decide": found.stage == "asked"
        and care.asked_programmes(request.actor).decidable_by(request.actor).filter(pk=found.pk).exists(),
    }  # fmt: skip
    return render(request, "key/programme.html", context, status=422 if form.errors else 200)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def paper(request: Request, programme_id: int) -> HttpResponse:
    """The plan as it is handed round."""
    found = care.programme(request.actor, programme_id)
    return render(request, "key/programme_print.html", _shown(request, found))


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, programme_id: int) -> HttpResponse:
    """May it be done?"""
    care.asked_programmes(request.actor).get(pk=programme_id)
    return decided(
        request,
        lambda grant, why: care.decide(
            request.actor,
            programme_id,
            grant=grant,
            why=why,
            at=timezone.now(),
            on=request.today,
        ),
        back=reverse("key:programme", args=[programme_id]),
    )


def _shown(request: Request, found: care.Programme) -> dict[str, object]:
    learners = sessions.learners_of(request.actor, found.pk)
    topics = sessions.topics()
    return {
        "programme": found,
        "kind": care.KINDS[found.kind],
        "stage": care.STAGES[found.stage],
        "effect": effect(request.actor, found, on=request.today),
        "sessions": [
            (row, MEANS.get(row.means, row.means), topics.get(row.topic, row.topic), learners.get(row.pk, []))
            for row in sessions.sessions_of(request.actor, found.pk)
        ],
        "has_slots": "【" in found.plan,
    }  # fmt: skip


def _plan(request: Request, programme_id: int, form: SessionForm) -> bool:
    try:
        sessions.plan(
            request.actor, programme_id, SessionDraft(**form.cleaned_data), on=request.today
        )
    except care.OtherStage as other:
        _tell_stage(request, other)
        return False
    messages.success(
        request, str(Words("约好了，准备和回看都列进待办。", "Agreed; preparing it and looking again are tasks now."))
    )  # fmt: skip
    return True


def _do(request: Request, found: care.Programme) -> None:
    """A step of the programme, and how it went in words."""
    do, words = request.POST.get("do", ""), request.POST.get("words", "").strip()[:2000]
    spent, day, actor = _spent(request), request.today, request.actor
    steps: dict[str, Callable[[], object]] = {
        "ask": lambda: care.ask(actor, found.pk, at=timezone.now(), on=day),
        "begin": lambda: care.begin(actor, found.pk, on=day),
        "end": lambda: care.end(actor, found.pk, outcome=words, spent=spent or 0, on=day),
        "withdraw": lambda: care.withdraw(actor, found.pk, why=words, spent=spent or 0, on=day),
    }
    if do not in steps:
        raise Http404
    if do in {"end", "withdraw"} and (not words or spent is None):
        messages.error(request, str(_WHY))
        return
    try:
        steps[do]()
    except care.OtherStage as other:
        _tell_stage(request, other)
    except care.Unfinished:
        messages.error(request, str(_UNFINISHED))
    except care.NotAgreed:
        messages.error(request, str(_NOT_AGREED))
    except care.NotAllowed as never:
        said = Words(
            f"方案里有“{never.phrase}”，不能这样写。",
            f"The plan says “{never.phrase}”, which it may not.",
        )
        messages.error(request, str(said))
    except care.StillPromised as promised:
        said = Words(
            f"还有 {promised.count} 次约好的指导，先做完或者取消。",
            f"{promised.count} sessions are agreed: hold them or call them off first.",
        )
        messages.error(request, str(said))
    else:
        messages.success(request, str(_DONE[do]))


def _spent(request: Request) -> int | None:
    """What was spent, in fen; 0 when nothing was written, None when it is no amount."""
    text = request.POST.get("spent", "").strip()[:20]
    try:
        fen = parse_money(text) if text else 0
    except ValueError:
        return None
    return fen if fen >= 0 else None


def _tell_stage(request: Request, other: care.OtherStage) -> None:
    stage = care.STAGES[other.stage]
    said = Words(f"现在是“{stage.zh}”，不能这样做。", f"Not now: it is “{stage.en}”.")
    messages.error(request, str(said))


def _owners() -> Choices:
    return [(user.pk, str(user)) for user in colleagues()]


def _outline(form: ProgrammeForm, kind: str) -> care.Outline:
    names = ("title", "goal", "begins_on", "ends_on", "budget", "owner_id")
    return care.Outline(kind, **{name: form.cleaned_data[name] for name in names})


def _advised(request: Request) -> dict[str, str]:
    """What a piece of advice fills in ahead."""
    key = request.GET.get("advice", "")
    advice = next((each for each in condition.rule().advice if each.key == key), None)
    if advice is None:
        return {}
    words = str(advice.title)
    return {"title": words[:120], "ask_teach": words, "ask_bring": words}
