"""The register of gifts and hospitality: what was given to whom, what waits, and how much room is left."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.activities import queries as activities
from zhike.activities.queries import Task
from zhike.care import gifts as care
from zhike.care import seasons
from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.forms import MoneyField, day_input, labelled
from zhike.web.guard.deciding import decided
from zhike.web.http import Request, came_from
from zhike.web.paging import Order, page_of
from zhike.web.rights import needs

TONES = {
    "given": "good",
    "waiting": "warn",
    "granted": "info",
    "refused": "bad",
    "sent_back": "",
}


class GiftForm(forms.Form):
    """What is given, to whom, for what, worth how much; and that it is tied to nothing."""

    contact_id = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    receiver = forms.ChoiceField()
    form = forms.ChoiceField()
    occasion = forms.ChoiceField()
    season = forms.ChoiceField(required=False)
    what = forms.CharField(max_length=120)
    value = MoneyField(max_length=20)
    given_on = forms.DateField(widget=day_input())
    why = forms.CharField(max_length=200, required=False)
    is_free = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        people: list[tuple[int, str]],
        festivals: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            contact_id=Words("送给谁", "To whom"),
            receiver=Words("他是", "He is"),
            occasion=Words("什么由头", "Occasion"),
            season=Words("哪一季的问候", "For which season"),
            what=Words("送的什么", "What"),
            value=Words("值多少", "Worth"),
            given_on=Words("哪天", "Day"),
            why=Words("补充说明", "More to say"),
            is_free=Words(
                "这份心意不换任何决定、订单或照顾",
                "It is tied to no decision, order or favour",
            ),
        )
        self.fields["form"].label = str(Words("礼品还是招待", "A gift or hospitality"))
        limits = care.rule().limits
        choices: dict[str, list[tuple[Any, str]]] = {
            "contact_id": [("", str(Words("整个单位", "The company as a whole"))), *people],
            "receiver": [(limit.receiver, str(limit.title)) for limit in limits],
            "form": [(key, str(words)) for key, words in care.FORMS.items()],
            "occasion": [(key, str(words)) for key, words in care.OCCASIONS.items()],
            "season": [("", "–"), *festivals],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]


@needs(Permission.READ_CUSTOMERS)
@require_safe
def register(request: Request) -> HttpResponse:
    """Every gift one may see, the sums by person and by customer, and what waits for one's word."""
    rows = care.register(request.actor)
    asked = {name: request.GET.get(name, "") for name in ("occasion", "form", "receiver")}
    for name, value in asked.items():
        rows = rows.filter(**{name: value}) if value else rows
    page = page_of(rows, Order("given_on", falls=True), request.GET.get("after", ""))
    by = "customer" if request.GET.get("by") == "customer" else "person"
    waiting = care.asked_gifts(request.actor).decidable_by(request.actor)
    spent = care.spent(request.actor, on=request.today)
    context = {
        "rows": [_shown(row) for row in page.rows],
        "after": page.after,
        "sums": care.sums(request.actor, on=request.today, by=by, limit=10),
        "by": by,
        "waiting": list(waiting[:50]),
        "rule": care.rule(),
        "occasions": care.OCCASIONS,
        "forms": care.FORMS,
        "asked": asked,
        "spent": spent,
        "total": sum(spent.values()),
    }
    return render(request, "caring/gifts.html", context)


def _shown(gift: care.Gift) -> tuple[care.Gift, Words, str, Words, Words]:
    limit = care.rule().limit_of(gift.receiver)
    occasion = care.OCCASIONS.get(gift.occasion, care.OCCASIONS["other"])
    return gift, care.STATES[gift.state], TONES[gift.state], occasion, limit.title


@needs(Permission.LOG_TOUCHES)
@require_http_methods(["GET", "POST"])
def new(request: Request, customer_id: int) -> HttpResponse:
    """A gift to somebody at this customer; from a birthday or a trip it does that step too."""
    customer = customers.customer(request.actor, customer_id)
    people = [
        (c.pk, f"{c.name} {c.title}".strip())
        for c in customers.contacts(request.actor, customer_id)[:100]
    ]
    task = _task(request, customer_id)
    form = GiftForm(
        request.POST or None,
        people=people,
        festivals=[
            (s.name, f"{s.festival.name} {s.year}")
            for s in seasons.seasons(request.actor, mine=True, on=request.today)
        ],
        initial={
            "given_on": request.today,
            "contact_id": (task.contact_id if task else None) or request.GET.get("contact"),
            "receiver": care.receiver_of(customer),
            "occasion": _occasion(task, request.GET.get("season", "")),
            "season": request.GET.get("season", ""),
            "form": "gift",
        },
    )
    if request.method == "POST" and form.is_valid():
        gift = _give(request, customer_id, form, task)
        if gift:
            _tell(request, gift)
            return redirect(came_from(request, reverse("caring:gifts")))
    chosen = form["contact_id"].value()
    contact = next(
        (p for p in customers.contacts(request.actor, customer_id) if str(p.pk) == str(chosen)),
        None,
    )
    context = {
        "form": form,
        "customer": customer,
        "task": task,
        "contact": contact,
        "room": care.room(request.actor, customer, contact, "", on=request.today),
        "limits": care.rule().limits,
        "next": came_from(request, ""),
    }
    return render(request, "caring/gift_form.html", context, status=422 if form.errors else 200)


def _give(
    request: Request, customer_id: int, form: GiftForm, task: Task | None
) -> care.Gift | None:
    said = form.cleaned_data
    draft = care.GiftDraft(
        said["form"], said["receiver"], said["occasion"], said["what"], said["value"], said["why"],
        said["season"],
    )  # fmt: skip
    try:
        return care.give_gift(
            request.actor,
            customer_id,
            draft,
            given_on=said["given_on"],
            at=timezone.now(),
            on=request.today,
            is_free=said["is_free"],
            contact_id=said["contact_id"],
            task_id=task.pk if task else None,
        )
    except care.NeverGiven as never:
        kind = never.limit.title
        form.add_error(
            "receiver",
            str(
                Words(
                    f"{kind.zh}的限额是零：不送、不请，这一笔没有记。可以写一封谢信，或当面道谢。",
                    f"The limit for a {kind.en} is zero: nothing is given, and nothing was kept. Write a letter of thanks, or thank in person.",
                )
            ),
        )
    except care.Cash as cash:
        form.add_error(
            "what",
            str(
                Words(
                    f"现金和等同现金的东西一律不送：“{cash.word}”。",
                    f"Never cash, nor what is as good as cash: “{cash.word}”.",
                )
            ),
        )
    except care.Tied:
        form.add_error(
            "is_free",
            str(
                Words(
                    "和决定、订单挂钩的不能送。确实不挂钩，请勾上。",
                    "What is tied to a decision or an order is not given. If it is not, please tick.",
                )
            ),
        )
    except care.NotYet:
        form.add_error(
            "given_on",
            str(Words("还没到的日子不能记。", "A day still to come cannot be noted.")),
        )
    return None


def _tell(request: Request, gift: care.Gift) -> None:
    if gift.state == "waiting":
        said = Words(
            "超过限额，已送主管批准。批准之前先别送。",
            "Above the limit: sent for approval. Do not give it before.",
        )
        messages.warning(request, str(said))
    else:
        messages.success(request, str(Words("已登记。", "On the register.")))


@needs(Permission.APPROVE)
@require_POST
def decide(request: Request, gift_id: int) -> HttpResponse:
    """May a gift above the limit be given?"""
    care.asked_gifts(request.actor).get(pk=gift_id)
    return decided(
        request,
        lambda grant, why: care.decide_gift(
            request.actor, gift_id, grant=grant, why=why, at=timezone.now(), on=request.today
        ),
        back=reverse("caring:gifts"),
    )


@needs(Permission.LOG_TOUCHES)
@require_POST
def act(request: Request, gift_id: int) -> HttpResponse:
    """An approved gift was handed over; a given one came back."""
    gift = care.one(request.actor, gift_id)
    try:
        if request.POST.get("do") == "hand":
            care.hand_over(request.actor, gift_id, on=request.today)
        else:
            why = request.POST.get("why", "").strip()
            care.send_back(request.actor, gift_id, why=why, on=request.today)
    except care.NotAllowed:
        words = Words("现在不能这样做。", "This cannot be done now.")
        messages.error(request, str(words))
    else:
        messages.success(request, str(Words("已记下。", "Noted.")))
    return redirect(came_from(request, reverse("customers:customer", args=[gift.customer_id])))


def _task(request: Request, customer_id: int) -> Task | None:
    asked = request.GET.get("task", "")
    if not (asked.isdecimal() and len(asked) < 18):
        return None
    task = activities.task(request.actor, int(asked))
    if task.customer_id != customer_id:
        raise Task.DoesNotExist
    return task


def _occasion(task: Task | None, season: str) -> str:
    if season:
        return "festival"
    if task is None:
        return "visit"
    if task.kind == Task.Kind.BIRTHDAY:
        return "birthday"
    return "trip" if (task.origin or "").startswith("trip_gift.") else "visit"
