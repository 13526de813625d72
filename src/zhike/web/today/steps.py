"""A step of the agenda is done, put off, found needless or handed to a colleague."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhike.activities import queries as activities
from zhike.care import actions as care
from zhike.care.accounts.pages import done_at
from zhike.care.gifts import is_gift_moment
from zhike.care.runs.queries import book_of, run_of
from zhike.care.runs.texts import step_of
from zhike.care.seasons import season_of_task
from zhike.care.visiting.queries import visit_of
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs
from zhike.web.today.forms import FinishForm, HandOverForm, SnoozeForm, WaiveForm

CANNOT_SEE = Words(
    "这位同事看不到该客户。请选主管，或先移交客户、登记代理。",
    "This colleague cannot see the customer. Choose the team lead, or hand the customer over first.",
)
WAITED_FOR = Words(
    "客户或上级等着这件事；推迟到期限之后，请写明原因。",
    "Somebody waits for this by its day; to put it off beyond that, say why.",
)
USUAL = {"birthday": "message", "festival": "message", "contact": "call", "rhythm": "call"}


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def finish(request: Request, task_id: int) -> HttpResponse:
    """Done: what came of it, what was promised, what comes next."""
    task = activities.task(request.actor, task_id)
    if made := visit_of(request.actor, task):
        return redirect("visits:finish", made)
    if page := done_at(task):
        return redirect(f"key:{page[0]}", page[1])
    step = step_of(task)
    proof = step.proof if step else ()
    usual = USUAL.get(task.kind, "call")
    form = FinishForm(
        request.POST or None,
        is_promise=task.promise_id is not None,
        checklist=task.checklist,
        proof=proof,
        initial={"kind": usual if not proof or usual in proof else proof[0]},
    )
    if request.method == "POST" and form.is_valid():
        care.finish_step(request.actor, task_id, on=request.today, **form.cleaned_data)
        return _back(request, Words("做完了：{what}", "Done: {what}").format(what=_title(task)))
    context = {
        "form": form,
        "task": task,
        "title": _title(task),
        "why": Words(task.why, task.why_en or task.why),
        "way": run_of(request.actor, task),
        "book": book_of(task),
        "season": season_of_task(task),
        "is_gift": is_gift_moment(task),
        "next": came_from(request, ""),
    }
    return page_or_part(request, "today/finish.html", context, part="sheet")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def snooze(request: Request, task_id: int) -> HttpResponse:
    """Not today: the step comes back on its day."""
    task = activities.task(request.actor, task_id)
    tomorrow = request.today + timedelta(days=1)
    form = SnoozeForm(request.POST or None, today=request.today, initial={"until": tomorrow})
    if request.method == "POST" and form.is_valid():
        try:
            care.snooze_step(request.actor, task_id, on=request.today, **form.cleaned_data)
        except care.Unexplained:
            form.add_error("why", str(WAITED_FOR))
        else:
            return _back(request, Words("已推迟。", "Put off."))
    people = [(u.pk, str(u)) for u in colleagues() if u.pk != task.assignee_id]
    context = {
        "form": form,
        "waive_form": WaiveForm(),
        "hand_over_form": HandOverForm(people=people),
        "task": task,
        "title": _title(task),
        "next": came_from(request, ""),
    }
    return page_or_part(request, "today/snooze.html", context, part="sheet")


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["POST"])
def waive(request: Request, task_id: int) -> HttpResponse:
    """It need not be done, and here is why."""
    activities.task(request.actor, task_id)
    form = WaiveForm(request.POST)
    if not form.is_valid():
        return _back(request, Words("请写一句为什么。", "Please say why."), failed=True)
    care.waive_step(request.actor, task_id, why=form.cleaned_data["why"], on=request.today)
    return _back(request, Words("已记下原因，划去。", "Struck off, with the reason noted."))


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["POST"])
def hand_over(request: Request, task_id: int) -> HttpResponse:
    """A colleague does it."""
    activities.task(request.actor, task_id)
    people = [(u.pk, str(u)) for u in colleagues()]
    form = HandOverForm(request.POST, people=people)
    if not form.is_valid():
        return _back(
            request, Words("请选一位同事。", "Please choose a colleague."), failed=True
        )
    to_user_id = form.cleaned_data["to_user"]
    try:
        care.hand_over_step(request.actor, task_id, to_user_id=to_user_id, on=request.today)
    except care.Unseen:
        return _back(request, CANNOT_SEE, failed=True)
    return _back(
        request,
        Words("已交给 {who}。", "Handed to {who}.").format(who=dict(people)[to_user_id]),
    )


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["POST"])
def once(request: Request, task_id: int) -> HttpResponse:
    """It does not come again."""
    care.end_series(request.actor, task_id, on=request.today)
    return _back(request, Words("以后不再重复。", "It will not come again."))


def _title(task: activities.Task) -> Words:
    return Words(task.title, task.title_en or task.title)


def _back(request: Request, said: Words, *, failed: bool = False) -> HttpResponse:
    (messages.error if failed else messages.success)(request, str(said))
    return redirect(came_from(request, "/today/"))
