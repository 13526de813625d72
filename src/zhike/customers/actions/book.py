"""The customer book: customers are opened, changed and given to somebody else."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction

from zhike.customers import search
from zhike.customers.models import Customer, Handover
from zhike.lib.names import block_key, folded, name_key, pinyin, sound_key
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.models import User


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """What somebody wrote about a customer; every field he left blank is empty."""

    name: str
    short_name: str = ""
    number: str | None = None
    kind: str = Customer.Kind.ORGANISATION
    credit_code: str | None = None
    industry: str = ""
    city: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    note: str = ""
    is_key: bool = False
    since: date | None = None


def spelled(name: str) -> dict[str, str]:
    """The columns that follow from a name."""
    clean = folded(name)
    return {
        "name": clean,
        "name_key": name_key(clean),
        "pinyin": pinyin(clean)[:400],
        "sound_key": sound_key(clean),
        "block_key": block_key(clean),
    }


@transaction.atomic
def open_customer(
    actor: Actor,
    draft: CustomerDraft,
    *,
    owner_id: int | None,
    on: date,
    batch: int | None = None,
) -> Customer:
    """Put a customer on the books of an account manager and of the manager's first team."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    if owner_id not in actor.stands_for:
        demand(actor, Permission.ASSIGN_CUSTOMERS)
    customer = Customer.objects.create(
        **(asdict(draft) | spelled(draft.name)),
        owner_id=owner_id,
        team_id=team_of(owner_id),
        batch=batch,
    )
    search.reindex([customer.pk])
    journal.record(
        actor, "customer.opened", customer, on=on, customer_id=customer.pk, name=customer.name
    )
    return customer


@transaction.atomic
def change_customer(
    actor: Actor, customer: Customer, draft: CustomerDraft, *, on: date
) -> Customer:
    """Write what changed, and what it was before, into one event; no change leaves none."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    changed = _changes(customer, asdict(draft) | spelled(draft.name))
    if not changed:
        return customer
    customer.save(update_fields=list(changed))
    search.reindex([customer.pk])
    journal.record(
        actor, "customer.changed", customer, on=on, customer_id=customer.pk, changes=changed
    )
    return customer


@transaction.atomic
def assign_customer(
    actor: Actor, customer: Customer, *, owner_id: int, on: date, why: str = ""
) -> Handover:
    """Hand a customer over to another account manager; the way it went stays on record."""
    demand(actor, Permission.ASSIGN_CUSTOMERS)
    before = customer.owner
    customer.owner = User.objects.get(pk=owner_id)
    customer.team_id = team_of(owner_id)
    customer.save(update_fields=["owner", "team"])
    handover = Handover.objects.create(
        customer=customer,
        before=before,
        after=customer.owner,
        by_id=actor.user_id,
        why=why,
        handed_on=on,
    )
    journal.record(
        actor,
        "customer.assigned",
        customer,
        on=on,
        customer_id=customer.pk,
        before=str(before or ""),
        after=str(customer.owner),
    )
    return handover


@transaction.atomic
def read_pack(actor: Actor, handover: Handover, *, on: date) -> Handover:
    """The new account manager has read what he needs to know."""
    demand(actor, Permission.LOG_TOUCHES)
    if handover.read_on is None:
        handover.read_on = on
        handover.save(update_fields=["read_on"])
        journal.record(
            actor, "handover.read", handover, on=on, customer_id=handover.customer_id
        )
    return handover


def team_of(owner_id: int | None) -> int | None:
    """The first team of an account manager; the team that sees his customers."""
    if owner_id is None:
        return None
    teams = User.teams.through.objects.filter(user_id=owner_id).order_by("team_id")
    return teams.values_list("team_id", flat=True).first()


def _changes(customer: Customer, wanted: dict[str, Any]) -> dict[str, list[str]]:
    """Field → [before, after], after setting them."""
    changed: dict[str, list[str]] = {}
    for field, value in wanted.items():
        before = getattr(customer, field)
        if before != value:
            changed[field] = ["" if v is None else str(v) for v in (before, value)]
            setattr(customer, field, value)
    return changed
