"""Groups in the browser: a customer joins one, leaves it, and somebody carries its mark."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from zhike.customers import queries
from zhike.customers.actions import groups
from zhike.customers.actions.groups import CircleError, TooDeepError
from zhike.customers.queries import Group
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.value import queries as value
from zhike.web.customers.choosing import chosen
from zhike.web.customers.people_forms import JoinForm, KeyPersonForm
from zhike.web.http import Request, page_or_part
from zhike.web.rights import needs


def group_card(request: Request, group: Group | None) -> dict[str, object]:
    """Names for `customers/group.html`: the tree, and what its members one sees come to together."""
    if group is None:
        return {"group": None}
    measures = value.measures_of(request.actor, group.ids)
    revenues = [found.revenue_12m or 0 for found in measures.values()]
    grades = queries.grades(request.actor, group.ids)
    return {"group": group, "group_revenue": sum(revenues), "group_grades": grades}


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def join(request: Request, customer_id: int) -> HttpResponse:
    """Which group a customer belongs to, and as what."""
    customer = queries.customer(request.actor, customer_id)
    meant = chosen(request, but=customer_id)
    form = JoinForm(request.POST or None)
    problem = None
    if request.method == "POST" and form.is_valid() and meant.customer:
        place = form.cleaned_data["place"]
        try:
            groups.join_group(
                request.actor, customer, meant.customer, place=place, on=request.today
            )
        except CircleError:
            problem = Words(
                "这家在它下面，不能反过来。", "That one hangs below this one already."
            )
        except TooDeepError:
            problem = Words("集团层级太深。", "The group is too deep.")
        else:
            messages.success(request, str(Words("已归入集团。", "It belongs to the group.")))
            return redirect("customers:file", customer_id)
    context = {
        "owner": customer,
        "form": form,
        "problem": problem,
        "customer": meant.customer,
        "hits": meant.hits,
        "who": meant.who,
        "is_missing": meant.is_missing,
    }
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "customers/join.html", context, part="sheet", status=status)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def leave(request: Request, customer_id: int) -> HttpResponse:
    """A customer stands on its own again."""
    customer = queries.customer(request.actor, customer_id)
    groups.leave_group(request.actor, customer, on=request.today)
    messages.success(request, str(Words("已离开集团。", "It stands on its own.")))
    return redirect("customers:file", customer_id)


@needs(Permission.WRITE_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def mark(request: Request, customer_id: int) -> HttpResponse:
    """Somebody carries this group's mark, for a reason (S3-14)."""
    group = queries.customer(request.actor, customer_id)
    tree = queries.group_of(request.actor, group)
    ids = tree.ids if tree else [group.pk]
    people = queries.people_of(request.actor, ids)
    form = KeyPersonForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        end, pk = form.cleaned_data["who"][:1], int(form.cleaned_data["who"][1:])
        who = (
            queries.contact(request.actor, pk)
            if end == "c"
            else queries.customer(request.actor, pk)
        )
        groups.mark_key_person(
            request.actor, group, who, why=form.cleaned_data["why"], on=request.today
        )
        messages.success(request, str(Words("已标为集团关键人。", "Marked as a key person.")))
        return redirect("customers:file", customer_id)
    context = {"form": form, "customer": group}
    status = 422 if request.method == "POST" else 200
    return page_or_part(request, "customers/mark.html", context, part="sheet", status=status)


@needs(Permission.WRITE_CUSTOMERS)
@require_POST
def unmark(request: Request, customer_id: int, mark_id: int) -> HttpResponse:
    """The mark is taken back."""
    queries.customer(request.actor, customer_id)
    found = queries.key_mark(request.actor, customer_id, mark_id)
    groups.unmark_key_person(request.actor, found, on=request.today)
    return redirect("customers:file", customer_id)
