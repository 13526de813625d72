"""The door: name whoever acts, let nobody in without the right, speak his language, let no unscoped row out."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate

from zhike.lib.words import speaking
from zhike.trust import loans
from zhike.trust.actor import Door, Forbidden
from zhike.trust.scope import door_open
from zhike.users.days import keep_up
from zhike.users.editions.in_use import holding
from zhike.users.queries import actor_for, company
from zhike.web.http import Request
from zhike.web.rights import Need, Open, need_of

BEFORE_THE_COMPANY = {"setup", "healthz", "language"}


class Doorkeeper:
    """One instance stands at the web door; every request passes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, plain: HttpRequest) -> HttpResponse:
        request = cast("Request", plain)
        request.today = localdate()
        house = company()
        if house:
            request.company = house
            keep_up(house)
        if request.user.is_authenticated:
            request.actor = actor_for(request.user, Door.WEB, on=request.today)
        stamp = house.methods_stamp if house else ""
        with speaking(self._language(request)), door_open(), holding(stamp):
            response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response

    def process_view(
        self,
        plain: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: object,
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        request = cast("Request", plain)
        route = request.resolver_match.url_name if request.resolver_match else None
        if not hasattr(request, "company") and route not in BEFORE_THE_COMPANY:
            return redirect("setup")
        refused = self._refuse(plain, need_of(view, route))
        if refused is None:
            self._note_borrowed(request, route or "", kwargs.get("customer_id"))
        return refused

    def process_exception(
        self, plain: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """What may not be seen and what is not there get the same answer."""
        if isinstance(exception, ObjectDoesNotExist | LookupError) and not isinstance(
            exception, KeyError | IndexError
        ):
            return render(plain, "404.html", status=404)
        if isinstance(exception, Forbidden):
            return render(plain, "403.html", status=403)
        return None

    def _note_borrowed(self, request: Request, route: str, customer_id: object) -> None:
        """A borrower's visit to what he borrowed is on record before the page is."""
        actor = getattr(request, "actor", None)
        if actor and isinstance(customer_id, int) and customer_id in actor.borrowed:
            loans.visited(actor, customer_id, page=route, on=request.today)

    def _refuse(self, plain: HttpRequest, need: Need | None) -> HttpResponse | None:
        if need is Open.PUBLIC:
            return None
        if not plain.user.is_authenticated:
            return redirect_to_login(plain.get_full_path())
        if need is Open.SIGNED_IN:
            return None
        if need is None or not cast("Request", plain).actor.may(need):
            raise PermissionDenied
        return None

    def _language(self, request: Request) -> str:
        chosen = request.user.language if request.user.is_authenticated else ""
        if chosen and chosen != translation.get_language():
            translation.activate(chosen)
            request.LANGUAGE_CODE = chosen
        return translation.get_language() or "zh-hans"
