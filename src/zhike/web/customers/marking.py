"""Tags, managed lists and stars in the browser."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhike.customers import marks, queries
from zhike.customers.actions import marks as actions
from zhike.customers.marks import Tag
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import labelled
from zhike.web.http import Request, came_from
from zhike.web.rights import needs

COLOURS = (
    ("plain", Words("素", "Plain")),
    ("good", Words("青", "Celadon")),
    ("warn", Words("金", "Gold")),
    ("bad", Words("朱", "Cinnabar")),
    ("info", Words("靛", "Indigo")),
)
LEVELS = {
    "company": Words("公司级", "Company"),
    "region": Words("区域级", "Region"),
    "team": Words("团队级", "Team"),
    "person": Words("个人级", "Personal"),
}


class TagForm(forms.Form):
    """A word of the vocabulary."""

    name = forms.CharField(max_length=30)
    name_en = forms.CharField(max_length=40, required=False)
    colour = forms.ChoiceField()

    def __init__(self, *args: object, own: int | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self._own = own
        labelled(
            self,
            name=Words("标签", "Tag"),
            name_en=Words("英文（可不填）", "In English (optional)"),
            colour=Words("颜色", "Colour"),
        )
        self.fields["colour"].choices = list(COLOURS)  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if marks.tags().filter(name=name).exclude(pk=self._own or 0).exists():
            raise forms.ValidationError(
                str(Words("已经有这个标签。", "There is such a tag already."))
            )
        return name


class ListForm(forms.Form):
    """A managed list: its name, its level, what it is for."""

    name = forms.CharField(max_length=60)
    level = forms.ChoiceField()
    purpose = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: object, request: Request, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self._request = request
        labelled(
            self,
            name=Words("清单名称", "Name of the list"),
            level=Words("级别", "Level"),
            purpose=Words("用来做什么", "What it is for"),
        )
        self.fields["level"].choices = list(LEVELS.items())  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if marks.lists(self._request.actor).filter(name=name).exists():
            raise forms.ValidationError(
                str(Words("已经有这个清单。", "There is such a list already."))
            )
        return name


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def tags(request: Request) -> HttpResponse:
    """The company's vocabulary; those who manage the book add to it."""
    form = TagForm(request.POST or None, initial={"colour": "plain"})
    if request.method == "POST" and form.is_valid():
        actions.make_tag(request.actor, **form.cleaned_data, on=request.today)
        messages.success(request, str(Words("标签已加入。", "The tag is in the vocabulary.")))
        return redirect("customers:tags")
    return render(
        request,
        "customers/tags.html",
        {"form": form, "tags": list(marks.tags_used(request.actor))},
    )


@needs(Permission.MANAGE_BOOK)
@require_http_methods(["GET", "POST"])
def tag(request: Request, tag_id: int) -> HttpResponse:
    """A word of the vocabulary is said otherwise, or taken out."""
    found = marks.tag(tag_id)
    form = TagForm(request.POST or None, own=found.pk, initial=_as_written(found))
    if request.method == "POST" and "drop" in request.POST:
        actions.drop_tag(request.actor, found, on=request.today)
        return redirect("customers:tags")
    if request.method == "POST" and form.is_valid():
        actions.change_tag(request.actor, found, **form.cleaned_data, on=request.today)
        return redirect("customers:tags")
    return render(request, "customers/tag.html", {"form": form, "tag": found})


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def tags_of(request: Request, customer_id: int) -> HttpResponse:
    """The tags of one customer, ticked from the vocabulary."""
    customer = queries.customer(request.actor, customer_id)
    held = {tag.pk for tag in marks.tags_of(request.actor, [customer.pk]).get(customer.pk, [])}
    every = list(marks.tags())
    back = came_from(request, reverse("customers:customer", args=(customer.pk,)))
    if request.method == "POST":
        wanted = set(request.POST.getlist("tag"))
        for each in every:
            if (str(each.pk) in wanted) and each.pk not in held:
                actions.tag_customer(request.actor, customer, each, on=request.today)
            elif str(each.pk) not in wanted and each.pk in held:
                actions.untag_customer(request.actor, customer, each, on=request.today)
        return redirect(back)
    context = {
        "customer": customer,
        "tags": [(each, each.pk in held) for each in every],
        "next": back,
    }
    wanted_part = "customers/tags_of.html#sheet" if request.htmx else "customers/tags_of.html"
    return render(request, wanted_part, context)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def lists(request: Request) -> HttpResponse:
    """The managed lists with their levels and sizes (S4-65)."""
    form = ListForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        made = actions.make_list(request.actor, **form.cleaned_data, on=request.today)
        return redirect("customers:list_of", made.pk)
    rows = [(row, LEVELS[row.level]) for row in marks.lists_with_size(request.actor)]
    return render(request, "customers/lists.html", {"form": form, "lists": rows})


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET"])
def list_of(request: Request, list_id: int) -> HttpResponse:
    """Who is on a list, since when and why; who was, and why he left (S4-65)."""
    found = marks.managed_list(request.actor, list_id)
    context = {
        "list": found,
        "level": LEVELS[found.level],
        "members": list(marks.members(request.actor, found.pk)[:500]),
        "past": list(marks.members(request.actor, found.pk, past=True)[:100]),
    }
    return render(request, "customers/list_of.html", context)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def put_on_list(request: Request, customer_id: int) -> HttpResponse:
    """A customer is put on a managed list, with the reason."""
    customer = queries.customer(request.actor, customer_id)
    every = list(marks.lists(request.actor))
    why = request.POST.get("why", "").strip()[:200]
    chosen = next((row for row in every if str(row.pk) == request.POST.get("list")), None)
    if request.method == "POST" and chosen and why:
        actions.add_to_list(request.actor, customer, chosen, why=why, on=request.today)
        messages.success(request, str(Words("已加入清单。", "On the list.")))
        return redirect("customers:file", customer.pk)
    if request.method == "POST":
        messages.error(
            request, str(Words("选清单，写理由。", "Choose a list and give a reason."))
        )
    return render(request, "customers/put_on_list.html", {"customer": customer, "lists": every})


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def take_off_list(request: Request, listed_id: int) -> HttpResponse:
    """A customer leaves a managed list; the history stays."""
    place = marks.place(request.actor, listed_id)
    why = request.POST.get("why", "").strip()[:200]
    actions.take_off_list(request.actor, place, why=why, on=request.today)
    return redirect("customers:list_of", place.on_list_id)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def star(request: Request, customer_id: int) -> HttpResponse:
    """A star of one's own, given or taken back."""
    customer = queries.customer(request.actor, customer_id)
    actions.star(request.actor, customer, starred=request.POST.get("starred") == "1")
    return redirect(came_from(request, reverse("customers:customer", args=(customer.pk,))))


def _as_written(tag: Tag) -> dict[str, object]:
    return {"name": tag.name, "name_en": tag.name_en, "colour": tag.colour}
