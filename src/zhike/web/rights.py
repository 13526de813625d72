"""Every route says what it needs; one that says nothing keeps the server from starting.

@needs(Permission.READ_CUSTOMERS)
def customer_list(request: Request) -> HttpResponse: ...
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from django.core.checks import CheckMessage, Error
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from zhike.trust.actor import Permission


class Open(StrEnum):
    """Needs no permission: anybody at all, or anybody signed in."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"


type Need = Permission | Open
type View = Callable[..., HttpResponseBase]

# Views of libraries cannot carry our mark; their routes are listed here, by name.
LIBRARY_ROUTES: dict[str, Need] = {
    "account_login": Open.PUBLIC,
    "mfa_authenticate": Open.PUBLIC,
    "account_inactive": Open.PUBLIC,
    "account_logout": Open.SIGNED_IN,
    "account_change_password": Open.SIGNED_IN,
    "account_set_password": Open.SIGNED_IN,
    "account_reauthenticate": Open.SIGNED_IN,
    "mfa_reauthenticate": Open.SIGNED_IN,
    "mfa_index": Open.SIGNED_IN,
    "mfa_activate_totp": Open.SIGNED_IN,
    "mfa_deactivate_totp": Open.SIGNED_IN,
    "mfa_view_recovery_codes": Open.SIGNED_IN,
    "mfa_generate_recovery_codes": Open.SIGNED_IN,
    "mfa_download_recovery_codes": Open.SIGNED_IN,
    "usersessions_list": Open.SIGNED_IN,
}


def needs(need: Need) -> Callable[[View], View]:
    """Mark a view with what it needs; the door enforces it."""

    def mark(view: View) -> View:
        vars(view)["need"] = need
        return view

    return mark


def need_of(view: Any, route_name: str | None) -> Need | None:  # noqa: ANN401 - whatever the URLconf holds
    """What a route needs, or None when nobody said."""
    found = getattr(view, "need", None)
    return found or LIBRARY_ROUTES.get(route_name or "")


def undeclared(**_kwargs: object) -> list[CheckMessage]:
    """A system check: one error for each route that does not say what it needs."""
    return [
        Error(
            f"The route {path!r} does not say what it needs.",
            hint="Mark its view with @needs(…).",
        )
        for path, pattern in routes(get_resolver())
        if need_of(pattern.callback, pattern.name) is None
    ]


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the house with its whole path."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry
