"""A task goes to another day, by hand or dropped on it; what a customer waits for only with its reason."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from zhike.activities import queries as activities
from zhike.care import rescheduling
from zhike.lib.spoken_days import day_words, near_words
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request, came_from, page_or_part
from zhike.web.rights import needs

WITHIN = timedelta(days=366)
REFUSED = {
    rescheduling.Past: (
        "to",
        Words("这一天已经过去了。", "That day is over."),
    ),
    rescheduling.Fixed: (
        "to",
        Words(
            "生日和节日不会改期；可以在“今日”里推迟提醒。",
            "A birthday or festival stays on its day; put the reminder off in Today instead.",
        ),
    ),
    rescheduling.TooEarly: (
        "to",
        Words(
            "这件事不宜更早做，请选晚一点的日子。",
            "It is too early for this; please choose a later day.",
        ),
    ),
    rescheduling.Unexplained: (
        "why",
        Words(
            "有人按这个日子等着，请写明为什么。",
            "Somebody waits for this by its day; please say why.",
        ),
    ),
}


class MoveForm(forms.Form):
    """The day it is done, and why where somebody waits for it."""

    to = forms.DateField(widget=day_input())
    why = forms.CharField(max_length=400, required=False)
    is_agreed = forms.BooleanField(required=False)

    def __init__(
        self, *args: object, task: activities.Task, today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.today = today
        labelled(
            self,
            to=Words("改到", "Do it on"),
            why=Words("为什么", "Why"),
            is_agreed=Words(
                "客户已同意改期：承诺的日子也跟着改",
                "The customer agreed: the promised day moves too",
            ),
        )
        self.fields["to"].widget.attrs["min"] = today.isoformat()
        if task.promise is None:
            del self.fields["is_agreed"]
        if not rescheduling.is_bound(task):
            self.fields["why"].label = str(Words("为什么（可不写）", "Why (may stay empty)"))

    def clean_to(self) -> date:
        to: date = self.cleaned_data["to"]
        if to > self.today + WITHIN:
            raise forms.ValidationError(
                str(Words("最多改到一年以内。", "At most a year from now."))
            )
        return to


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def move(request: Request, task_id: int) -> HttpResponse:
    """Another day for a task: a small form, which a drop on a day fills in."""
    task = activities.task(request.actor, task_id)
    form = MoveForm(
        request.POST or None,
        task=task,
        today=request.today,
        initial={"to": request.GET.get("to") or request.today + timedelta(days=1)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved = rescheduling.reschedule(
                request.actor, task_id, on=request.today, **form.cleaned_data
            )
        except tuple(REFUSED) as refused:
            field, words = REFUSED[type(refused)]
            form.add_error(field, str(words))
        else:
            messages.success(request, str(_said(moved, request.today)))
            return redirect(came_from(request, "/calendar/"))
    context = {
        "form": form,
        "task": task,
        "title": Words(task.title, task.title_en or task.title),
        "is_bound": rescheduling.is_bound(task),
        "next": came_from(request, ""),
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "calendar/move.html", context, part="sheet", status=status)


def _said(task: activities.Task, today: date) -> Words:
    on = near_words(task.snoozed_until or task.due_on, seen_on=today)
    if task.snoozed_until and task.snoozed_until != task.due_on:
        due = day_words(task.due_on, seen_on=today)
        return Words(
            f"改到{on.zh}做，到期日仍是{due.zh}。", f"To be done {on.en}; still due {due.en}."
        )
    return Words(f"已改到{on.zh}。", f"Moved to {on.en}.")
