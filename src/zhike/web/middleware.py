"""Name whoever is acting, once, before any view runs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def door(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
