"""One's own account, the first visit, and the one-time way in."""

from urllib.parse import urlsplit

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_POST

from zhike.customers.actions.marks import ship_tags
from zhike.lib.words import Words, language_of
from zhike.trust.actor import Actor
from zhike.users import actions, queries
from zhike.web.accounts.forms import DeputyForm, SetupForm
from zhike.web.http import Request, came_from
from zhike.web.rights import Open, needs

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@needs(Open.PUBLIC)
@require_http_methods(["GET", "POST"])
def setup(request: Request) -> HttpResponse:
    """The first visit: name the company and oneself; afterwards this page is gone."""
    if queries.company():
        return redirect("home")
    if not _may_set_up(request):
        return render(request, "setup/elsewhere.html", status=403)
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.found_company(
            Actor.clock(),
            **form.cleaned_data,
            language=translation.get_language() or "zh-hans",
            on=request.today,
        )
        ship_tags(Actor.clock())
        return _let_in(request, user)
    return render(request, "setup/first_visit.html", {"form": form})


def _may_set_up(request: Request) -> bool:
    """The machine itself may; from anywhere else one needs the key that `zhike serve` printed."""
    host = urlsplit(f"//{request.get_host()}").hostname
    key = request.GET.get("key", "")
    return host in LOOPBACK or constant_time_compare(key, queries.setup_key())


@needs(Open.PUBLIC)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on; remembered with the person, or in a cookie before sign-in."""
    code = "zh-hans" if language_of(request.POST.get("language")) == "zh" else "en"
    response = redirect(came_from(request, "/"))
    if request.user.is_authenticated:
        asked: Request = request  # type: ignore[assignment]  # the door has made it one
        actions.speak(asked.actor, asked.user, language=code, on=asked.today)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, samesite="Lax", max_age=365 * 86400
    )
    return response


@needs(Open.PUBLIC)
@require_http_methods(["GET", "POST"])
def use_link(request: Request, token: str) -> HttpResponse:
    """A one-time link: a page with one button, so that a mail scanner following it does not use it up."""
    if request.method == "GET":
        return render(request, "account/link.html", {"token": token})
    user = actions.use_link(Actor.clock(), token, at=timezone.now())
    if user is None:
        return render(request, "account/link.html", {"is_used": True}, status=410)
    return _let_in(request, user)


def _let_in(request: Request, user: queries.User) -> HttpResponse:
    """The same way in as with a password: the second factor is asked for, the session is listed."""
    answer: HttpResponse = perform_login(request, user)
    return answer


@needs(Open.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """One's own page: language, password, second factor, sessions, and who stands in during an absence."""
    others = [(u.pk, str(u)) for u in queries.colleagues() if u.pk != request.user.pk]
    form = DeputyForm(request.POST or None, colleagues=others)
    if request.method == "POST" and form.is_valid():
        actions.appoint_deputy(
            request.actor,
            absent_id=request.user.pk,
            deputy_id=form.cleaned_data["deputy"],
            from_on=form.cleaned_data["from_on"],
            until_on=form.cleaned_data["until_on"],
            on=request.today,
        )
        messages.success(request, str(Words("已登记代理人。", "The deputy is noted.")))
        return redirect("account")
    context = {"form": form, "deputies": queries.deputies(request.user.pk, on=request.today)}
    return render(request, "account/account.html", context)
