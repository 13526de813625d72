"""A look before meeting somebody: how to greet him, what he likes, what we promised, what not to say (S1-50)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhike.activities import queries as activities
from zhike.activities.models import Promise, Touch
from zhike.activities.rules import KINDS
from zhike.care.people import WISHES
from zhike.care.relating import rungs
from zhike.customers import facts
from zhike.customers import queries as customers
from zhike.customers.asking import Subject
from zhike.customers.facts import Answer
from zhike.customers.models import Contact, Customer, Standing
from zhike.lib.currency import sign_of
from zhike.lib.money import format_money
from zhike.lib.spoken_days import day_words, days_words, near_words
from zhike.lib.words import Words
from zhike.methods.forms import Form, Item
from zhike.sales import queries as sales
from zhike.service import queries as service
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel
from zhike.users.queries import company
from zhike.value import queries as value
from zhike.value.models import Measures

SOON = 30
CARD, AVOID = "relationship_card", "person.avoid"


@dataclass(frozen=True, slots=True)
class Chip:
    """A word or two worth knowing at a glance; `tone` is good, warn, bad, info or empty."""

    words: Words
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Something known of the person that serves this meeting: what, and how and when it was learned."""

    title: Words
    words: Words
    source: Words
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on one card."""

    customer_id: int
    customer_name: str
    greeting: str
    contact_title: str
    grade: str
    chips: tuple[Chip, ...]
    last_touch: Words | None
    last_order: Words | None
    known: tuple[Known, ...]
    avoid: Words | None
    question: Words | None
    question_at: tuple[str, str, int | None] | None
    used: tuple[str, ...]
    next_date: Words | None
    promises: tuple[Promise, ...]
    others: tuple[Contact, ...]
    suggestion: Words


def brief(actor: Actor, customer_id: int, contact_id: int | None = None, *, on: date) -> Brief:
    """The card of a customer, and of the person one is going to meet: the one named, else the main one."""
    customer = customers.customer(actor, customer_id)
    people = list(customers.contacts(actor, customer_id)[:8])
    person = next((p for p in people if p.pk == contact_id), people[0] if people else None)
    standing = customers.standing(actor, customer_id)
    measures = value.measures(actor, customer_id)
    promises = tuple(activities.open_promises(actor, customer_id)[:5])
    cases = list(service.open_cases(actor, customer_id)[:3])
    touch = activities.last_touch(actor, customer_id)
    subject = Subject(customer, person)
    answers = facts.answers(actor, subject, Channel.PAGE, on=on)
    question = facts.next_question(actor, subject, answers)
    shown = facts.on_card(answers, CARD, besides=AVOID)
    avoid = answers.get(AVOID)
    return Brief(
        customer_id=customer.pk,
        customer_name=customer.name,
        greeting=person.greeting if person else str(customer),
        contact_title=" · ".join(filter(None, (person.title, person.part))) if person else "",
        grade=standing.grade if standing else "",
        chips=(*_of_person(actor, person), *_chips(customer, measures, bool(cases), on)),
        last_touch=_said(touch, on) if touch else None,
        last_order=_last_order(actor, customer_id, on),
        known=tuple(_known(item, answer, on) for item, answer in shown),
        avoid=avoid.words if avoid and not avoid.is_masked else None,
        question=question[1].title if question else None,
        question_at=_place(subject, *question) if question else None,
        used=tuple(item.fact for item, _ in shown) + ((AVOID,) if avoid else ()),
        next_date=_next_date(people, on),
        promises=promises,
        others=tuple(p for p in people if p is not person),
        suggestion=_suggestion(standing, measures, promises, bool(cases), on),
    )


def _of_person(actor: Actor, person: Contact | None) -> Sequence[Chip]:
    """What he asked us not to do, and the group whose mark he carries."""
    if person is None:
        return []
    wishes = customers.wishes(actor, [person.pk]).get(person.pk, [])
    marks = customers.key_marks(actor, person.customer_id)
    chips = [Chip(WISHES[wish.way], "bad") for wish in wishes]
    chips += [Chip(rung.words) for rung in rungs(actor, person) if rung.move]
    if person.pk in marks:
        group = marks[person.pk].group
        chips.append(Chip(Words(f"{group}关键人", f"key person of {group}"), "info"))
    return chips


def _chips(
    customer: Customer, measures: Measures | None, has_cases: bool, on: date
) -> Sequence[Chip]:
    chips = []
    if has_cases:
        chips.append(Chip(Words("有未了结的投诉或请求", "an open complaint or request"), "bad"))
    if customer.is_key:
        chips.append(Chip(Words("重点关注", "key customer"), "warn"))
    if customer.since:
        years = (on - customer.since).days // 365
        chips.append(
            Chip(
                Words(f"合作 {years} 年", f"{years} years with us")
                if years
                else Words("今年开始合作", "with us since this year")
            )
        )
    if measures and measures.growth is not None and abs(measures.growth) >= 1000:
        share = f"{abs(measures.growth) / 100:.0f}%"
        chips.append(
            Chip(Words(f"同比增长 {share}", f"up {share}"), "good")
            if measures.growth > 0
            else Chip(Words(f"同比下降 {share}", f"down {share}"), "bad")
        )
    if measures and measures.late_payments_12m:
        late = measures.late_payments_12m
        chips.append(Chip(Words(f"逾期付款 {late} 次", f"{late} late payments"), "warn"))
    return chips


def _known(item: Item, answer: Answer, on: date) -> Known:
    fact = answer.fact
    day = day_words(fact.confirmed_on, seen_on=on) if fact else Words("", "")
    source = answer.source or Words("", "")
    said = Words(f"{day.zh}，{source.zh}", f"{day.en}, {source.en}")
    return Known(item.title, answer.words, said, answer.is_stale)


def _place(subject: Subject, form: Form, item: Item) -> tuple[str, str, int | None]:
    """Where a question is answered: form, group, and the person."""
    group = next(group for group in form.groups if item in group.items)
    return form.head.name, group.key, subject.contact.pk if subject.contact else None


def _said(touch: Touch, on: date) -> Words:
    day, kind = day_words(touch.touched_on, seen_on=on), KINDS.get(touch.kind, KINDS["call"])
    person = touch.contact.greeting if touch.contact else ""
    return Words(
        f"{day.zh}{kind.zh}{person}：{touch.summary}",
        f"{day.en}, {kind.en}{f' with {person}' if person else ''}: {touch.summary}",
    )


def _last_order(actor: Actor, customer_id: int, on: date) -> Words | None:
    order = sales.orders(actor, customer_id).filter(amount__gt=0).first()
    if order is None:
        return None
    house = company()
    sign = sign_of(house.currency if house else "CNY")
    day, amount = (
        day_words(order.ordered_on, seen_on=on),
        format_money(order.amount, symbol=sign),
    )
    what = f"，{order.product}" if order.product else ""
    return Words(f"{day.zh} {amount}{what}", f"{day.en}, {amount}{what.replace('，', ', ')}")


def _next_date(people: Sequence[Contact], on: date) -> Words | None:
    coming = [
        (birthday.next(on), person, birthday)
        for person in people
        if (birthday := person.birthday) is not None
    ]
    near = [entry for entry in coming if (entry[0] - on).days <= SOON]
    if not near:
        return None
    day, person, birthday = min(near, key=lambda entry: entry[0])
    when, given = near_words(day, seen_on=on), birthday.words
    return Words(
        f"{person.greeting}{when.zh}生日（{given.zh}）",
        f"{person.greeting}’s birthday {when.en} ({given.en})",
    )


def _suggestion(
    standing: Standing | None,
    measures: Measures | None,
    promises: Sequence[Promise],
    has_cases: bool,
    on: date,
) -> Words:
    """The one thing to do first, by order of what hurts most."""
    late = [promise for promise in promises if promise.due_on < on]
    if has_cases:
        return Words(
            "先谈未了结的投诉：复述、道歉、说明到哪一步，再谈别的。",
            "Begin with the open complaint: restate it, apologise, say how far it is; then the rest.",
        )
    if late:
        what = late[0].what
        return Words(
            f"答应过的事已过期：{what}。先兑现，或当面说明新的日期。",
            f"A promise is overdue: {what}. Keep it first, or give a new day in person.",
        )
    if measures and (measures.overdue_pct or 0) >= 150:
        gap = days_words(measures.cycle_days or 0)
        return Words(
            f"平时 {gap.zh}一单，这次久了。问问近况和用量，听听有没有别家在报价。",
            f"They usually order every {gap.en}; this is long. Ask how things go, and whether others are quoting.",
        )
    weakest = _weakest(standing)
    if weakest:
        return Words(
            f"评分里最弱的是“{weakest.zh}”，这次可以从这里做起。",
            f"The weakest part of the score is “{weakest.en}”; begin there this time.",
        )
    return Words(
        "没有欠账。问一个新问题，记下答案。",
        "Nothing is owed. Ask one new question and note the answer.",
    )


def _weakest(standing: Standing | None) -> Words | None:
    parts = [part for part in (standing.because if standing else []) if part.get("name")]
    if not parts:
        return None
    worst = min(parts, key=lambda part: part["points"] / part["best"])
    if worst["points"] * 10 >= worst["best"] * 8:
        return None
    return Words(worst["name"]["zh"], worst["name"]["en"])
