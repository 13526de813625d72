"""What customers are to know, and what they want to know: told, read, answered, and by when (S3-28)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from zhike.care import informing as care
from zhike.care.informing import BulletinDraft, InTheFuture, NotToldYet, Wanted
from zhike.customers import marks
from zhike.customers import queries as customers
from zhike.customers.queries import Contact
from zhike.lib.words import Words, spoken
from zhike.trust.actor import Permission
from zhike.value.listing import RHYTHM
from zhike.value.queries import methods
from zhike.web.forms import day_input, labelled
from zhike.web.http import Request
from zhike.web.rights import needs

NOT_YET = Words("先告诉他，才谈得上看和答。", "He must be told before he can read or answer.")
NO_DAY = Words(
    "这一天还没到，或者在告诉他之前。", "That day is still to come, or before he was told."
)


class NoticeForm(forms.Form):
    """What kind of news, its title, its words, from when on it holds."""

    kind = forms.ChoiceField()
    title = forms.CharField(max_length=120)
    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    from_on = forms.DateField(widget=day_input(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("什么消息", "What kind"),
            title=Words("一句话", "In a line"),
            words=Words("要客户知道的，核对过再写", "What they should know, checked first"),
            from_on=Words("从哪天起生效（没有就空着）", "In force from, if it has a day"),
        )
        self.fields["kind"].choices = [(k, str(w)) for k, w in care.KINDS.items()]  # type: ignore[attr-defined]


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Every notice with who was told and has read it; what customers ask, and by when; and a new notice."""
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        draft = BulletinDraft(**form.cleaned_data)
        made = care.make_bulletin(request.actor, draft, on=request.today)
        return redirect("key:notice", made.pk)
    context = {
        "form": form,
        "rows": [
            (told, care.KINDS[told.bulletin.kind]) for told in care.bulletins(request.actor)
        ],
        "questions": care.questions(request.actor),
    }
    return render(request, "key/notices.html", context, status=422 if form.errors else 200)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def notice(request: Request, bulletin_id: int) -> HttpResponse:
    """One notice: whom it is for, how far each is, and whom else to choose."""
    found = care.bulletin(request.actor, bulletin_id)
    if request.method == "POST":
        return _do(request, bulletin_id)
    wanted, is_asked = _wanted(request)
    rows = list(care.addressees(request.actor, bulletin_id))
    people: dict[int, list[Contact]] = {}
    ours = customers.customers(request.actor).filter(pk__in={row.customer_id for row in rows})
    for person in customers.contacts_among(request.actor, ours):
        people.setdefault(person.customer_id, []).append(person)
    context = {
        "notice": found,
        "kind": care.KINDS[found.kind],
        "rows": [(row, people.get(row.customer_id, [])) for row in rows],
        "counts": {
            "meant": len(rows),
            "told": sum(row.told_on is not None for row in rows),
            "read": sum(row.read_on is not None for row in rows),
            "answered": sum(row.answered_on is not None for row in rows),
        },
        "ways": care.WAYS,
        "grades": [t.grade for t in methods().standards[RHYTHM].treatments],
        "lists": marks.lists(request.actor),
        "wanted": wanted,
        "candidates": care.candidates(request.actor, bulletin_id, wanted) if is_asked else [],
        "is_asked": is_asked,
    }
    return render(request, "key/notice.html", context)


def _do(request: Request, bulletin_id: int) -> HttpResponse:
    if request.POST.get("do") == "close":
        care.close(request.actor, bulletin_id, on=request.today)
        messages.success(request, str(Words("这条消息了结了。", "The notice is closed.")))
        return redirect("key:notices")
    ids = [int(n) for n in request.POST.getlist("customer") if n.isdecimal() and len(n) < 18]
    count = care.address(request.actor, bulletin_id, ids, on=request.today)
    said = Words(
        f"加了 {count} 家，告诉他们的事已排给各自的客户经理。",
        f"{count} more; telling them is on the agenda of whoever looks after them.",
    )
    messages.success(request, str(said))
    return redirect("key:notice", bulletin_id)


def _wanted(request: Request) -> tuple[Wanted, bool]:
    grade, text, on_list = (request.GET.get(name, "")[:40].replace("\0", "") for name in ("grade", "q", "list"))  # fmt: skip
    list_id = int(on_list) if on_list.isdecimal() and len(on_list) < 12 else None
    return Wanted(grade, list_id, text.strip()), "grade" in request.GET


@needs(Permission.LOG_TOUCHES)
@require_POST
def addressee(request: Request, addressee_id: int) -> HttpResponse:
    """What happened with one of them: told, read, answered, somebody else to tell, a letter to write."""
    found = care.addressee(request.actor, addressee_id)
    try:
        doing = _DOING[request.POST.get("do", "")]
    except KeyError:
        raise Http404 from None
    try:
        letter_id = doing(request, addressee_id, _day(request))
    except NotToldYet:
        messages.error(request, str(NOT_YET))
    except (InTheFuture, ValueError):
        messages.error(request, str(NO_DAY))
    else:
        if letter_id:
            return redirect("letters:letter", letter_id)
        messages.success(request, str(Words("记下了。", "Noted.")))
    return redirect("key:notice", found.bulletin_id)


def _day(request: Request) -> date:
    said = request.POST.get("on", "")
    return date.fromisoformat(said) if said else request.today


def _tell(request: Request, addressee_id: int, on: date) -> None:
    way = request.POST.get("way", "")
    if way not in care.WAYS:
        raise Http404
    care.tell(request.actor, addressee_id, way=way, told_on=on, on=request.today)


def _read(request: Request, addressee_id: int, on: date) -> None:
    care.read(request.actor, addressee_id, read_on=on, on=request.today)


def _answer(request: Request, addressee_id: int, on: date) -> None:
    words = request.POST.get("words", "")
    care.answered(request.actor, addressee_id, words, answered_on=on, on=request.today)


def _turn(request: Request, addressee_id: int, _on: date) -> None:
    said = request.POST.get("contact", "")
    contact_id = int(said) if said.isdecimal() and len(said) < 12 else None
    care.turn_to(request.actor, addressee_id, contact_id, on=request.today)


def _letter(request: Request, addressee_id: int, _on: date) -> int | None:
    made = care.draft_letter(
        request.actor, addressee_id, language=spoken(), at=timezone.now(), on=request.today
    )
    if made is None:
        said = Words("还不知道写给谁，先选一个人。", "Choose first to whom it goes.")
        messages.error(request, str(said))
    return made


_DOING: dict[str, Callable[[Request, int, date], int | None]] = {
    "tell": _tell,
    "read": _read,
    "answer": _answer,
    "turn": _turn,
    "letter": _letter,
}
