"""The library by capability, and one method as people read it."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import select_template
from django.views.decorators.http import require_safe

from zhike.activities.rules import KINDS as TOUCHES
from zhike.care import usage
from zhike.care.runs.queries import clock_words
from zhike.lib.differences import differences
from zhike.lib.words import Words
from zhike.methods.capabilities import CAPABILITIES
from zhike.methods.effort import SIDES, EffortRule
from zhike.methods.labels import KIND_NAMES
from zhike.methods.library import Key
from zhike.methods.measures import MEASURES
from zhike.methods.playbooks import Playbook
from zhike.methods.questionnaires import DIMENSIONS, OCCASIONS
from zhike.methods.services import CATEGORIES, Catalogue
from zhike.methods.spoken import (
    BY_NAMES,
    DOER_NAMES,
    EVERYONE_NAMES,
    HOLD_NAMES,
    MOMENT_NAMES,
    START_NAMES,
)
from zhike.methods.staffing import Staffing
from zhike.trust.actor import Permission
from zhike.users.editions import queries
from zhike.users.editions.in_use import in_use
from zhike.web.http import Request
from zhike.web.methods.shown import Entry, entries, entry, opened, page_of
from zhike.web.rights import needs

MONTH = timedelta(days=30)
_PAGES: dict[type, str] = {Catalogue: "services", Staffing: "staffing", EffortRule: "effort"}
OTHERS = Words("其他", "Others")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def shelf(request: Request) -> HttpResponse:
    """Every method, under the capability its first source row belongs to."""
    used = in_use()
    asked = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    everything = entries(used.library)
    found = [
        each
        for each in everything
        if (not kind or each.shelf == kind) and (not asked or _speaks_of(each, asked.lower()))
    ]
    groups: dict[str, list[Entry]] = {}
    for each in found:
        groups.setdefault(next((c.key for c in each.capabilities), ""), []).append(each)
    titles = {c.key: c.title for c in CAPABILITIES}
    ordered = [
        (key, titles.get(key, OTHERS), groups[key]) for key in [*titles, ""] if key in groups
    ]
    counts = {k: sum(1 for each in everything if each.shelf == k) for k in KIND_NAMES}
    may_change = request.actor.may(Permission.SWITCH_METHODS)
    return render(
        request,
        "methods/shelf.html",
        {
            "groups": ordered,
            "kinds": [(k, words, counts[k]) for k, words in KIND_NAMES.items() if counts[k]],
            "kind": kind,
            "asked": asked,
            "all": len(everything),
            "found": len(found),
            "usage": usage.usage(request.actor, since=request.today - MONTH),
            "aside": list(used.set_aside.values()),
            "drafts": len(queries.drafts(request.actor)) if may_change else 0,
        },
    )


@needs(Permission.READ_CUSTOMERS)
@require_safe
def method(request: Request, shelf: str, method: str) -> HttpResponse:
    """One method as people read it."""
    key = (shelf, method)
    context = page_of(request, key, "read")
    found = entry(key).method
    template = select_template(
        [f"methods/read/{_PAGES.get(type(found), shelf)}.html", "methods/read/plain.html"]
    )
    context |= {
        "reading": template.template.name,
        "method": found,
        "text": in_use().library.texts[key],
        "starts": START_NAMES,
        "doers": DOER_NAMES,
        "everyone": EVERYONE_NAMES,
        "holds": HOLD_NAMES,
        "by_names": BY_NAMES,
        "moments": MOMENT_NAMES,
        "measures": MEASURES,
        "touches": TOUCHES,
        "categories": CATEGORIES,
        "sides": SIDES,
        "dimensions": DIMENSIONS,
        "occasions": OCCASIONS,
    }
    if isinstance(found, Playbook):
        month = usage.usage(request.actor, since=request.today - MONTH)
        context |= {
            "tasks": month.tasks[method],
            "runs": month.runs[method],
            "steps": [
                (
                    step,
                    (opened(step.title), opened(step.why)),
                    clock_words(step.clock),
                    opened(before.title) if (before := found.step(step.after)) else None,
                    [(e, clock_words(e.clock), DOER_NAMES[e.to]) for e in step.escalations],
                )
                for step in found.steps
            ],
        }
    if isinstance(found, Catalogue):
        context["services"] = [(s, clock_words(s.clock)) for s in found.services]
    if shelf in ("scorecards", "schemes"):
        context["graded"] = usage.graded(request.actor, method)
    return render(request, "methods/method.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def history(request: Request, shelf: str, method: str) -> HttpResponse:
    """Who changed a method, when and why; each edition to compare and to go back to."""
    key = (shelf, method)
    context = page_of(request, key, "history") | {
        "editions": list(queries.history(key)[:100]),
        "has_shipped": bool(queries.shipped(key)),
        "has_folder": key in queries.folder(),
    }
    return render(request, "methods/history.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_safe
def compare(request: Request, shelf: str, method: str) -> HttpResponse:
    """Two texts of a method side by side."""
    key = (shelf, method)
    context = page_of(request, key, "history")
    used = in_use().library.texts[key]
    left, right = request.GET.get("a", "shipped"), request.GET.get("b", "used")
    if left == "shipped" and not queries.shipped(key):
        left = "used"
    editions = list(queries.history(key)[:100])
    names = _names(key, editions)
    context |= {
        "rows": differences(
            queries.text_of(key, left, used=used), queries.text_of(key, right, used=used)
        ),
        "choices": names,
        "left": left,
        "right": right,
        "titles": (dict(names).get(left, left), dict(names).get(right, right)),
    }
    return render(request, "methods/compare.html", context)


def _names(key: Key, editions: list[queries.Edition]) -> list[tuple[str, Words]]:
    """The texts a method has, as the chooser calls them."""
    found = [("used", Words("现在用的", "in use"))]
    if queries.shipped(key):
        found.append(("shipped", Words("随知客带来的", "shipped")))
    if key in queries.folder():
        found.append(("folder", Words("方法文件夹里的", "in the methods folder")))
    for e in editions:
        said = Words(
            f"第 {e.version} 版 · {e.published_on} · {e.author or '–'}",
            f"version {e.version} · {e.published_on} · {e.author or '–'}",
        )
        found.append((str(e.pk), said))
    return found


def _speaks_of(each: Entry, asked: str) -> bool:
    """Whether a method holds what was asked for: in its titles, note, name, source rows or text."""
    head = each.head
    said = (
        *(head.title.zh, head.title.en, head.note.zh, head.note.en, head.name),
        *head.source,
        *(c.title.zh + c.title.en for c in each.capabilities),
    )
    return any(asked in text.lower() for text in said)
