"""The notebook: a note jotted down anywhere becomes a touch, a promise, a task or a fact with two taps (S1-67)."""

import re
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Q, TextField, Value
from django.utils.timezone import localtime

from zhike.activities import queries as activities
from zhike.activities.actions import notes
from zhike.activities.models import Note, Task, Touch
from zhike.care.actions import log_touch, plan_step
from zhike.customers import asking, facts, search
from zhike.customers import queries as customers
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.answers import Unfit, value_of
from zhike.customers.models import Customer, Fact
from zhike.lib.names import folded
from zhike.lib.words import Words
from zhike.methods.forms import About
from zhike.trust.actor import Actor

_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
_BREAKS = re.compile(r"[\s，。；：、！？,.;:!?()（）“”\"'《》]+")
_SHORTEST, _SEGMENTS = 2, 12


@transaction.atomic
def jot(
    actor: Actor, *, key: UUID, text: str, written_at: datetime, received_at: datetime
) -> Note:
    """Take a note down once, with the customer it seems to be about."""
    return notes.take_note(
        actor,
        key=key,
        text=text,
        written_at=written_at,
        received_at=received_at,
        customer=meant_by(actor, text),
    )


def meant_by(actor: Actor, text: str) -> Customer | None:
    """The one customer the text names by phone, by name, or by somebody there; None when none or several."""
    clean = folded(text)
    for found in (_by_phone(actor, clean), _by_name(actor, clean), _by_person(actor, clean)):
        if len(found) == 1:
            return found[0]
    return None


def _by_phone(actor: Actor, text: str) -> list[Customer]:
    for number in _PHONE.findall(text)[:3]:
        found = list(search.matching(customers.customers(actor), number, actor)[:2])
        if found:
            return found
    return []


def _by_name(actor: Actor, text: str) -> list[Customer]:
    """Own customers whose name stands in the text, the longest name first; others only when a whole phrase is a name."""
    own = _own(actor).annotate(said=Value(text, output_field=TextField()))
    named = own.filter(
        Q(said__contains=F("name")) | Q(said__contains=F("short_name"), short_name__gt="")
    )
    found = sorted(
        named[:20], key=lambda c: -max(len(n) for n in (c.name, c.short_name) if n in text)
    )
    if found:
        return [customers.customer(actor, found[0].pk)]
    for phrase in _BREAKS.split(text)[:_SEGMENTS]:
        if len(phrase) >= _SHORTEST:
            same = Q(name=phrase) | Q(short_name=phrase)
            hits = list(customers.customers(actor).filter(same)[:2])
            if hits:
                return hits
    return []


def _by_person(actor: Actor, text: str) -> list[Customer]:
    """Own customers one of whose people is named in the text."""
    own = _own(actor).annotate(said=Value(text, output_field=TextField()))
    there = Q(said__contains=F("contacts__name")) | Q(
        said__contains=F("contacts__address_as"), contacts__address_as__gt=""
    )
    ids = own.filter(there).distinct().values_list("pk", flat=True)[:2]
    return list(customers.customers(actor).filter(pk__in=list(ids)))


def _own(actor: Actor) -> models.QuerySet[Customer]:
    near = Q(owner_id__in=actor.stands_for) | Q(pk__in=actor.borrowed)
    return customers.customers(actor).filter(near)


@transaction.atomic
def turn_into_touch(
    actor: Actor,
    note_id: int,
    *,
    customer_id: int,
    kind: str,
    summary: str,
    on: date,
    contact_id: int | None,
    today: date,
) -> Touch:
    """The note told of something done with a customer."""
    note = activities.note(actor, note_id)
    touch = log_touch(
        actor,
        customer_id=customer_id,
        contact_id=contact_id,
        kind=kind,
        summary=summary,
        on=on,
        written_on=today,
    )
    _settle(actor, note, "touch", customer_id, today)
    return touch


@transaction.atomic
def turn_into_promise(
    actor: Actor,
    note_id: int,
    *,
    customer_id: int,
    what: str,
    due_on: date,
    contact_id: int | None,
    today: date,
) -> Touch:
    """The note told of something promised: it is kept as a note of that day, the promise with it."""
    note = activities.note(actor, note_id)
    touch = log_touch(
        actor,
        customer_id=customer_id,
        contact_id=contact_id,
        kind=Touch.Kind.NOTE,
        summary=note.text,
        on=min(localtime(note.written_at).date(), today),
        promise=what,
        promise_due_on=due_on,
        written_on=today,
    )
    _settle(actor, note, "promise", customer_id, today)
    return touch


@transaction.atomic
def turn_into_task(
    actor: Actor, note_id: int, *, customer_id: int, title: str, due_on: date, today: date
) -> Task:
    """The note told of something to do."""
    note = activities.note(actor, note_id)
    task = plan_step(actor, customer_id=customer_id, title=title, due_on=due_on, on=today)
    _settle(actor, note, "task", customer_id, today)
    return task


@transaction.atomic
def turn_into_fact(
    actor: Actor,
    note_id: int,
    *,
    customer_id: int,
    contact_id: int | None,
    key: str,
    value: str,
    source: str,
    today: date,
) -> Fact:
    """The note told something to be known: it is the answer to a question of the file; `Unfit` says why it is not kept."""
    note = activities.note(actor, note_id)
    question = _question(key)
    if question.form.about is About.CUSTOMER:
        contact_id = None
    subject = facts.subject(actor, customer_id, contact_id)
    if question.form not in asking.living_forms(subject):
        raise Unfit(Words("请选是谁。", "Choose whom this is about."))
    answer = value_of(question.item, value)
    if answer is None:
        raise Unfit(Words("请写下答案。", "Write the answer down."))
    fact = note_fact(
        actor, subject, question.form, question.item, answer, Learned(source), on=today
    )
    _settle(actor, note, "fact", customer_id, today)
    return fact


def _question(key: str) -> asking.Question:
    found = asking.told_in_words().get(key)
    if found is None:
        raise Unfit(Words("请选是哪一项。", "Choose which question this answers."))
    return found


@transaction.atomic
def drop_note(actor: Actor, note_id: int, *, on: date) -> Note:
    """The note needs nothing more."""
    note = activities.note(actor, note_id)
    return notes.settle_note(actor, note, into="nothing", customer=note.customer, on=on)


def _settle(actor: Actor, note: Note, into: str, customer_id: int, on: date) -> None:
    customer = customers.customer(actor, customer_id)
    notes.settle_note(actor, note, into=into, customer=customer, on=on)
