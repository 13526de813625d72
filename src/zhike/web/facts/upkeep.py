"""The file's upkeep: birthdays nobody knows, answers grown old, questions nobody needs, questions to switch on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhike.customers import asking
from zhike.customers import upkeep as queries
from zhike.customers.actions import switches
from zhike.customers.answers import months_later
from zhike.lib.words import Words
from zhike.methods.forms import Form, Item
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.facts.forms import SwitchForm
from zhike.web.http import Request
from zhike.web.rights import needs


@needs(Permission.READ_CUSTOMERS)
@require_safe
def upkeep(request: Request) -> HttpResponse:
    """Whose birthday do I not know, and which answers are to be asked again."""
    context = {
        "card": methods().cards["tool_rightly_seen"],
        "unknown": queries.unasked_birthdays(request.actor),
        "stale": [
            (fact, asking.question(fact.key))
            for fact in queries.stale_facts(request.actor, on=request.today)[:100]
        ],
    }
    return render(request, "facts/upkeep.html", context)


@needs(Permission.READ_REGISTERS)
@require_safe
def questions(request: Request) -> HttpResponse:
    """Which answers are never used, and which sensitive questions are on."""
    context = {
        "usage": queries.usage(since=months_later(request.today, -12)),
        "switches": [
            (switch, _item_titled(switch.form, switch.item)) for switch in queries.switches()
        ],
        "form": SwitchForm(questions=_off_questions()),
    }
    return render(request, "facts/questions.html", context)


@needs(Permission.SWITCH_METHODS)
@require_POST
def ask(request: Request) -> HttpResponse:
    """A question is to be switched on; somebody else must agree."""
    form = SwitchForm(request.POST, questions=_off_questions())
    if form.is_valid():
        name, _, item = form.cleaned_data["question"].partition(".")
        switches.ask_switch(
            request.actor,
            form=name,
            item=item,
            assessment=form.cleaned_data["assessment"],
            on=request.today,
        )
        said = Words(
            "已申请；要由另一位有权限的人同意。", "Asked for; somebody else has to agree."
        )
        messages.success(request, str(said))
    else:
        said = Words(
            "请选一个问题，并写明影响评估。", "Choose a question and name the assessment."
        )
        messages.error(request, str(said))
    return redirect("facts:questions")


@needs(Permission.SWITCH_METHODS)
@require_POST
def grant(request: Request, switch_id: int) -> HttpResponse:
    """Somebody else agrees."""
    try:
        switches.grant_switch(request.actor, queries.switch(switch_id), on=request.today)
    except switches.OwnRequest:
        said = Words(
            "自己申请的要由别人同意。", "Somebody else has to agree to your own request."
        )
        messages.error(request, str(said))
    else:
        messages.success(request, str(Words("已开启。", "Switched on.")))
    return redirect("facts:questions")


@needs(Permission.SWITCH_METHODS)
@require_POST
def off(request: Request, switch_id: int) -> HttpResponse:
    """The question is not asked any more."""
    switches.switch_off(request.actor, queries.switch(switch_id), on=request.today)
    messages.success(request, str(Words("已关闭。", "Switched off.")))
    return redirect("facts:questions")


def _off_questions() -> list[tuple[str, Words]]:
    return [
        (f"{form.head.name}.{item.key}", _named(form, item))
        for form in asking.forms().values()
        for item in form.items
        if item.is_off
    ]


def _item_titled(form: str, item: str) -> Words:
    return dict(_off_questions()).get(f"{form}.{item}", Words(item, item))


def _named(form: Form, item: Item) -> Words:
    return Words(
        f"{form.head.title.zh}：{item.title.zh}", f"{form.head.title.en}: {item.title.en}"
    )
