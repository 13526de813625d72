"""What a view receives and what it gives back: one template, two sizes."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from zhike.trust.actor import Actor

if TYPE_CHECKING:
    from zhike.users.models import Company, User


class Request(HttpRequest):
    """A request once the door has seen it: who acts, in which company, on which day."""

    htmx: HtmxDetails
    user: "User"
    actor: Actor
    company: "Company"
    today: date


def wants_part(request: Request) -> bool:
    """Whether htmx asked for a piece of the page rather than the page."""
    return (
        bool(request.htmx)
        and not request.htmx.boosted
        and not request.htmx.history_restore_request
    )


def page_or_part(
    request: Request, template: str, context: dict[str, Any], *, part: str, status: int = 200
) -> HttpResponse:
    """The whole page, or only the named part of it when htmx asked."""
    wanted = f"{template}#{part}" if wants_part(request) else template
    return render(request, wanted, context, status=status)


def came_from(request: HttpRequest, otherwise: str) -> str:
    """Where to go back to: the `next` field when it stays in this house."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else otherwise
