"""What every page shows around its own content: who is here, where one is, what one may do."""

from functools import cache
from typing import cast

from django.http import HttpRequest

from zhike.care.messages.notices import unread
from zhike.lib.words import spoken
from zhike.trust.actor import Permission
from zhike.users.rules import Role
from zhike.web.http import Request


def shell(plain: HttpRequest) -> dict[str, object]:
    """Names for the frame of the page; the database is asked only where the bell stands."""
    request = cast("Request", plain)
    shown: dict[str, object] = {
        "company": getattr(request, "company", None),
        "today": getattr(request, "today", None),
        "lang": "zh-Hans" if spoken() == "zh" else "en",
    }
    actor = getattr(request, "actor", None)
    if actor:
        shown["may"] = {p.name.lower(): actor.may(p) for p in Permission}
        shown["role"] = Role(request.user.role).words
        shown["unread"] = cache(lambda: unread(actor))
    return shown
