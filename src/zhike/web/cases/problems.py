"""What lies behind several cases: opened with an action, an owner and a day, and checked on it (S1-44)."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhike.care.cases import problems as care
from zhike.lib.words import Words
from zhike.service import problems, queries
from zhike.trust.actor import Permission
from zhike.users import queries as users
from zhike.web.cases.forms import CheckForm, ProblemForm
from zhike.web.cases.words import CAUSES, KINDS
from zhike.web.http import Request
from zhike.web.rights import needs

_MOST = 200
_APART = re.compile(r"[\s,，、;；。#]+")
_CHECKED = Words(
    "这个问题已经检查过了，不能再改它的个案。",
    "It was checked already; its cases can no longer be changed.",
)


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Join cases as one problem."""
    said = request.POST if request.method == "POST" else request.GET
    wanted = [int(n) for n in said.getlist("case")[:_MOST] if n.isdecimal() and len(n) < 12]
    cases = list(queries.any_cases(request.actor).filter(pk__in=wanted).order_by("pk"))
    first = cases[0] if cases else None
    form = ProblemForm(
        request.POST or None,
        people=[(person.pk, str(person)) for person in users.colleagues()],
        today=request.today,
        initial={
            "title": first.summary[:120] if first else "",
            "cause": next((case.cause for case in cases if case.cause), ""),
            "department": next((case.department for case in cases if case.department), ""),
            "owner": request.actor.user_id,
        },
    )
    if request.method == "POST" and form.is_valid():
        draft = problems.Draft(
            title=form.cleaned_data["title"],
            cause=form.cleaned_data["cause"],
            action=form.cleaned_data["action"],
            owner_id=form.cleaned_data["owner"],
            check_on=form.cleaned_data["check_on"],
            department=form.cleaned_data["department"],
        )
        found = care.open_problem(
            request.actor, draft, [case.pk for case in cases], on=request.today
        )
        messages.success(
            request,
            str(
                Words(
                    "记下了，检查日会提醒负责人。", "Noted; the owner is reminded on the day."
                )
            ),
        )
        return redirect("cases:problem", found.pk)
    context = {"form": form, "cases": cases, "kinds": KINDS}
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/new_problem.html", context, status=status)


@needs(Permission.RECEIVE_CASES)
@require_http_methods(["GET", "POST"])
def one(request: Request, problem_id: int) -> HttpResponse:
    """A problem with its cases; on the day it is said whether it came again."""
    found = problems.problem(request.actor, problem_id)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            care.check_problem(
                request.actor, found.pk, result=form.cleaned_data["result"], on=request.today
            )
        except problems.CheckedAlready:
            messages.info(request, str(Words("已经检查过了。", "It was checked already.")))
        else:
            messages.success(request, str(Words("检查记下了。", "The check is noted.")))
        return redirect("cases:problem", found.pk)
    context = {
        "problem": found,
        "cause": CAUSES[found.cause],
        "cases": problems.cases_of(request.actor, found),
        "again": problems.came_again(found, on=request.today),
        "kinds": KINDS,
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/problem.html", context, status=status)


@needs(Permission.RECEIVE_CASES)
@require_POST
def join(request: Request, problem_id: int) -> HttpResponse:
    """More cases belong to it: their numbers, however they are set apart."""
    written = [each for each in _APART.split(request.POST.get("cases", "")) if each][:_MOST]
    return _joined(request, problem_id, written)


@needs(Permission.RECEIVE_CASES)
@require_POST
def join_case(request: Request, case_id: int) -> HttpResponse:
    """This case belongs to a problem that is being worked on."""
    wanted = request.POST.get("problem", "")
    found = problems.problem(
        request.actor, int(wanted) if wanted.isdecimal() and len(wanted) < 12 else 0
    )
    return _joined(request, found.pk, [str(case_id)])


@needs(Permission.RECEIVE_CASES)
@require_POST
def take_out(request: Request, case_id: int) -> HttpResponse:
    """This case is not about it after all."""
    try:
        left = care.take_out(request.actor, case_id, on=request.today)
    except problems.CheckedAlready:
        messages.info(request, str(_CHECKED))
        return redirect("cases:case", case_id)
    if left is None or request.POST.get("from") != "problem":
        return redirect("cases:case", case_id)
    return redirect("cases:problem", left.pk)


def _joined(request: Request, problem_id: int, written: list[str]) -> HttpResponse:
    """`written` are numbers of cases as somebody typed them; those that did not join are told back word for word."""
    ids = {int(each) for each in written if each.isdecimal() and len(each) < 12}
    try:
        joined = care.join(request.actor, problem_id, sorted(ids), on=request.today)
    except problems.CheckedAlready:
        messages.info(request, str(_CHECKED))
        return redirect("cases:problem", problem_id)
    if joined:
        messages.info(
            request, str(Words(f"归进来 {len(joined)} 件。", f"Joined: {len(joined)}."))
        )
    left = [each for each in written if not (each.isdecimal() and int(each) in joined)]
    if left or not joined:
        listed = ", ".join(each[:20] for each in left[:10]) or "–"
        messages.warning(
            request,
            str(
                Words(
                    f"没有归的：{listed}。没有这个号，或已归到一个问题；请写个案的号，如 34、51。",
                    f"Not joined: {listed}. There is no such case, or it belongs to a problem already; please write the numbers of cases, as 34, 51.",
                )
            ),
        )
    return redirect("cases:problem", problem_id)
