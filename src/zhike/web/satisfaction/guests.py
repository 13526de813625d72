"""A customer answers at the secret link he was sent: one question a screen, no account, nothing on it but how he is greeted."""

from hashlib import sha256
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from zhike.care import surveys
from zhike.care.surveys import Guest, NotAnAnswer, Over
from zhike.lib.words import Words, speaking
from zhike.web.http import Request
from zhike.web.rights import Open, needs
from zhike.web.satisfaction.scales import question
from zhike.web.throttle import is_too_fast

_SOMEBODY = Words("您", "customer")


@needs(Open.PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def screen(plain: HttpRequest, token: str) -> HttpResponse:
    """One screen of it. A wrong link, one withdrawn and one whose days are over get the same answer."""
    request = cast("Request", plain)
    if is_too_fast(request, "survey", key=sha256(token.encode()).hexdigest()):
        return _private(render(request, "satisfaction/guest_wait.html", status=429))
    guest = surveys.guest(token, on=request.today)
    if guest is None:
        return _private(render(request, "satisfaction/guest_gone.html", status=404))
    said = request.GET.get("lang") or guest.survey.language
    language = said if said in ("zh", "en") else guest.survey.language
    with speaking(language):
        return _private(_answered(request, guest, language))


def _answered(request: Request, guest: Guest, language: str) -> HttpResponse:
    if guest.survey.answered_on:
        return _shown(request, guest, "satisfaction/guest_thanks.html", language, {})
    at = _screen(request, guest)
    if request.method != "POST":
        return _question(request, guest, at, language)
    if request.POST.get("do") == "decline":
        surveys.guest_declines(guest, on=request.today)
        return _shown(request, guest, "satisfaction/guest_declined.html", language, {})
    try:
        _keep(request, guest, at)
    except NotAnAnswer:
        return _question(request, guest, at, language, status=422)
    except Over:
        return redirect(f"{request.path}?lang={language}")
    if at >= guest.last:
        surveys.guest_finishes(guest, at=timezone.now(), on=request.today)
        return redirect(f"{request.path}?lang={language}")
    return redirect(f"{request.path}?at={at + 1}&lang={language}")


def _keep(request: Request, guest: Guest, at: int) -> None:
    """What the screen said; skipped is as good as left empty."""
    is_skipped = request.POST.get("do") == "skip"
    said = request.POST.get("number", "")
    if said and not is_skipped and not (said.isdecimal() and len(said) < 4):
        raise NotAnAnswer
    surveys.guest_says(
        guest,
        at,
        words="" if is_skipped else request.POST.get("words", "").replace("\0", ""),
        number=int(said) if said and not is_skipped else None,
        causes=[] if is_skipped else request.POST.getlist("causes"),
        on=request.today,
    )


def _screen(request: Request, guest: Guest) -> int:
    asked = (request.POST or request.GET).get("at", "")
    return min(int(asked), guest.last) if asked.isdecimal() and len(asked) < 4 else 0


def _question(
    request: Request, guest: Guest, at: int, language: str, *, status: int = 200
) -> HttpResponse:
    item = guest.item(at)
    number, causes = surveys.screen_answer(guest, at)
    context: dict[str, object] = {
        "at": at,
        "before": at - 1,
        "count": guest.last + 1,
        "number": at + 1,
        "percent": (at + 1) * 100 // (guest.last + 1),
        "question": question(item, number, causes) if item else None,
        "words": guest.survey.experience if at == 0 else "",
        "is_last": at >= guest.last,
    }
    return _shown(
        request, guest, "satisfaction/guest_question.html", language, context, status=status
    )


def _shown(
    request: Request,
    guest: Guest,
    template: str,
    language: str,
    context: dict[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    contact, house = guest.survey.contact, request.company.name
    person = Words(contact.greeting, contact.greeting) if contact else _SOMEBODY
    asked = guest.questionnaire
    context |= {
        "house": house,
        "greeting": asked.greeting.format(person=person, company=Words(house, house)),
        "opening": asked.opening,
        "thanks": asked.thanks,
        "language": language,
        "lang": "zh-Hans" if language == "zh" else "en",
    }
    return render(request, template, context, status=status)


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept by no cache, found by no search engine, told to nobody it leads to."""
    add_never_cache_headers(answer)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "same-origin"
    return answer
