"""One measure for every door that anybody can knock at: so often from one network, so often with one key."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest


def is_too_fast(request: HttpRequest, action: str, *, key: str) -> bool:
    """Whether this knock is one too many; counts it otherwise. The limits are `settings.RATE_LIMITS`."""
    usage = ratelimit.consume(
        request,
        app="zhike",
        action=action,
        config=settings.RATE_LIMITS,
        key=key,
        limit_get=True,
    )
    return usage is None
