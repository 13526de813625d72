"""Many customers at once: chosen by rows or by the whole list, shown with their count, done, undone."""

from urllib.parse import unquote

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from zhike.customers import history, marks
from zhike.customers.actions import sweeps
from zhike.customers.history import BulkChange
from zhike.customers.queries import customers
from zhike.customers.rules import MOST_AT_ONCE, SHORT_FIELDS
from zhike.lib.phones import normalised_phone
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import colleagues
from zhike.value.filters import problems
from zhike.value.listing import fitting
from zhike.web.customers.columns import COLUMNS
from zhike.web.customers.listing import asked_at
from zhike.web.forms import labelled
from zhike.web.http import Request
from zhike.web.rights import needs

WHAT = {
    "set": Words("改一个字段", "Set a field"),
    "tag": Words("加标签", "Tag"),
    "untag": Words("去标签", "Untag"),
    "assign": Words("移交给", "Hand over to"),
    "list": Words("加入清单", "Add to a managed list"),
    "trash": Words("放进回收站", "Move to the trash"),
}
STATES = {
    "doing": Words("正在做", "being done"),
    "done": Words("已完成", "done"),
    "undoing": Words("正在撤销", "being undone"),
    "undone": Words("已撤销", "undone"),
}
ROW_STATES = {
    "waiting": Words("待处理", "waiting"),
    "done": Words("已改", "changed"),
    "same": Words("本来就是", "said so already"),
    "refused": Words("无权或已不在", "refused: not yours, or gone"),
    "undone": Words("已改回", "put back"),
    "left": Words("之后有人改过，没有动", "left: changed since by somebody"),
}
_SHOWN = 100


class BulkForm(forms.Form):
    """What is to be done; only the fields of the kind chosen are asked."""

    field = forms.ChoiceField()
    value = forms.CharField(max_length=80, required=False)
    tag = forms.TypedChoiceField(coerce=int)
    owner = forms.TypedChoiceField(coerce=int)
    on_list = forms.TypedChoiceField(coerce=int)
    why = forms.CharField(max_length=200)

    ASKS = {
        "set": ("field", "value"), "tag": ("tag",), "untag": ("tag",), "assign": ("owner",),
        "list": ("on_list", "why"), "trash": (),
    }  # fmt: skip

    def __init__(self, *args: object, what: str, request: Request, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            field=Words("字段", "Field"),
            value=Words(
                "改成（空着就是清空；重点填 1）", "New value (empty clears it; 1 for key)"
            ),
            tag=Words("标签", "Tag"),
            owner=Words("新的主管人", "New account manager"),
            on_list=Words("客户清单", "Managed list"),
            why=Words("理由", "Reason"),
        )
        for name in list(self.fields):
            if name not in self.ASKS[what]:
                del self.fields[name]
        for name, choices in self._choices(request).items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _choices(self, request: Request) -> dict[str, list[tuple[object, object]]]:
        found: dict[str, list[tuple[object, object]]] = {}
        if "field" in self.fields:
            found["field"] = [(c.edits, c.words) for c in COLUMNS.values() if c.edits]
        if "tag" in self.fields:
            found["tag"] = [(t.pk, Words(t.name, t.name_en or t.name)) for t in marks.tags()]
        if "owner" in self.fields:
            found["owner"] = [(u.pk, u) for u in colleagues()]
        if "on_list" in self.fields:
            found["on_list"] = [(row.pk, row) for row in marks.lists(request.actor)]
        return found

    def said(self) -> dict[str, object]:
        """The particulars as the change keeps them."""
        said = dict(self.cleaned_data)
        if "field" in said:
            text = str(said["value"]).strip()[: SHORT_FIELDS[said["field"]]]
            if said["field"] == "is_key":
                said["value"] = text in {"1", "on", "True"}
            else:
                said["value"] = (
                    (normalised_phone(text) or text) if said["field"] == "phone" else text
                )
        return said


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def bulk(request: Request) -> HttpResponse:
    """First asked with the count, then done: at once when few, by the worker when many."""
    what = request.POST.get("what", "")
    ids = _chosen(request)
    place = request.POST.get("place", "all")
    if what not in WHAT or not ids:
        messages.error(
            request,
            str(Words("先选客户，再选要做什么。", "Choose customers first, then what to do.")),
        )
        return redirect(_back(place))
    is_confirmed = "sure" in request.POST
    form = BulkForm(request.POST if is_confirmed else None, what=what, request=request)
    if is_confirmed and form.is_valid():
        asked = sweeps.Asked(what, form.said())
        change = sweeps.begin(request.actor, asked, ids, at=timezone.now())
        _tell(request, change)
        return redirect(_back(place))
    context = {
        "form": form,
        "what": what,
        "words": WHAT[what],
        "count": len(ids),
        "is_large": len(ids) > MOST_AT_ONCE,
        "ids": [] if "everything" in request.POST else ids,
        "everything": "everything" in request.POST,
        "place": place,
        "back": _back(place),
        "names": list(
            customers(request.actor).filter(pk__in=ids[:8]).values_list("name", flat=True)
        ),
    }
    return render(request, "customers/bulk.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def changes(request: Request) -> HttpResponse:
    """What one did to many customers, each with its undo."""
    rows = list(history.bulk_changes(request.actor)[:_SHOWN])
    counts = history.counts_of(rows)
    told = [(row, WHAT[row.what], STATES[row.state], _counted(counts[row.pk])) for row in rows]
    return render(request, "customers/changes.html", {"changes": told})


@needs(Permission.READ_CUSTOMERS)
@require_safe
def change(request: Request, change_id: int) -> HttpResponse:
    """One bulk change: how many rows, which were refused or left alone."""
    row = history.bulk_change(request.actor, change_id)
    context = {
        "change": row,
        "what": WHAT[row.what],
        "state": STATES[row.state],
        "counts": _counted(history.counts_of([row])[row.pk]),
        "troubled": [(n, ROW_STATES[s]) for n, s in history.troubled(request.actor, row)],
    }
    return render(request, "customers/change.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def undo(request: Request, change_id: int) -> HttpResponse:
    """A bulk change is taken back; what somebody changed since stays and is listed."""
    row = sweeps.undo(request.actor, change_id, on=request.today)
    counts = history.counts_of([row])[row.pk]
    words = Words(
        "已撤销：改回 {n} 位，{left} 位之后有人改过，没有动。",
        "Undone: {n} put back, {left} left because somebody changed them since.",
    )
    messages.success(
        request, str(words.format(n=counts.get("undone", 0), left=counts.get("left", 0)))
    )
    return redirect("customers:change", row.pk)


def _chosen(request: Request) -> list[int]:
    """The rows that were ticked, or everything the list asks for, as the house itself finds it."""
    if "everything" not in request.POST:
        ticked = {
            int(pk) for pk in request.POST.getlist("id") if pk.isdecimal() and len(pk) < 18
        }
        return sorted(ticked)
    asked = asked_at(request, request.POST.get("place", "all"))
    if asked is None or problems(asked.wanted.where, request.actor, as_of=request.today):
        return []
    found = fitting(request.actor, asked.wanted, as_of=request.today)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _back(place: str) -> str:
    plain = unquote(place)
    is_ours = plain.startswith(("?", "views/"))
    return reverse("customers:list") + (plain if is_ours else "")


def _tell(request: Request, change: BulkChange) -> None:
    """The toast right after, with the undo in it."""
    counts = history.counts_of([change])[change.pk]
    address = reverse("customers:change", args=(change.pk,))
    if change.state == BulkChange.State.DOING:
        said = Words(
            "数量较多，正在后台处理。", "That is a lot; it is being done in the background."
        )
    else:
        said = Words(
            "已改 {n} 位，{refused} 位没有改。", "{n} changed, {refused} refused."
        ).format(n=counts.get("done", 0), refused=counts.get("refused", 0))
    back = reverse("customers:undo", args=(change.pk,))
    link = format_html(
        '<a class="link" href="{}" hx-post="{}" hx-target="body" hx-push-url="{}">{}</a>',
        address, back, address, Words("撤销", "Undo"),
    )  # fmt: skip
    messages.success(request, format_html("{} {}", said, link))


def _counted(counts: dict[str, int]) -> list[tuple[Words, int]]:
    return [(ROW_STATES[state], n) for state, n in counts.items()]
