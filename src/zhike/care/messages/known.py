"""What the house already knows that a letter may say: form of address, visit, promise, order, case, festival."""

from collections.abc import Mapping
from datetime import date, timedelta

from zhike.activities.models import Promise, Touch
from zhike.care.messages.rules import one_line
from zhike.customers import queries as customers
from zhike.customers import reaching
from zhike.customers.models import AlsoCalled, Contact
from zhike.customers.queries import MAIN_SCHEME
from zhike.lib.moon import festivals_between
from zhike.lib.spoken_days import day_words
from zhike.lib.words import Words
from zhike.sales import queries as sales
from zhike.service import queries as service
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel
from zhike.users import queries as users
from zhike.value.queries import methods

_RECENT = timedelta(days=30)


def known(actor: Actor, contact: Contact, *, language: str, on: date) -> dict[str, str]:
    """Blank → words in this language; only what may leave by message, and nothing for what is not known."""
    customer = contact.customer
    house, author = users.company(), users.person(actor.user_id or 0)
    found = {
        "greeting": _greeting(actor, contact, language),
        "sender": str(author or ""),
        "sender_title": author.title if author else "",
        "company": house.name if house else "",
        "customer": customer.short_name or customer.name,
        "years": str((on - customer.since).days // 365 or "") if customer.since else "",
        **_of_the_visit(actor, contact, on),
        **_of_promises(actor, contact),
        **_of_the_order(actor, customer.pk, on),
        **_of_the_case(actor, customer.pk, on),
        **_of_the_festival(on),
        **_of_the_class(actor, customer.pk),
    }
    return {key: _said(value, language) for key, value in found.items() if value}


def _said(value: str | Words, language: str) -> str:
    return value.said_in(language) if isinstance(value, Words) else value


def _greeting(actor: Actor, contact: Contact, language: str) -> str:
    called = reaching.also_called(actor, contact, channel=Channel.MESSAGE)
    wanted = AlsoCalled.Situation.ENGLISH if language == "en" else AlsoCalled.Situation.FORMAL
    return one_line(called.get(wanted, "") or contact.greeting)


def _of_the_visit(actor: Actor, contact: Contact, on: date) -> Mapping[str, str | Words]:
    visits = Touch.objects.visible_to(actor).filter(
        customer_id=contact.customer_id,
        kind__in=(Touch.Kind.VISIT, Touch.Kind.MEETING),
        touched_on__gt=on - _RECENT,
    )
    visit = (
        visits.filter(contact=contact).order_by("-touched_on", "-pk").first()
        or visits.order_by("-touched_on", "-pk").first()
    )
    if visit is None:
        return {}
    return {"visited": _dated(visit.touched_on, on), "talked": one_line(visit.summary)}


def _of_promises(actor: Actor, contact: Contact) -> Mapping[str, str]:
    rows = Promise.objects.visible_to(actor).filter(customer_id=contact.customer_id)
    waiting = rows.open().order_by("-made_on", "-pk").first()
    kept = (
        rows.filter(result__in=(Promise.Result.KEPT, Promise.Result.LATE))
        .order_by("-settled_on", "-pk")
        .first()
    )
    return {
        "promise": waiting.what if waiting else "",
        "kept": kept.what if kept else "",
    }


def _of_the_order(actor: Actor, customer_id: int, on: date) -> Mapping[str, str | Words]:
    order = sales.orders(actor, customer_id).first()
    if order is None:
        return {}
    return {"product": order.product, "ordered": _dated(order.ordered_on, on)}


def _of_the_case(actor: Actor, customer_id: int, on: date) -> Mapping[str, str | Words]:
    case = service.open_cases(actor, customer_id).first()
    if case is None:
        return {}
    return {
        "received": day_words(case.received_at.date(), seen_on=on),
        "about": one_line(case.summary),
    }


def _of_the_festival(on: date) -> Mapping[str, Words]:
    coming = festivals_between(on, on + _RECENT)
    return {"festival": coming[0][1].name} if coming else {}


def _of_the_class(actor: Actor, customer_id: int) -> Mapping[str, Words]:
    """What the next better class is called; nothing for who stands at the top (S2-08)."""
    standing = customers.standing(actor, customer_id)
    card = methods().scorecards.get(MAIN_SCHEME)
    better = card.gap(standing.grade, standing.points) if card and standing else None
    return {"next_class": better[0].title} if better else {}


def _dated(day: date, on: date) -> Words:
    words = day_words(day, seen_on=on)
    return Words(words.zh, f"on {words.en}")
