"""Programmes for an account are written, agreed, begun, ended or withdrawn (S3-21, S2-22, S2-23, S3-25)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zhike.activities.models import Programme
from zhike.customers.models import Customer
from zhike.trust import journal, requests
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker

_S = Programme.Stage


class OtherStage(ValueError):
    """It has not come so far, or is past that: `stage` says where it stands."""

    def __init__(self, stage: str) -> None:
        self.stage = stage
        super().__init__(stage)


class NotAgreed(ValueError):
    """It costs money or is a promotion: another has to agree first."""


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """What is undertaken: what it is called, its goal, from when to when, what it may cost us (fen), and how it is written out."""

    kind: str
    title: str
    goal: str
    begins_on: date
    ends_on: date
    budget: int
    plan: str
    method: str
    owner_id: int


@transaction.atomic
def write_programme(
    actor: Actor, customer: Customer, draft: ProgrammeDraft, *, at: datetime, on: date
) -> Programme:
    """A draft; nothing is agreed yet."""
    demand(actor, Permission.LOG_TOUCHES)
    programme = Programme.objects.create(
        customer=customer,
        kind=draft.kind,
        title=draft.title.strip(),
        goal=draft.goal.strip(),
        begins_on=draft.begins_on,
        ends_on=draft.ends_on,
        budget=draft.budget,
        plan=draft.plan.strip(),
        method=draft.method,
        owner_id=draft.owner_id,
        asked_by_id=asker(actor),
        asked_at=at,
    )
    _record(actor, "written", programme, on=on)
    return programme


@transaction.atomic
def change_programme(
    actor: Actor, programme: Programme, draft: ProgrammeDraft, *, on: date
) -> Programme:
    """Written otherwise; only while nobody has agreed to it."""
    demand(actor, Permission.LOG_TOUCHES)
    _at_stage(programme, _S.DRAFT)
    names = ("title", "goal", "begins_on", "ends_on", "budget", "plan", "owner_id")
    for name in names:
        setattr(programme, name, getattr(draft, name))
    programme.save(update_fields=[name.removesuffix("_id") for name in names])
    _record(actor, "changed", programme, on=on)
    return programme


@transaction.atomic
def ask_for_agreement(
    actor: Actor, programme: Programme, *, at: datetime, on: date
) -> Programme:
    """Another is to agree; whoever asks is who sends it, and an earlier refusal is over."""
    demand(actor, Permission.LOG_TOUCHES)
    _at_stage(programme, _S.DRAFT)
    programme.asked_by_id, programme.asked_at = asker(actor), at
    programme.decided_by, programme.decided_at = None, None
    programme.is_granted, programme.decision = False, ""
    programme.stage = _S.ASKED
    programme.save()
    _record(actor, "asked", programme, on=on)
    return programme


@transaction.atomic
def decide_programme(
    actor: Actor, programme_id: int, *, grant: bool, why: str, at: datetime, on: date
) -> Programme:
    """Another one agrees, or sends it back to be written otherwise; nobody decides his own."""
    asked = Programme.objects.filter(pk=programme_id)
    requests.decide(actor, asked, grant=grant, why=why, at=at)
    programme = Programme.objects.unscoped().get(pk=programme_id)
    programme.stage = _S.AGREED if grant else _S.DRAFT
    programme.save(update_fields=["stage"])
    _record(actor, "agreed" if grant else "sent_back", programme, on=on, why=why)
    return programme


@transaction.atomic
def begin_programme(actor: Actor, programme: Programme, *, on: date) -> Programme:
    """It runs; one that costs nothing needs nobody's word."""
    demand(actor, Permission.LOG_TOUCHES)
    if programme.stage in (_S.DRAFT, _S.ASKED) and programme.needs_approval:
        raise NotAgreed
    _at_stage(programme, _S.DRAFT, _S.AGREED)
    programme.stage = _S.RUNNING
    programme.save(update_fields=["stage"])
    _record(actor, "begun", programme, on=on)
    return programme


@transaction.atomic
def end_programme(
    actor: Actor, programme: Programme, *, outcome: str, spent: int, on: date
) -> Programme:
    """It is over: what came of it in words, and what it cost (fen)."""
    demand(actor, Permission.LOG_TOUCHES)
    _at_stage(programme, _S.RUNNING)
    programme.stage, programme.closed_on = _S.ENDED, on
    programme.outcome, programme.spent = outcome.strip(), spent
    programme.save(update_fields=["stage", "closed_on", "outcome", "spent"])
    _record(actor, "ended", programme, on=on, outcome=programme.outcome[:200], spent=spent)
    return programme


@transaction.atomic
def withdraw_programme(
    actor: Actor, programme: Programme, *, why: str, spent: int, on: date
) -> Programme:
    """It is not done, or not any more."""
    demand(actor, Permission.LOG_TOUCHES)
    _at_stage(programme, _S.DRAFT, _S.ASKED, _S.AGREED, _S.RUNNING)
    programme.stage, programme.closed_on = _S.WITHDRAWN, on
    programme.outcome, programme.spent = why.strip(), spent
    programme.save(update_fields=["stage", "closed_on", "outcome", "spent"])
    _record(actor, "withdrawn", programme, on=on, why=programme.outcome[:200])
    return programme


def _at_stage(programme: Programme, *stages: str) -> None:
    """Compared with the row as it is now, locked: two at once must not both find it there."""
    now = Programme.objects.unscoped().select_for_update().get(pk=programme.pk).stage
    if now not in stages:
        raise OtherStage(now)


def _record(
    actor: Actor, what: str, programme: Programme, *, on: date, **more: str | int
) -> None:
    journal.record(
        actor,
        f"programme.{what}",
        programme,
        on=on,
        customer_id=programme.customer_id,
        title=programme.title,
        kind=programme.kind,
        budget=programme.budget,
        **more,
    )
