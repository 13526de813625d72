"""A programme for an account is written from its situation, agreed, begun and ended; its beginning and end become tasks (S3-21, S3-25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from zhike.activities.actions import programmes
from zhike.activities.actions.programmes import NotAgreed, OtherStage, ProgrammeDraft
from zhike.activities.models import Programme, Task
from zhike.activities.querysets import ProgrammeQuerySet
from zhike.care.accounts.condition import situation
from zhike.care.actions import end_all
from zhike.care.models import Run
from zhike.care.runs.stopping import stop_run
from zhike.care.starting import Start, at_the_start_of, start_playbooks
from zhike.care.watches.wording import currency_sign
from zhike.customers import queries as customers
from zhike.customers.models import Customer
from zhike.lib.money import format_money
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.methods.documents import Document
from zhike.trust.actor import Actor
from zhike.users.queries import person
from zhike.value.queries import methods

__all__ = ["NotAgreed", "OtherStage", "Programme"]

KINDS = {
    "guidance": Words("经营指导", "Guidance"),
    "support": Words("改善经营条件", "Better conditions"),
    "promotion": Words("促销方案", "Promotion"),
}
STAGES = {
    "draft": Words("草案", "draft"),
    "asked": Words("等批准", "waits for agreement"),
    "agreed": Words("已同意", "agreed"),
    "running": Words("进行中", "running"),
    "ended": Words("已结束", "ended"),
    "withdrawn": Words("已撤回", "withdrawn"),
}
_S = Programme.Stage
_SLOT = "【"


class Unfinished(ValueError):
    """The plan still has a slot nobody filled."""


class NotAllowed(ValueError):
    """The plan says something no plan may say; `phrase` is what."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        super().__init__(phrase)


class StillPromised(ValueError):
    """Sessions agreed with the customer are neither held nor called off; `count` of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


@dataclass(frozen=True, slots=True)
class Outline:
    """What somebody says of a new programme; the plan is written from it and from the account's situation."""

    kind: str
    title: str
    goal: str
    begins_on: date
    ends_on: date
    budget: int
    owner_id: int


def document(kind: str) -> Document:
    """What a plan of this kind is written from."""
    return methods().documents[f"{kind}_plan"]


def programmes_of(
    actor: Actor, *, customer_id: int | None = None, kind: str = "", stage: str = "", mine: bool = False
) -> ProgrammeQuerySet:  # fmt: skip
    """Programmes of accounts one sees, those under way first, the newest first; with how many sessions are held and to come."""
    held, ahead = (
        Q(sessions__held_on__isnull=False),
        Q(sessions__held_on=None, sessions__cancelled_on=None),
    )
    rows = (
        Programme.objects.visible_to(actor)
        .select_related("customer", "owner", "asked_by", "decided_by")
        .annotate(
            held=Count("sessions", filter=held),
            ahead=Count("sessions", filter=ahead & Q(sessions__isnull=False)),
        )
    )
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    rows = rows.filter(kind=kind) if kind else rows
    if stage:
        rows = rows.under_way() if stage == "open" else rows.filter(stage=stage)
    rows = rows.filter(owner_id__in=actor.stands_for) if mine else rows
    return rows.order_by("closed_on", "-begins_on", "-pk")


def programme(actor: Actor, programme_id: int) -> Programme:
    """One of them."""
    return programmes_of(actor).get(pk=programme_id)


def asked_programmes(actor: Actor) -> ProgrammeQuerySet:
    """Those of accounts one sees, for whoever decides."""
    return Programme.objects.visible_to(actor).select_related("customer", "asked_by")


@transaction.atomic
def outline(
    actor: Actor,
    customer_id: int,
    said: Outline,
    answers: Mapping[str, str],
    *,
    language: str,
    at: datetime,
    on: date,
) -> Programme:
    """A draft, its plan written from the template and what is known of the account; what nobody filled stands there as a slot."""
    customer = customers.customer(actor, customer_id)
    chosen = document(said.kind)
    known = situation(actor, customer, language=language, on=on)
    given = {key: words.strip() for key, words in answers.items() if words.strip()}
    _, text = chosen.drafted({**known, **_of(said, language, on), **given}, language)
    draft = ProgrammeDraft(
        said.kind, said.title, said.goal, said.begins_on, said.ends_on, said.budget, text,
        chosen.head.signature, said.owner_id,
    )  # fmt: skip
    return programmes.write_programme(actor, customer, draft, at=at, on=on)


def _of(said: Outline, language: str, on: date) -> dict[str, str]:
    begins, ends = day_words(said.begins_on, seen_on=on), day_words(said.ends_on, seen_on=on)
    period = Words(f"{begins.zh}至{ends.zh}", f"{begins.en} to {ends.en}")
    return {
        "goal": said.goal,
        "period": period.said_in(language),
        "budget": format_money(said.budget, symbol=currency_sign()).removesuffix(".00"),
        "owner": str(person(said.owner_id) or ""),
    }


@transaction.atomic
def rewrite(
    actor: Actor, programme_id: int, said: Outline, plan: str, *, on: date
) -> Programme:
    """The draft as somebody wants it."""
    found = programme(actor, programme_id)
    draft = ProgrammeDraft(
        found.kind, said.title, said.goal, said.begins_on, said.ends_on, said.budget, plan,
        found.method, said.owner_id,
    )  # fmt: skip
    return programmes.change_programme(actor, found, draft, on=on)


@transaction.atomic
def ask(actor: Actor, programme_id: int, *, at: datetime, on: date) -> Programme:
    """Sent to another, whole and lawful."""
    found = programme(actor, programme_id)
    _check(found)
    return programmes.ask_for_agreement(actor, found, at=at, on=on)


@transaction.atomic
def decide(
    actor: Actor, programme_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Programme:
    """Another agrees, and its days go on the agenda; or sends it back."""
    asked_programmes(actor).get(pk=programme_id)
    decided = programmes.decide_programme(
        actor, programme_id, grant=grant, why=why, at=at, on=on
    )
    if grant:
        _remind(actor, decided, on=on)
    return decided


@transaction.atomic
def begin(actor: Actor, programme_id: int, *, on: date) -> Programme:
    """It runs."""
    found = programme(actor, programme_id)
    _check(found)
    begun = programmes.begin_programme(actor, found, on=on)
    _remind(actor, begun, on=on)
    return begun


@transaction.atomic
def end(actor: Actor, programme_id: int, *, outcome: str, spent: int, on: date) -> Programme:
    """What came of it; `StillPromised` while a session is neither held nor called off."""
    found = programme(actor, programme_id)
    if ahead := found.sessions.standing().visible_to(actor).count():
        raise StillPromised(ahead)
    ended = programmes.end_programme(actor, found, outcome=outcome, spent=spent, on=on)
    end_all(actor, f"programme:{ended.pk}", outcome=outcome[:200], on=on)
    _stop(actor, f"programme:{ended.pk}", outcome[:200], on=on)
    return ended


@transaction.atomic
def withdraw(actor: Actor, programme_id: int, *, why: str, spent: int, on: date) -> Programme:
    """It is not done, or not any more; whom sessions were promised is told by calling them off first."""
    found = programme(actor, programme_id)
    if ahead := found.sessions.standing().visible_to(actor).count():
        raise StillPromised(ahead)
    withdrawn = programmes.withdraw_programme(actor, found, why=why, spent=spent, on=on)
    call_off(actor, f"programme:{withdrawn.pk}", why, on=on)
    return withdrawn


def call_off(actor: Actor, event: str, why: str, *, on: date) -> None:
    """What was to be done for something that does not come about is struck off with its reason."""
    _stop(actor, event, why, on=on)
    end_all(actor, event, outcome=why, on=on, result=Task.Result.WAIVED)


def _stop(actor: Actor, event: str, why: str, *, on: date) -> None:
    runs = Run.objects.visible_to(actor).open().filter(key=event)
    for run_id in list(runs.values_list("pk", flat=True)):
        stop_run(actor, run_id, why=why, on=on)


def _check(found: Programme) -> None:
    if _SLOT in found.plan:
        raise Unfinished
    for phrase in document(found.kind).offences(f"{found.title}\n{found.goal}\n{found.plan}"):
        raise NotAllowed(phrase)


def _remind(actor: Actor, found: Programme, *, on: date) -> None:
    customer: Customer = found.customer
    for kind, day in (("programme_begins", found.begins_on), ("programme_ends", found.ends_on)):
        start = Start(
            kind,
            f"programme:{found.pk}",
            at_the_start_of(day),
            {
                "what": Words(found.title, found.title),
                "goal": Words(found.goal, found.goal),
                "day": day_words(day, seen_on=on),
            },
            customer,
            assignee_id=found.owner_id,
        )
        start_playbooks(actor, start, on=on)
