"""Asking a customer: the click that sends, the link and its letter, the call with consent first, the sheet of paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zhike.care import expecting, surveys
from zhike.care.messages.letters import addresses
from zhike.care.satisfaction import may_see_who
from zhike.care.surveys import Over, Refused, Said, Wanted
from zhike.customers import queries
from zhike.lib.words import Words, speaking, spoken
from zhike.methods.questionnaires import DIMENSIONS
from zhike.service import surveys as service
from zhike.trust.actor import Permission
from zhike.value.queries import methods
from zhike.web.forms import named_people
from zhike.web.http import Request
from zhike.web.rights import needs
from zhike.web.satisfaction.forms import AskForm, EnterForm
from zhike.web.satisfaction.scales import answer_words, question

OVER = Words(
    "这份问卷已经有了结果，不能再改。", "This questionnaire is over; nothing in it changes."
)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def ask(request: Request, customer_id: int) -> HttpResponse:
    """Whom to ask what, how; nothing leaves before this click."""
    customer = queries.customer(request.actor, customer_id)
    offered = [
        each
        for each in surveys.questionnaires(customer)
        if not each.is_about_people or request.actor.may(Permission.MANAGE_BOOK)
    ]
    people = named_people(queries.contacts(request.actor, customer_id))
    form = AskForm(
        request.POST or None,
        questionnaires=offered,
        people=people,
        initial={
            "questionnaire": request.GET.get("questionnaire", ""),
            "contact_id": people[0][0] if people else "",
            "language": spoken(),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = surveys.put(
                request.actor, customer_id, Wanted(**form.cleaned_data), on=request.today
            )
        except Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return redirect("satisfaction:survey", made.pk)
    context = {"customer": customer, "form": form, "questionnaires": offered}
    status = 422 if request.method == "POST" else 200
    return render(request, "satisfaction/ask.html", context, status=status)


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def one(request: Request, survey_id: int) -> HttpResponse:
    """One questionnaire: how it goes on its way, or what was said, the words first."""
    found = service.survey(request.actor, survey_id)
    if request.method == "POST":
        return _do(request, found)
    asked = surveys.questionnaire_of(found)
    is_waiting = found.is_open and found.holds_until >= request.today
    may_link = is_waiting and request.actor.may(Permission.LOG_TOUCHES)
    token = service.token_of(found) if may_link and found.way == "link" else ""
    named = found.person_id is None or may_see_who(request.actor, found)
    may_private = surveys.may_read_private(request.actor, found)
    kept = service.answers_of(found) if found.answered_on else {}
    answers = [
        (item.says, DIMENSIONS.get(item.dimension), answer_words(item, a.number, a.causes))
        for item in (asked.items if asked else ())
        if (a := kept.get(item.key)) and (may_private or not item.is_private)
    ]
    context = {
        "survey": found,
        "title": surveys.title_of(found),
        "named": named,
        "is_waiting": is_waiting,
        "link": request.build_absolute_uri(_address(token)) if token else "",
        "can_mail": bool(token and addresses(request.actor, found.contact)),
        "answers": answers,
        "is_hiding": bool(asked and not may_private and any(i.is_private for i in asked.items)),
        "bars": _bars(found),
        "expected": expecting.expected_of(request.actor, found) if named else [],
        "may_reply": found.answered_on and found.person_id == request.actor.user_id,
    }
    return render(request, "satisfaction/survey.html", context)


def _bars(found: service.Survey) -> list[tuple[Words, int]]:
    """The satisfactions spoken of, the lowest first."""
    bars = [(title, getattr(found, key)) for key, title in DIMENSIONS.items()]
    return sorted(((t, v) for t, v in bars if v is not None), key=lambda bar: bar[1])


def _address(token: str) -> str:
    return reverse("satisfaction:answer_survey", args=[token])


def _do(request: Request, found: service.Survey) -> HttpResponse:
    try:
        match request.POST.get("do"):
            case "mail":
                letter = surveys.write_invitation(
                    request.actor,
                    found.pk,
                    address=lambda last: request.build_absolute_uri(_address("-")).replace(
                        "/-/", f"/{last}/"
                    ),
                    at=timezone.now(),
                    on=request.today,
                )
                return redirect("letters:letter", letter.pk)
            case "withdraw":
                surveys.withdraw(request.actor, found.pk, on=request.today)
                messages.success(
                    request,
                    str(Words("收回了，链接不再有效。", "Withdrawn; the link is dead.")),
                )
            case "reply":
                words = request.POST.get("words", "").replace("\0", "").strip()
                surveys.reply(request.actor, found.pk, words, on=request.today)
                messages.success(request, str(Words("您的说明记下了。", "Your side is noted.")))
    except Over:
        messages.error(request, str(OVER))
    return redirect("satisfaction:survey", found.pk)


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def enter(request: Request, survey_id: int) -> HttpResponse:
    """What he says on the phone, after his consent, or wrote on paper (S3-19)."""
    found = service.survey(request.actor, survey_id)
    asked = surveys.questionnaire_of(found)
    if asked is None or not found.is_open or found.holds_until < request.today:
        messages.error(request, str(OVER))
        return redirect("satisfaction:survey", found.pk)
    is_call = found.way == "call"
    consent = request.POST.get("consent", "")
    try:
        if is_call and consent == "no":
            surveys.will_not(request.actor, found.pk, on=request.today)
            messages.success(
                request, str(Words("尊重他，不问了。", "Respected: nothing is asked."))
            )
            return redirect("satisfaction:survey", found.pk)
        has_begun = not is_call or consent == "yes"
        bound = request.POST if request.POST.get("do") == "keep" and has_begun else None
        form = EnterForm(bound, questionnaire=asked, is_call=is_call)
        if form.is_bound and form.is_valid():
            said = Said(
                form.cleaned_data["experience"],
                form.numbers,
                form.cleaned_data.get("causes", ()),
                form.cleaned_data.get("minutes"),
            )
            way = "call" if is_call else "paper"
            surveys.enter(
                request.actor, found.pk, said, way=way, at=timezone.now(), on=request.today
            )
            messages.success(
                request, str(Words("记下了，是他的原话。", "Noted, in their own words."))
            )
            return redirect("satisfaction:survey", found.pk)
    except Over:
        messages.error(request, str(OVER))
        return redirect("satisfaction:survey", found.pk)
    context = {
        "survey": found,
        "title": asked.head.title,
        "form": form,
        "is_call": is_call,
        "has_begun": has_begun,
        "card": methods().cards["call_back_manner"],
    }
    status = 422 if form.is_bound else 200
    return render(request, "satisfaction/enter.html", context, status=status)


@needs(Permission.LOG_TOUCHES)
@require_safe
def paper(request: Request, survey_id: int) -> HttpResponse:
    """The sheet to print, in the language he is asked in."""
    found = service.survey(request.actor, survey_id)
    asked = surveys.questionnaire_of(found)
    if asked is None:
        messages.error(request, str(OVER))
        return redirect("satisfaction:survey", found.pk)
    house = request.company.name
    person = found.contact.greeting if found.contact else found.customer.name
    with speaking(found.language):
        context = {
            "survey": found,
            "asked": asked,
            "greeting": asked.greeting.format(
                person=Words(person, person), company=Words(house, house)
            ),
            "questions": [question(item) for item in asked.items],
            "lang": "zh-Hans" if found.language == "zh" else "en",
        }
        return render(request, "satisfaction/paper.html", context)
