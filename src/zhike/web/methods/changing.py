"""Change a method: its numbers and switches by form, everything by text, or an earlier text again. Nothing holds before it is published."""

from datetime import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhike.lib.words import Words
from zhike.methods.editing import with_values
from zhike.methods.labels import parts
from zhike.methods.library import Key, dials
from zhike.methods.proof import Answer
from zhike.methods.reading import Dial, MethodError
from zhike.trust.actor import Permission
from zhike.users.editions import queries
from zhike.users.editions.checking import findings
from zhike.users.editions.in_use import in_use
from zhike.users.editions.publishing import keep_draft
from zhike.web.http import Request
from zhike.web.methods.shown import opened, page_of
from zhike.web.rights import needs

NO_WHOLE = Words("“{label}”应为整数。", "“{label}” must be a whole number.")
OUTSIDE = Words(
    "“{label}”应在 {low} 到 {high} 之间。", "“{label}” must lie in {low} to {high}."
)
NO_HOUR = Words("“{label}”应如 18:00。", "“{label}” must be like 18:00.")
UNREAD = Words(
    "草稿现在读不了，请先在“文字”里改好。",
    "The draft cannot be read as it is; please mend it under “Text” first.",
)


@needs(Permission.SWITCH_METHODS)
@require_http_methods(["GET", "POST"])
def numbers(request: Request, shelf: str, method: str) -> HttpResponse:
    """Every number, switch and hour of a method in one form; what is sent becomes the draft."""
    key = (shelf, method)
    context = page_of(request, key, "numbers")
    text = _begun(request, key)
    try:
        known = dials(shelf, method, text)
    except MethodError:
        messages.error(request, str(UNREAD))
        return redirect("methods:text", shelf, method)
    found, problems = _sent(request, text, known) if request.method == "POST" else ({}, {})
    if request.method == "POST" and not problems:
        if found:
            keep_draft(request.actor, key, with_values(text, found))
        return redirect("methods:preview", shelf, method)
    context |= {
        "parts": [
            (
                opened(part.title),
                [
                    _field(request, named.dial, str(named.label), problems)
                    for named in part.dials
                ],
            )
            for part in parts(text, known)
        ],
        "problems": list(problems.values()),
    }
    return render(request, "methods/numbers.html", context, status=400 if problems else 200)


@needs(Permission.SWITCH_METHODS)
@require_http_methods(["GET", "POST"])
def text(request: Request, shelf: str, method: str) -> HttpResponse:
    """The whole text to write in; it is kept as a draft whatever state it is in, and looked over."""
    key = (shelf, method)
    if request.method == "POST":
        kept = request.POST.get("text", "").replace("\r\n", "\n")
        keep_draft(request.actor, key, kept)
        if not findings({key: kept}):
            return redirect("methods:preview", shelf, method)
    context = page_of(request, key, "text")
    written = _begun(request, key)
    context |= {
        "text": written,
        "lines": range(1, written.count("\n") + 2),
        "findings": findings({key: written}) if context["draft"] else [],
        "others": queries.others_drafting(request.actor, key),
    }
    return render(request, "methods/text.html", context)


@needs(Permission.SWITCH_METHODS)
@require_POST
def back(request: Request, shelf: str, method: str) -> HttpResponse:
    """An earlier text becomes the draft, to be looked over and published like any other."""
    key = (shelf, method)
    used = in_use().library.texts.get(key, "")
    earlier = queries.text_of(key, request.POST.get("to", ""), used=used)
    if (begun := queries.draft(request.actor, key)) and begun.text != earlier:
        said = Words(
            "你有一份没发布的草稿；请先发布或丢掉它。",
            "You have a draft not published yet; please publish or drop it first.",
        )
        messages.error(request, str(said))
        return redirect("methods:preview", shelf, method)
    keep_draft(request.actor, key, earlier)
    return redirect("methods:preview", shelf, method)


def _begun(request: Request, key: Key) -> str:
    """The draft, or the text in use."""
    draft = queries.draft(request.actor, key)
    return draft.text if draft else in_use().library.texts[key]


def _sent(
    request: Request, text: str, known: tuple[Dial, ...]
) -> tuple[dict[str, Answer], dict[str, Words]]:
    """What was changed by key, and what is wrong by key."""
    found: dict[str, Answer] = {}
    problems: dict[str, Words] = {}
    for named in (named for part in parts(text, known) for named in part.dials):
        dial, sent = named.dial, request.POST.get(named.dial.key, "").strip()
        if isinstance(dial.value, bool):
            if (sent == "on") is not dial.value:
                found[dial.key] = sent == "on"
        elif isinstance(dial.value, time):
            try:
                hour = time.fromisoformat(sent)
            except ValueError:
                problems[dial.key] = NO_HOUR.format(label=named.label)
                continue
            if hour != dial.value:
                found[dial.key] = f"{hour:%H:%M}"
        elif not sent.isascii() or not sent.isdecimal() or len(sent) > 12:
            problems[dial.key] = NO_WHOLE.format(label=named.label)
        elif int(sent) < dial.at_least or (
            dial.at_most is not None and int(sent) > dial.at_most
        ):
            high = "…" if dial.at_most is None else dial.at_most
            problems[dial.key] = OUTSIDE.format(label=named.label, low=dial.at_least, high=high)
        elif int(sent) != dial.value:
            found[dial.key] = int(sent)
    return found, problems


def _field(
    request: Request, dial: Dial, label: str, problems: dict[str, Words]
) -> dict[str, object]:
    """One dial as the form shows it: with what was sent, where something was."""
    kind = "flag" if isinstance(dial.value, bool) else "hour"
    kind = "number" if isinstance(dial.value, int) and kind == "hour" else kind
    value: object = f"{dial.value:%H:%M}" if isinstance(dial.value, time) else dial.value
    if request.method == "POST":
        sent = request.POST.get(dial.key, "")
        value = sent == "on" if kind == "flag" else sent
    return {
        "key": dial.key,
        "label": label,
        "kind": kind,
        "value": value,
        "low": dial.at_least,
        "high": dial.at_most,
        "problem": problems.get(dial.key),
    }
