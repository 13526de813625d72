"""Answers are noted down, confirmed, taken back; every one with its source, author and day (S1-57, S1-62, S4-27)."""

import json
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers.answers import Unfit, Value, shelf_life
from zhike.customers.asking import Subject, is_asked, switched_on
from zhike.customers.models import Consent, Fact, Sheet
from zhike.lib.words import Words
from zhike.methods.forms import Form, Item
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden, Level, Permission, demand
from zhike.trust.policy import is_near
from zhike.trust.sealing import seal


@dataclass(frozen=True, slots=True)
class Learned:
    """How something was learned: told, observed, from a third party, public; and a word on it."""

    source: str
    note: str = ""


@transaction.atomic
def note_fact(
    actor: Actor,
    subject: Subject,
    form: Form,
    item: Item,
    value: Value,
    learned: Learned,
    *,
    on: date,
    sheet: Sheet | None = None,
    batch: int | None = None,
) -> Fact:
    """Keep an answer; the one it replaces ends and stays as history. The same answer again confirms it.

    `Unfit` says why something may not be kept: the question is switched off, this source is not allowed for it,
    or the person has not agreed.
    """
    demand(actor, Permission.WRITE_CUSTOMERS)
    _may_be_kept(actor, subject, form, item, learned, on)
    old = _current(subject, item, sheet)
    if old and not item.is_sealed and old.value == value:
        return confirm_fact(actor, subject, item, old, on=on)
    if old:
        same_hand = old.noted_on == on and old.noted_by_id == actor.user_id
        _end(old, Fact.Ended.CORRECTED if same_hand else Fact.Ended.REPLACED, on)
    life = shelf_life(item, on)
    fact = Fact.objects.create(
        customer=subject.customer,
        contact=subject.contact,
        sheet=sheet,
        key=item.fact,
        method=form.head.signature,
        value=None if item.is_sealed else value,
        sealed=seal(subject.name, item.fact, json.dumps(value)) if item.is_sealed else "",
        level=level_of(item),
        is_opinion=item.is_opinion,
        source=learned.source,
        source_note=learned.note,
        noted_by_id=actor.user_id,
        noted_on=on,
        confirmed_on=on,
        review_on=life.review_on,
        expires_on=life.expires_on,
        batch=batch,
    )
    if sheet is None:
        _record(actor, "fact.noted", fact, subject, on, source=learned.source)
    return fact


@transaction.atomic
def confirm_fact(actor: Actor, subject: Subject, item: Item, fact: Fact, *, on: date) -> Fact:
    """Still true: the answer counts as fresh from this day; only who may read it can say so."""
    _demand_near(actor, subject, fact)
    if fact.confirmed_on == on:
        return fact
    life = shelf_life(item, on)
    fact.confirmed_on, fact.review_on, fact.expires_on = on, life.review_on, life.expires_on
    fact.save(update_fields=["confirmed_on", "review_on", "expires_on"])
    _record(actor, "fact.confirmed", fact, subject, on)
    return fact


@transaction.atomic
def withdraw_fact(actor: Actor, subject: Subject, fact: Fact, *, on: date) -> Fact:
    """No longer true, or not ours to keep: the answer ends; a sealed one is emptied at once."""
    _demand_near(actor, subject, fact)
    _end(fact, Fact.Ended.WITHDRAWN, on)
    _record(actor, "fact.withdrawn", fact, subject, on)
    return fact


def may_settle(actor: Actor, subject: Subject, fact: Fact) -> bool:
    """Whether the actor may say that an answer is still true, or no longer: only of what he may read."""
    may_read = fact.level < Level.PERSONAL or is_near(actor, subject.customer)
    return may_read and actor.may(Permission.WRITE_CUSTOMERS)


def _demand_near(actor: Actor, subject: Subject, fact: Fact) -> None:
    if not may_settle(actor, subject, fact):
        raise Forbidden(Permission.WRITE_CUSTOMERS)


def level_of(item: Item) -> Level:
    """How carefully the answer to a question is kept."""
    return Level[item.level.upper()]


def _may_be_kept(
    actor: Actor, subject: Subject, form: Form, item: Item, learned: Learned, on: date
) -> None:
    if level_of(item) >= Level.PERSONAL and not is_near(actor, subject.customer):
        raise Unfit(
            Words(
                "个人信息只由负责这位客户的人填写。",
                "What is personal is written by those who look after this customer.",
            )
        )
    if not is_asked(form, item, switched_on()):
        raise Unfit(
            Words(
                "这一项默认关闭；需要时请先申请开启。",
                "This question is off by default; ask to have it switched on first.",
            )
        )
    allowed = (*item.sources, Fact.Source.IMPORTED)
    if learned.source not in allowed:
        raise Unfit(
            Words(
                "这一项不能用这种来源的答案；请向本人核实后再记。",
                "An answer from this source may not be kept here; ask the person first.",
            )
        )
    if item.consent and not has_consent(subject, item.consent, on=on):
        raise Unfit(
            Words(
                "还没有本人对这一类信息的单独同意；请先记下同意。",
                "The person has not agreed to this kind yet; note the consent first.",
            )
        )


def has_consent(subject: Subject, kind: str, *, on: date) -> bool:
    """Whether the person agreed to this one kind and has not taken it back; for children a guardian must have."""
    given = Consent.objects.unscoped().filter(
        customer=subject.customer, contact=subject.contact, kind=kind, given_on__lte=on
    )
    given = given.filter(withdrawn_on=None)
    return (given.filter(by_guardian=True) if kind == "children" else given).exists()


def _current(subject: Subject, item: Item, sheet: Sheet | None) -> Fact | None:
    return (
        Fact.objects.unscoped()
        .filter(
            customer=subject.customer,
            contact=subject.contact,
            sheet=sheet,
            key=item.fact,
            ended_on=None,
        )
        .first()
    )


def _end(fact: Fact, why: Fact.Ended, on: date) -> None:
    """A corrected slip and a sealed answer leave nothing behind; other old answers stay as history while they may."""
    fact.ended_on, fact.ended_why = on, why
    if fact.sealed or why is Fact.Ended.WITHDRAWN:
        fact.value, fact.sealed = None, ""
    fact.save(update_fields=["ended_on", "ended_why", "value", "sealed"])


def _record(
    actor: Actor, kind: str, fact: Fact, subject: Subject, on: date, **more: str
) -> None:
    """Which question about whom; never the answer."""
    journal.record(
        actor,
        kind,
        fact,
        on=on,
        customer_id=subject.customer.pk,
        key=fact.key,
        contact=subject.contact.pk if subject.contact else None,
        **more,
    )
