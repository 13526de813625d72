"""The four tasks that keep a customer content after he bought, each with how it stands (S1-71)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhike.activities.models import Task
from zhike.care.surveys import rule
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.sales.queries import orders
from zhike.service.models import Survey
from zhike.trust.actor import Actor

REASSURING = ("bought_reassure.", "ask_after_delivery.", "after_deal.thank")
_TOLD = Words("{day}说过", "told {day}")
_TO_TELL = Words("{day}前去说", "to be told by {day}")
_BOUGHT = Words("上次买是{day}", "last bought {day}")
_LACKS = Words("{n} 样他还没有", "{n} they lack")
_ASKED = Words("上次问是{day}", "last asked {day}")
_NOT_YET = Words("还没有", "not yet")
_NOTHING = Words("没有可提的", "nothing to mention")


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the four, and how it stands with this customer."""

    title: Words
    stands: Words


def duties(
    actor: Actor, customer_id: int, *, asked: Sequence[Survey], lacks: int, on: date
) -> list[Duty]:
    """The four in the order of the method; `asked` is what he was asked, the newest first, `lacks` how much goes with what he bought."""
    bought = orders(actor, customer_id).filter(amount__gt=0).first()
    stands = {
        "satisfied": _reassured(actor, customer_id, on),
        "again": _said(_BOUGHT, bought.ordered_on if bought else None, on),
        "complements": _LACKS.format(n=Words(str(lacks), str(lacks))) if lacks else _NOTHING,
        "test": _said(_ASKED, asked[0].asked_on if asked else None, on),
    }
    return [Duty(task.title, stands.get(task.key, _NOT_YET)) for task in rule().tasks]


def _reassured(actor: Actor, customer_id: int, on: date) -> Words:
    of_these = Q()
    for prefix in REASSURING:
        of_these |= Q(origin__startswith=prefix)
    laid = Task.objects.visible_to(actor).filter(of_these, customer_id=customer_id)
    lives = Q(ended_on=None) | Q(result=Task.Result.DONE)
    newest = laid.filter(lives).order_by("-laid_on", "-pk").first()
    if newest is None:
        return _NOT_YET
    if newest.ended_on:
        return _said(_TOLD, newest.ended_on, on)
    return _said(_TO_TELL, newest.due_on, on)


def _said(words: Words, day: date | None, on: date) -> Words:
    return words.format(day=day_words(day, seen_on=on)) if day else _NOT_YET
