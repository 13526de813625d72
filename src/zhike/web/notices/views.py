"""What I was told, and how I want to be told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care.messages import notices, robots
from zhike.care.messages.kinds import WAYS
from zhike.care.messages.server import mail_is_set_up
from zhike.care.messages.telling import wishes_of
from zhike.lib.words import Words
from zhike.users.actions import change_own_mail
from zhike.web.http import Request
from zhike.web.notices.forms import WishesForm
from zhike.web.rights import Open, needs


@needs(Open.SIGNED_IN)
@require_safe
def notice_list(request: Request) -> HttpResponse:
    """My notices, newest first."""
    return render(request, "notices/list.html", {"notices": notices.notices(request.actor)})


@needs(Open.SIGNED_IN)
@require_POST
def open_one(request: Request, notice_id: int) -> HttpResponse:
    """Read one, and go where it leads."""
    return redirect(notices.open_notice(request.actor, notice_id, at=timezone.now()))


@needs(Open.SIGNED_IN)
@require_POST
def read_all(request: Request) -> HttpResponse:
    """I have read them all."""
    notices.read_all(request.actor, at=timezone.now())
    return redirect("notices:list")


@needs(Open.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def wishes(request: Request) -> HttpResponse:
    """My switches, quiet hours and digest."""
    form = WishesForm(
        request.POST or None,
        wishes=wishes_of(request.user.pk),
        email=request.user.email,
        robots=[(r.pk, r.name) for r in robots.robots().filter(is_on=True)],
    )
    if request.method == "POST" and form.is_valid():
        change_own_mail(
            request.actor, request.user, email=form.cleaned_data["email"], on=request.today
        )
        notices.wish(request.actor, form.draft(), on=request.today)
        messages.success(request, str(Words("已存好。", "Kept.")))
        return redirect("notices:wishes")
    context = {"form": form, "ways": WAYS.values(), "has_mail": mail_is_set_up()}
    return render(request, "notices/wishes.html", context, status=422 if form.errors else 200)
