"""Everything kept of one person, for the person himself: what, how it was learned, who may see it, who looked (P17)."""

from datetime import date, datetime

from django.db import models

from zhike.customers.actions.openings import open_answer
from zhike.customers.asking import Subject, question
from zhike.customers.erasing import links
from zhike.customers.models import Fact
from zhike.trust.actor import Actor
from zhike.trust.openings import openings_of

type Plain = str | int | float | bool | None
type Row = dict[str, Plain | list[object] | dict[str, object]]

_LEFT_OUT = {"id", "batch", "ended_by_batch", "sealed", "origin", "pinyin"}


def copy_of(actor: Actor, subject: Subject, *, at: datetime) -> dict[str, list[Row]]:
    """Every row that is about him, by kind of row; sealed answers are opened for him, and that is on record."""
    person: models.Model = subject.contact or subject.customer
    found: dict[str, list[Row]] = {person._meta.model_name or "": [_told(person)]}
    for link in links() if subject.contact else []:
        rows = link.model._base_manager.filter(**{link.field: subject.contact})
        told = [_told(row) for row in rows.order_by("pk")]
        if told and link.model is not Fact:
            found.setdefault(link.model._meta.model_name or "", []).extend(told)
    found["answers"] = [_answer(actor, subject, fact, at) for fact in _facts(subject)]
    found["openings"] = [
        {"who": str(o.user), "when": o.opened_at.isoformat(), "what": o.field, "why": o.purpose}
        for o in openings_of([subject.name])
    ]
    return found


def _facts(subject: Subject) -> models.QuerySet[Fact]:
    rows = Fact.objects.unscoped().filter(customer=subject.customer, contact=subject.contact)
    return rows.select_related("noted_by").order_by("key", "pk")


def _answer(actor: Actor, subject: Subject, fact: Fact, at: datetime) -> Row:
    item = question(fact.key)
    value = fact.value
    if fact.sealed:
        value = open_answer(
            actor, subject, fact, purpose="本人要求查看 / asked by the person", at=at
        )
    words = item.spoken(value) if item and value is not None else None
    return {
        "question": f"{item.title.zh} / {item.title.en}" if item else fact.key,
        "answer": f"{words.zh}" if words else None,
        "opinion": fact.is_opinion,
        "source": fact.source,
        "source_note": fact.source_note,
        "noted_by": str(fact.noted_by or ""),
        "noted_on": fact.noted_on.isoformat(),
        "ended_on": fact.ended_on.isoformat() if fact.ended_on else None,
        "kept_until": fact.expires_on.isoformat() if fact.expires_on else None,
    }


def _told(row: models.Model) -> Row:
    return {
        field.name: _plain(getattr(row, field.attname), row, field)
        for field in row._meta.concrete_fields
        if field.name not in _LEFT_OUT
    }


def _plain(value: object, row: models.Model, field: "models.Field[object, object]") -> Plain:
    if isinstance(field, models.ForeignKey):
        other = getattr(row, field.name)
        return None if other is None else str(other)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    return str(value)
