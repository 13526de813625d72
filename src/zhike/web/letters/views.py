"""Letters: choose one, go over it, send it, and see what became of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.activities import queries as activities
from zhike.care.actions import Unproven
from zhike.care.messages import letters, sending
from zhike.care.messages.gate import in_the_way
from zhike.care.messages.letters import GoneAlready
from zhike.care.messages.log import STATES, problem_words
from zhike.care.messages.rules import Weight
from zhike.care.messages.sending import Refused, TooLate
from zhike.care.messages.server import hours
from zhike.customers import queries as customers
from zhike.lib.words import Words, spoken
from zhike.trust.actor import Permission
from zhike.web.forms import named_people
from zhike.web.http import Request
from zhike.web.letters.forms import OCCASIONS, OTHERS, LetterForm, NewLetterForm
from zhike.web.rights import needs

PAGE = 100


@needs(Permission.LOG_TOUCHES)
@require_safe
def letter_list(request: Request) -> HttpResponse:
    """What waits for me, what waits to leave, and what left."""
    show = request.GET.get("show", "")
    rows = letters.letters(request.actor)
    if show == "outbox":
        rows = rows.filter(outgoing__state__in=("waiting", "sending"), given="mail")
    elif show == "given":
        rows = rows.exclude(touch=None)
    elif show != "all":
        rows = letters.to_look_at(request.actor)
    context = {
        "letters": [_listed(row) for row in rows[:PAGE]],
        "show": show,
        "states": STATES,
    }
    return render(request, "letters/list.html", context)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """Choose a letter to somebody at this customer; the one the task's step names stands first."""
    customer = customers.customer(request.actor, customer_id)
    asked = request.GET.get("task", "")
    is_number = asked.isdecimal() and len(asked) < 19
    task = activities.task(request.actor, int(asked)) if is_number else None
    people = named_people(customers.contacts(request.actor, customer_id))
    shelf = letters.documents()
    proposed = request.GET.get("document") or letters.suggested(task)
    initial = {
        "contact": request.GET.get("contact") or (task.contact_id if task else None),
        "language": spoken(),
        "document": proposed,
    }
    form = NewLetterForm(request.POST or None, people=people, documents=shelf, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = letters.write_letter(
            request.actor,
            contact_id=form.cleaned_data["contact"],
            document_name=form.cleaned_data["document"],
            language=form.cleaned_data["language"],
            at=timezone.now(),
            on=request.today,
            task_id=task.pk if task else None,
        )
        return redirect("letters:letter", made.pk)
    chosen = form["document"].value()
    groups = [
        (words, [d for d in shelf if d.occasion == occasion])
        for occasion, words in OCCASIONS.items()
    ]
    groups.append((OTHERS, [d for d in shelf if d.occasion not in OCCASIONS]))
    context = {
        "customer": customer, "form": form, "task": task, "chosen": chosen, "people": people,
        "groups": [(words, found) for words, found in groups if found],
    }  # fmt: skip
    return render(request, "letters/new.html", context, status=422 if form.errors else 200)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def letter(request: Request, letter_id: int) -> HttpResponse:
    """One letter: the words, what is in the way, and what can be done with it."""
    found = letters.letter(request.actor, letter_id)
    if request.method == "POST":
        return _do(request, found)
    return _page(request, found)


@needs(Permission.LOG_TOUCHES)
@require_safe
def printed(request: Request, letter_id: int) -> HttpResponse:
    """The letter alone, for one sheet of paper."""
    return render(
        request, "letters/print.html", {"letter": letters.letter(request.actor, letter_id)}
    )


def _page(
    request: Request,
    found: letters.Letter,
    form: LetterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    document = letters.document(found.document)
    is_mine = found.author_id in request.actor.stands_for
    now = timezone.localtime()
    is_draft = not found.given
    form = form or _form(request, found)
    against = in_the_way(request.actor, found, now=now) if is_draft and is_mine else []
    outgoing = getattr(found, "outgoing", None)
    context = {
        "letter": found,
        "document": document,
        "form": form,
        "is_mine": is_mine,
        "is_draft": is_draft,
        "obstacles": against,
        "stops": any(o.weight is Weight.STOP for o in against),
        "confirms": any(o.weight is Weight.CONFIRM for o in against),
        "waits": any(o.weight is Weight.LATER for o in against),
        "morning": hours().next_morning(now),
        "outgoing": outgoing if not is_draft else None,
        "state": STATES[outgoing.state] if outgoing and not is_draft else None,
        "problem": problem_words(outgoing.problem) if outgoing and not is_draft else None,
        "offers_task": bool(found.touch_id and found.task and not found.task.ended_on),
    }
    return render(request, "letters/letter.html", context, status=status)


def _form(request: Request, found: letters.Letter) -> LetterForm:
    return LetterForm(
        request.POST if request.method == "POST" else None,
        document=letters.document(found.document),
        addresses=letters.addresses(request.actor, found.contact),
        initial={
            "subject": found.subject,
            "body": found.body,
            "to": found.to,
            **{f"ask_{key}": value for key, value in found.values.items()},
        },
    )


def _do(request: Request, found: letters.Letter) -> HttpResponse:
    """One of the buttons; the words are kept first where there are any."""
    do = request.POST.get("do", "")
    if do in {"save", "send", "confirm", "morning", "hand"} and not found.given:
        form = _form(request, found)
        if not form.is_valid():
            return _page(request, found, form, 422)
        letters.edit_letter(request.actor, found.pk, form.edit(), at=timezone.now())
    act = _ACTS.get(do)
    if act is None:
        return redirect("letters:letter", found.pk)
    try:
        said = act(request, found.pk)
    except Refused as refused:
        for obstacle in refused.obstacles:
            messages.error(request, str(obstacle.words))
    except Unproven:
        asks = Words(
            "这件待办要用别的方式做完，请到“今日”里完成。",
            "This task asks for another kind of proof; finish it under Today.",
        )
        messages.error(request, str(asks))
    except (GoneAlready, TooLate):
        messages.error(
            request,
            str(Words("已经来不及：它的状态变了。", "Too late: its state has changed.")),
        )
    else:
        messages.success(request, str(said))
    if do == "discard":
        return redirect("letters:list")
    return redirect("letters:letter", found.pk)


def _fill(request: Request, letter_id: int) -> Words:
    found = letters.letter(request.actor, letter_id)
    language = {"english": "en", "chinese": "zh"}.get(
        request.POST.get("do", ""), found.language
    )
    form = _form(request, found)
    letters.fill_anew(
        request.actor,
        letter_id,
        form.values(),
        language=language,
        at=timezone.now(),
        on=request.today,
    )
    return Words("已按范本重新写好。", "Written anew from the document.")


def _send(request: Request, letter_id: int) -> Words:
    sending.send_letter(
        request.actor,
        letter_id,
        now=timezone.now(),
        confirmed=request.POST.get("do") == "confirm" or "sure" in request.POST,
        next_morning=request.POST.get("do") == "morning",
    )
    return Words(
        "已放进发件箱；送出之前可以收回。",
        "It is in the outbox; until it leaves you can take it back.",
    )


def _take_back(request: Request, letter_id: int) -> Words:
    sending.take_back(request.actor, letter_id, at=timezone.now())
    return Words("收回了，又是草稿。", "Taken back; it is a draft again.")


def _again(request: Request, letter_id: int) -> Words:
    sending.send_again(request.actor, letter_id, now=timezone.now(), confirmed=True)
    return Words("再送一次。", "It is sent once more.")


def _arrived(request: Request, letter_id: int) -> Words:
    sending.it_arrived(request.actor, letter_id, at=timezone.now(), on=request.today)
    return Words("记下了：对方收到了。", "Noted: it arrived.")


def _hand(request: Request, letter_id: int) -> Words:
    sending.gave_by_hand(request.actor, letter_id, at=timezone.now(), on=request.today)
    return Words("记下了：您自己送的。", "Noted: you gave it yourself.")


def _finish(request: Request, letter_id: int) -> Words:
    sending.finish_task_of(request.actor, letter_id, on=request.today)
    return Words("待办已完成。", "The task is done.")


def _discard(request: Request, letter_id: int) -> Words:
    letters.discard_letter(request.actor, letter_id, on=request.today)
    return Words("草稿已丢弃。", "The draft is thrown away.")


_ACTS: dict[str, Callable[[Request, int], Words]] = {
    "save": lambda _request, _id: Words("已存好。", "Kept."),
    "fill": _fill,
    "english": _fill,
    "chinese": _fill,
    "send": _send,
    "confirm": _send,
    "morning": _send,
    "take_back": _take_back,
    "again": _again,
    "arrived": _arrived,
    "hand": _hand,
    "finish": _finish,
    "discard": _discard,
}


def _listed(row: letters.Letter) -> tuple[letters.Letter, Words, Words, str, Words | None]:
    """The letter, its document's name, its state and tone, and why it stays behind."""
    title = letters.title_of(row)
    if not row.given:
        return row, title, Words("草稿", "draft"), "", None
    if row.given == "hand":
        return row, title, Words("自己送的", "by hand"), "good", None
    words, tone = STATES[row.outgoing.state]
    return row, title, words, tone, problem_words(row.outgoing.problem)
