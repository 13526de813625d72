"""A person's rights in the browser: to see what is kept of him, and to be forgotten."""

import json

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.customers import facts, persons
from zhike.customers.access import copy_of
from zhike.customers.actions.persons import decide_request, finish_request, receive_request
from zhike.exchange.erasing import carry_out
from zhike.exchange.out.columns import What
from zhike.exchange.out.handing import Handed, hand_out
from zhike.lib.words import Words
from zhike.trust.actor import Level, Permission
from zhike.web.facts.consents import file_address
from zhike.web.files import text_answer
from zhike.web.forms import day_input, labelled
from zhike.web.guard.deciding import decided
from zhike.web.http import Request
from zhike.web.rights import needs

KINDS = {
    "copy": Words("要一份关于自己的资料", "wants a copy of what is kept of him"),
    "erase": Words("要求删除自己的资料", "wants to be erased"),
}


class RequestForm(forms.Form):
    """What a person asks of us, in his words, and when he did."""

    kind = forms.ChoiceField()
    words = forms.CharField(max_length=200)
    came_on = forms.DateField(widget=day_input())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            kind=Words("他要什么", "What he wants"),
            words=Words("他怎么说的", "In his words"),
            came_on=Words("哪天提出的", "On which day"),
        )
        self.fields["kind"].choices = list(KINDS.items())  # type: ignore[attr-defined]


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def ask(request: Request, customer_id: int, contact_id: int | None = None) -> HttpResponse:
    """Somebody asks to see what is kept of him, or to be erased; a colleague decides."""
    subject = facts.subject(request.actor, customer_id, contact_id)
    form = RequestForm(request.POST or None, initial={"came_on": request.today})
    if request.method == "POST" and form.is_valid():
        made = receive_request(request.actor, subject, **form.cleaned_data, at=timezone.now())
        said = Words(
            "已受理，最迟 {day} 答复；要由另一位同事决定。",
            "Taken down; to be answered by {day}. Another colleague decides.",
        )
        messages.success(request, str(said.format(day=made.due_on)))
        return redirect("facts:person_request", made.pk)
    context = {"form": form, "subject": subject, "back": file_address(subject)}
    return render(request, "facts/ask.html", context, status=422 if form.errors else 200)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """What persons asked of us, the soonest due first."""
    rows = list(persons.requests(request.actor)[:200])
    return render(request, "facts/requests.html", {"rows": rows, "kinds": KINDS})


@needs(Permission.READ_CUSTOMERS)
@require_safe
def one(request: Request, request_id: int) -> HttpResponse:
    """One request: who asked what, who decides, what is left to do."""
    asked = persons.request(request.actor, request_id)
    context = {
        "asked": asked,
        "kind": KINDS[asked.kind],
        "may_decide": persons.requests(request.actor)
        .decidable_by(request.actor)
        .filter(pk=asked.pk)
        .exists(),
        "is_mine": asked.asked_by_id == request.actor.user_id,
    }
    return render(request, "facts/request.html", context)


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, request_id: int) -> HttpResponse:
    """Somebody else grants or refuses it."""
    persons.request(request.actor, request_id)
    return decided(
        request,
        lambda grant, why: decide_request(
            request.actor, request_id, grant=grant, why=why, at=timezone.now()
        ),
        back=reverse("facts:person_request", args=[request_id]),
    )


@needs(Permission.TAKE_FILES)
@require_POST
def hand_copy(request: Request, request_id: int) -> HttpResponse:
    """The copy, handed out once; the sealed answers in it are opened for the person, on record."""
    asked = persons.request(request.actor, request_id)
    subject = persons.subject_of(asked)
    at = timezone.now()
    if asked.kind != "copy" or not asked.is_granted or asked.done_at:
        messages.error(
            request, str(Words("没有可交付的副本。", "There is no copy to hand out."))
        )
        return redirect("facts:person_request", asked.pk)
    told = copy_of(request.actor, subject, at=at)
    handed = Handed(
        What.COPY,
        f"{asked.subject.replace(':', '-')}.json",
        json.dumps(told, ensure_ascii=False, indent=2).encode(),
        asked.words,
        {asked.customer_id},
        {subject.contact.pk} if subject.contact else set(),
        Level.PERSONAL,
    )
    finish_request(request.actor, asked, at=at)
    hand_out(request.actor, handed, at=at)
    return text_answer(handed.content, handed.name)


@needs(Permission.ANSWER_PERSONS)
@require_POST
def erase(request: Request, request_id: int) -> HttpResponse:
    """The erasure is carried out; there is no way back."""
    asked = persons.request(request.actor, request_id)
    if asked.kind != "erase" or not asked.is_granted:
        messages.error(request, str(Words("还没有批准。", "It is not granted.")))
    elif carry_out(request.actor, asked, at=timezone.now()):
        messages.success(request, str(Words("已全部删除。", "Everything is erased.")))
    return redirect("facts:person_request", asked.pk)
