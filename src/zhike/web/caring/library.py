"""The libraries of things to do, and the charter of conduct."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import library
from zhike.lib.words import Words
from zhike.methods.means import SHELVES
from zhike.trust.actor import Permission
from zhike.users import charter as keeping
from zhike.web.http import Request
from zhike.web.rights import Open, needs

LISTS = ("relationship", "reputation", "maintenance")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def shelves(request: Request) -> HttpResponse:
    """The three lists, each thing to be planned with one click, and where the time went."""
    asked = request.GET.get("list", "relationship")
    asked = asked if asked in LISTS else "relationship"
    context = {
        "lists": [(key, SHELVES[key], library.shelf(key)) for key in LISTS],
        "asked": asked,
        "shelf": library.shelf(asked),
        "shares": library.shares(request.actor, on=request.today),
        "counts": library.done(request.actor, on=request.today, shelf=library.shelf(asked)),
    }
    return render(request, "caring/library.html", context)


@needs(Open.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def charter(request: Request) -> HttpResponse:
    """The charter; who has read it this year."""
    if request.method == "POST":
        keeping.acknowledge(request.actor, on=request.today)
        messages.success(request, str(Words("谢谢，已确认。", "Thank you: acknowledged.")))
        return redirect("caring:charter")
    readers = keeping.readers(year=request.today.year)
    mine = next((r for r in readers if r.user.pk == request.user.pk), None)
    sees_all = request.actor.may(Permission.READ_REGISTERS) or request.actor.may(
        Permission.MANAGE_PEOPLE
    )
    context = {
        "charter": keeping.charter(),
        "mine": mine,
        "readers": readers if sees_all else [],
        "done": sum(reader.made_on is not None for reader in readers),
        "all": len(readers),
        "year": request.today.year,
    }
    return render(request, "caring/charter.html", context)
