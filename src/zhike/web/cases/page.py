"""The page of one case; what is posted from it comes back to it, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhike.care.actions import Unseen
from zhike.care.case_lanes import green_channel
from zhike.care.cases import compensating, handing, stepping, telling
from zhike.care.cases import dossier as dossiers
from zhike.care.cases.wording import Hurting
from zhike.care.matching import fitting
from zhike.lib.words import Words
from zhike.service import actions as service
from zhike.service import queries
from zhike.service.actions import CauseMissing, StillAsked
from zhike.service.handing import OnItsWay, StandsStill
from zhike.service.problems import open_problems
from zhike.service.rules import PATH, Step, StepsMissing
from zhike.trust.actor import Permission
from zhike.users import queries as users
from zhike.web.cases.forms import (
    CauseForm,
    CompensateForm,
    HandForm,
    OtherForm,
    SettleForm,
    StepForm,
    VisitedForm,
    WaitForm,
)
from zhike.web.cases.telling import story
from zhike.web.cases.words import (
    ABOUTS,
    CAUSES,
    CHANNELS,
    FORMS,
    HINTS,
    KINDS,
    LEVELS,
    SEVERITIES,
    STEPS,
    UNSAID_CHANNEL,
    missing,
)
from zhike.web.http import Request
from zhike.web.rights import needs

HURTS = Words(
    "这些话会伤人，换一种说法：{words}。您写的字还在。",
    "This hurts; say it otherwise: {words}. What you wrote is still here.",
)
UNSEEN = Words(
    "这位同事看不到这个客户；请先把客户借给他，或请他的主管安排。",
    "This colleague cannot see the customer: lend it first, or ask the lead.",
)
ON_ITS_WAY = Words(
    "已经转给一位同事，等他接；不能同时转给两个人。",
    "A colleague is asked already; it cannot be handed to two at once.",
)
NO_CAUSE = Words(
    "先写明这件投诉的根源（右边“投诉的根源”），再办结。您写的字还在。",
    "First say what the complaint came from (“What it came from”, beside), then close it. What you wrote is still here.",
)
STANDS_STILL = Words("已经在等客户了。", "We wait for the customer already.")
STILL = Words("还在请示，等上级定了再答复。", "It is still being asked about.")


@needs(Permission.RECEIVE_CASES)
@require_safe
def case(request: Request, case_id: int) -> HttpResponse:
    """One case."""
    return _page(request, case_id)


@needs(Permission.RECEIVE_CASES)
@require_safe
def dossier(request: Request, case_id: int) -> HttpResponse:
    """A case with all sites of the group: earlier cases and contacts, both views, the quote, the appointments (S1-42)."""
    found = dossiers.dossier(request.actor, case_id, now=timezone.now())
    context = {
        "d": found,
        "case": found.case,
        "sites": dossiers.sites(request.actor, found.case),
        "kinds": KINDS,
        "kind": KINDS[found.case.kind],
        "channels": CHANNELS,
        "story": story(found),
    }
    return render(request, "cases/dossier.html", context)


@needs(Permission.RECEIVE_CASES)
@require_POST
def step(request: Request, case_id: int) -> HttpResponse:
    """A step is noted, or refused because another has to come first."""
    wanted = request.POST.get("kind", "")
    form = StepForm(request.POST, step=Step(wanted) if wanted in PATH else Step.LISTEN)

    def do(said: dict[str, Any]) -> None:
        stepping.note_step(
            request.actor,
            case_id,
            form.noted(),
            at=timezone.now(),
            way=said["way"],
            anyway=said["anyway"],
        )

    return _posted(request, case_id, "step_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def settle(request: Request, case_id: int) -> HttpResponse:
    """It is settled."""
    form = SettleForm(request.POST)

    def do(said: dict[str, Any]) -> None:
        stepping.settle(
            request.actor, case_id, how=said["how"], ours=said["ours"], at=timezone.now()
        )
        found = queries.any_case(request.actor, case_id)
        service.name_cause(
            request.actor,
            found,
            said["cause"],
            department=found.department,
            on=request.today,
        )

    return _posted(request, case_id, "settle_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def cause(request: Request, case_id: int) -> HttpResponse:
    """What it came from; also of a case that is over."""
    form = CauseForm(request.POST)

    def do(said: dict[str, Any]) -> None:
        found = queries.any_case(request.actor, case_id)
        service.name_cause(
            request.actor,
            found,
            said["cause"],
            department=said["department"],
            on=request.today,
        )

    return _posted(request, case_id, "cause_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def other(request: Request, case_id: int) -> HttpResponse:
    """Anything else that belongs to the case."""
    form = OtherForm(request.POST, remedies=_remedies())

    def do(said: dict[str, Any]) -> None:
        verb = telling.tell if said["kind"] in ("told", "holding") else stepping.note_step
        verb(
            request.actor,
            case_id,
            form.noted(),
            at=timezone.now(),
            way=said["way"],
            anyway=said["anyway"],
        )

    return _posted(request, case_id, "other_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def compensate(request: Request, case_id: int) -> HttpResponse:
    """Something is given, within one's authority or by leave."""
    form = CompensateForm(request.POST, remedies=_remedies())

    def do(said: dict[str, Any]) -> None:
        given = compensating.compensate(
            request.actor,
            case_id,
            kind=said["remedy"],
            what=said["what"],
            amount=said["amount"],
            at=timezone.now(),
        )
        if given.leave:
            asked = Words(
                "超出您的权限，已经请示上级；先给客户回一句。",
                "Beyond your authority: a superior is asked; tell the customer meanwhile.",
            )
            messages.info(request, str(asked))

    return _posted(request, case_id, "compensate_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def wait(request: Request, case_id: int) -> HttpResponse:
    """The clocks stand still while the customer is waited for."""
    form = WaitForm(request.POST, today=request.today)

    def do(said: dict[str, Any]) -> None:
        handing.wait_for_customer(request.actor, case_id, **said, at=timezone.now())

    return _posted(request, case_id, "wait_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def hand(request: Request, case_id: int) -> HttpResponse:
    """A colleague is asked to take it."""
    found = queries.any_case(request.actor, case_id)
    form = HandForm(request.POST, people=_fitting(request, found))

    def do(said: dict[str, Any]) -> None:
        handing.hand(
            request.actor, case_id, to_id=said["to"], why=said["why"], at=timezone.now()
        )

    return _posted(request, case_id, "hand_form", form, do)


@needs(Permission.RECEIVE_CASES)
@require_POST
def visited(request: Request, case_id: int) -> HttpResponse:
    """A colleague helps where the customer is."""
    form = VisitedForm(request.POST, people=_people(request))

    def do(said: dict[str, Any]) -> None:
        handing.send_visited(
            request.actor, case_id, visited_id=said["visited"], at=timezone.now()
        )

    return _posted(request, case_id, "visited_form", form, do)


def _posted(
    request: Request,
    case_id: int,
    name: str,
    form: forms.Form,
    do: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    """Do it and come back to the page, or show the page with what stands in the way."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except StepsMissing as error:
            form.add_error(None, str(missing(error)))
        except Hurting as error:
            form.add_error(None, str(HURTS.format(words="、".join(error.phrases))))
        except Unseen:
            form.add_error(None, str(UNSEEN))
        except OnItsWay:
            form.add_error(None, str(ON_ITS_WAY))
        except StandsStill:
            form.add_error(None, str(STANDS_STILL))
        except CauseMissing:
            form.add_error(None, str(NO_CAUSE))
        except StillAsked:
            form.add_error(None, str(STILL))
        else:
            messages.success(request, str(Words("记下了。", "Noted.")))
            return redirect("cases:case", case_id)
    return _page(request, case_id, **{name: form})


def _page(request: Request, case_id: int, **bound: forms.Form) -> HttpResponse:
    now = timezone.now()
    found = dossiers.dossier(request.actor, case_id, now=now)
    asked = request.GET.get("step", "")
    shown = Step(asked) if asked in PATH else (found.step or Step.FOLLOW_UP)
    if "step_form" in bound:
        shown = bound["step_form"].step  # type: ignore[attr-defined]  # always a StepForm
    remedies, people = _remedies(), _people(request)
    blank = {
        "step_form": StepForm(step=shown, initial={"kind": shown}),
        "settle_form": SettleForm(initial={"cause": found.case.cause}),
        "cause_form": CauseForm(
            initial={"cause": found.case.cause, "department": found.case.department}
        ),
        "other_form": OtherForm(remedies=remedies),
        "compensate_form": CompensateForm(remedies=remedies),
        "wait_form": WaitForm(today=request.today),
        "hand_form": HandForm(people=_fitting(request, found.case)),
        "visited_form": VisitedForm(people=people),
    }
    context = {
        **blank,
        **bound,
        "d": found,
        "case": found.case,
        "kind": KINDS[found.case.kind],
        "kinds": KINDS,
        "channel": CHANNELS.get(found.case.channel, UNSAID_CHANNEL),
        "severity": SEVERITIES[found.case.severity],
        "form_words": FORMS.get(found.case.form, ""),
        "cause": CAUSES.get(found.case.cause, ""),
        "about": ABOUTS.get(found.case.about, ""),
        "lane": green_channel().titles.get(found.case.lane, ""),
        "levels": LEVELS,
        "shown": shown,
        "strip": [
            (s, STEPS[s], HINTS[s], s in found.through, s is found.step, number)
            for number, s in enumerate(PATH, 1)
        ],
        "when": {entry.kind: entry.at for entry in found.entries},
        "may_settle": found.resolution is None and {Step.RESTATE, Step.SOLVE} <= found.through,
        "is_mine_to_accept": bool(
            found.transfer and found.transfer.to_id in request.actor.stands_for
        ),
        "story": story(found),
        "open_problems": open_problems(request.actor),
        "now": now,
    }
    status = 422 if bound else 200
    return render(request, "cases/case.html", context, status=status)


def _remedies() -> dict[str, Words]:
    return dict(dossiers.remedies().titles)


def _people(request: Request) -> list[tuple[int, str]]:
    return [
        (person.pk, str(person))
        for person in users.colleagues()
        if person.pk != request.actor.user_id
    ]


def _fitting(request: Request, case: queries.Case) -> list[tuple[int, str]]:
    """Colleagues to hand it to, whoever knows the customer's industry and field first, with the reason (S0-17)."""
    fits = fitting(request.actor, case.customer_id, on=request.today, matter=case.summary)
    return [
        (fit.person.pk, fit.label) for fit in fits if fit.person.pk != request.actor.user_id
    ]
