"""The part of the notebook that works without network: a page with nothing of anybody's in it, and the door its notes come in by.

The page is fetched without a cookie and kept by a service worker whose reach is `/note/` alone; pages with customers on them
stay uncached (`no-store`). Notes wait on the phone and are sent under a key made there, so that twice is once.
"""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django import forms
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from zhike.activities.actions.notes import TakenError
from zhike.care import notebook
from zhike.lib.delicate import delicate
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.rights import Open, needs

LONGEST = 4_000
_FILES = ("zhike/zhike.css", "zhike/notebook.js", "zhike/seal.svg")


class NoteForm(forms.Form):
    """A note as a notebook sends it."""

    key = forms.UUIDField()
    text = forms.CharField(max_length=LONGEST)
    written_at = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ"]
    )


@needs(Open.PUBLIC)
@require_safe
def quick(request: Request) -> HttpResponse:
    """The page that opens without network; it knows nobody."""
    return render(request, "notes/quick.html")


@needs(Open.PUBLIC)
@require_safe
def worker_script(request: Request) -> HttpResponse:
    """The service worker: keeps the page and its three files, and nothing else."""
    shell = [reverse("notes:quick"), *(static(name) for name in _FILES)]
    version = sha256(" ".join(shell).encode()).hexdigest()[:12]
    answer = render(
        request,
        "notes/sw.js",
        {"shell": shell, "version": version},
        content_type="text/javascript",
    )
    patch_cache_control(answer, no_cache=True)
    return answer


@needs(Open.PUBLIC)
@require_safe
def manifest(_request: Request) -> JsonResponse:
    """What a phone asks before it puts Zhike among its programs."""
    icons = [
        {"src": static("zhike/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("zhike/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("zhike/icon-maskable.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
        {"src": static("zhike/seal.svg"), "sizes": "any", "type": "image/svg+xml"},
    ]
    said = {
        "name": str(Words("知客", "Zhike")),
        "short_name": str(Words("知客", "Zhike")),
        "id": "/",
        "start_url": reverse("notes:quick"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f3",
        "theme_color": "#b93524",
        "icons": icons,
        "shortcuts": [
            {"name": str(Words("今日", "Today")), "url": reverse("today:mine")},
            {"name": str(Words("随手记", "Quick note")), "url": reverse("notes:quick")},
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@needs(Permission.LOG_TOUCHES)
@require_safe
def token(request: Request) -> JsonResponse:
    """Who is signed in, by a number of this house alone, and the token his notes are sent with."""
    return JsonResponse({"token": get_token(request), "who": request.actor.user_id})


@needs(Permission.LOG_TOUCHES)
@require_POST
def send(request: Request) -> JsonResponse:
    """A note comes in; whether for the first time or again, the answer is the same."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": "invalid"}, status=422)
    now = timezone.now()
    said = form.cleaned_data
    key: UUID = said["key"]
    written: datetime = said["written_at"] or now
    try:
        note = notebook.jot(
            request.actor, key=key, text=said["text"], written_at=written, received_at=now
        )
    except TakenError:
        return JsonResponse({"problem": "taken"}, status=409)
    return JsonResponse(
        {"key": str(note.key), "delicate": [str(each.words) for each in delicate(note.text)]}
    )
