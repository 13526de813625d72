"""Saved views in the browser: kept, renamed, copied, pinned, dropped; and the columns of one's own list."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhike.customers import desk
from zhike.customers.actions import views as actions
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.users.queries import teams
from zhike.value.filters import Condition, Filter, Group, problems
from zhike.value.listing import Wanted
from zhike.web.customers.asked import Asked, read
from zhike.web.customers.columns import COLUMNS
from zhike.web.forms import labelled
from zhike.web.http import Request
from zhike.web.rights import needs


class ViewForm(forms.Form):
    """The name of a view, who may open it, and whether it is a segment."""

    name = forms.CharField(max_length=60)
    reach = forms.ChoiceField(required=False)
    team = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    is_segment = forms.BooleanField(required=False)

    def __init__(self, *args: object, request: Request, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            name=Words("名称", "Name"),
            reach=Words("谁能看到", "Who sees it"),
            team=Words("团队", "Team"),
            is_segment=Words(
                "也作为分群，可用在别的条件里", "Also a segment, for use in other conditions"
            ),
        )
        reaches = [("own", Words("只有我", "Only me"))]
        shares = request.actor.may(Permission.MANAGE_BOOK)
        if shares:
            reaches += [
                ("team", Words("一个团队", "A team")),
                ("all", Words("全公司", "Everybody")),
            ]
        else:
            del self.fields["team"]
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]
        if shares:
            self.fields["team"].choices = [  # type: ignore[attr-defined]
                ("", "–"), *((team.pk, team.name) for team in teams()),
            ]  # fmt: skip

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if said.get("reach") == "team" and not said.get("team"):
            self.add_error("team", str(Words("选一个团队。", "Choose a team.")))
        return said

    def draft(self, asked: Asked) -> actions.ViewDraft:
        """What is asked, under the name that was written."""
        said = self.cleaned_data
        is_segment = said["is_segment"]
        wanted = folded(asked.wanted) if is_segment else asked.wanted
        return actions.ViewDraft(
            name=said["name"],
            asked=wanted.as_data(),
            sort=asked.sort_key,
            columns=asked.columns,
            reach=said.get("reach") or "own",
            team_id=said.get("team"),
            is_segment=is_segment,
        )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def save(request: Request) -> HttpResponse:
    """The list as it is asked for in the address becomes a view of its own."""
    asked = read(request.GET, columns=desk.desk(request.actor).columns)
    form = ViewForm(request.POST or None, request=request, initial={"reach": "own"})
    unclear = problems(asked.wanted.where, request.actor, as_of=request.today)
    if request.method == "POST" and form.is_valid() and not unclear:
        made = actions.save_view(request.actor, form.draft(asked), on=request.today)
        messages.success(request, str(Words("视图已保存。", "The view is saved.")))
        return redirect("customers:view", made.pk)
    return render(
        request, "customers/view_form.html", {"form": form, "unclear": unclear, "asked": asked}
    )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def change(request: Request, view_id: int) -> HttpResponse:
    """A view gets another name or reach, or the conditions the address asks for."""
    view = desk.view(request.actor, view_id)
    asked = read(request.GET, view=view)
    first = {f: getattr(view, f) for f in ("name", "reach", "is_segment")} | {
        "team": view.team_id
    }
    form = ViewForm(request.POST or None, request=request, initial=first)
    unclear = problems(asked.wanted.where, request.actor, as_of=request.today)
    if request.method == "POST" and form.is_valid() and not unclear:
        actions.change_view(request.actor, view.pk, form.draft(asked), on=request.today)
        messages.success(request, str(Words("视图已保存。", "The view is saved.")))
        return redirect("customers:view", view.pk)
    context = {"form": form, "view": view, "unclear": unclear, "asked": asked}
    return render(request, "customers/view_form.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def copy(request: Request, view_id: int) -> HttpResponse:
    """A view is copied for oneself."""
    view = desk.view(request.actor, view_id)
    name = str(Words("{name}（副本）", "{name} (copy)").format(name=view.name[:50]))
    made = actions.copy_view(request.actor, view.pk, name=name, on=request.today)
    return redirect("customers:view", made.pk)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def drop(request: Request, view_id: int) -> HttpResponse:
    """A view is deleted; the customers stay."""
    actions.drop_view(request.actor, view_id, on=request.today)
    messages.success(
        request,
        str(Words("视图已删除，客户都还在。", "The view is deleted; the customers stay.")),
    )
    return redirect(f"{reverse('customers:list')}?all=1")


@needs(Permission.READ_CUSTOMERS)
@require_POST
def pin(request: Request, view_id: int) -> HttpResponse:
    """A view is kept above one's list, or taken away from there."""
    actions.pin_view(request.actor, view_id, pinned=request.POST.get("pinned") == "1")
    return redirect("customers:view", view_id)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def open_with(request: Request, view_id: int) -> HttpResponse:
    """One's list opens with this view from now on, or with everything again."""
    view = desk.view(request.actor, view_id)
    chosen = view.pk if request.POST.get("open") == "1" else None
    actions.open_with(request.actor, chosen)
    return redirect("customers:view", view.pk)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def columns(request: Request) -> HttpResponse:
    """The columns of the list: remembered in the view one may change, else in the address, else for oneself."""
    chosen = [key for key in request.POST.getlist("col") if key in COLUMNS]
    order = request.POST.get("order", "").split(",")
    chosen.sort(key=lambda key: order.index(key) if key in order else len(order))
    shift = request.POST.get("left", "")
    if shift in chosen[1:]:
        at = chosen.index(shift)
        chosen[at - 1], chosen[at] = chosen[at], chosen[at - 1]
    view_id = request.POST.get("view", "")
    parts = urlsplit(request.POST.get("next", ""))
    query = QueryDict(parts.query, mutable=True)
    query.pop("cols", None)
    if view_id.isdecimal():
        view = desk.view(request.actor, int(view_id))
        if view.made_by_id == request.actor.user_id:
            actions.set_columns(request.actor, view.pk, chosen, on=request.today)
        else:
            query["cols"] = ",".join(chosen)
        address = reverse("customers:view", args=(view.pk,))
    else:
        actions.keep_columns(request.actor, chosen)
        address = reverse("customers:list")
    return redirect(f"{address}?{query.urlencode()}" if query else address)


def folded(wanted: Wanted) -> Wanted:
    """The quick choices written as conditions, so that a segment is nothing but conditions."""
    quick = [
        Condition(field, operator, value)
        for field, operator, value in (
            ("name", "contains", wanted.text),
            ("grade", "empty" if wanted.grade == "none" else "is", wanted.grade),
            ("owner", "is", str(wanted.owner_id or "")),
            ("key", "yes", "1") if wanted.state == "key" else ("state", "is", wanted.state),
        )
        if value
    ]
    if not quick:
        return wanted
    where = wanted.where
    if where.any and where.conditions:
        groups = (Group(tuple(quick)), *where.groups)
        return Wanted(where=Filter(groups, any=False)) if len(where.groups) == 1 else wanted
    return Wanted(where=Filter((Group(tuple(quick)), *where.groups), any=False))
