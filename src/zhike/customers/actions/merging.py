"""Two customers, or two people at one, become one, and can be parted again exactly.

What points to the loser is found in the graph of the models, so that a table added later moves by itself. A row that
may not stand twice at the winner (one standing per scheme, a tag he has already) stays with the loser, which stays a row.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from zhike.customers import search
from zhike.customers.actions.book import spelled
from zhike.customers.models import Contact, Customer, Merge
from zhike.customers.pointing import pointers, rows_of
from zhike.customers.rules import WRITTEN
from zhike.lib.names import person_pinyin
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

CONTACT_WRITTEN = (
    "name", "address_as", "title", "part", "mobile", "phone", "email", "wechat", "note",
)  # fmt: skip
_BIRTHDAY = ("birth_calendar", "birth_year", "birth_month", "birth_day", "birth_leap")
_AT_ONCE = 500

type Moved = dict[str, list[int]]
type Before = list[list[Any]]


class CannotPart(RuntimeError):
    """A merge cannot be undone now: the winner itself was merged or lies in the trash, or it was undone already."""


@transaction.atomic
def merge_customers(
    actor: Actor,
    winner_id: int,
    loser_id: int,
    *,
    from_loser: Sequence[str],
    at: datetime,
    on: date,
) -> Merge:
    """Make one customer of two: the fields named come from the loser, everything that points to the loser moves (ux 40, 41)."""
    demand(actor, Permission.MERGE_CUSTOMERS)
    rows = Customer.objects.visible_to(actor).select_for_update().in_bulk([winner_id, loser_id])
    if len(rows) != 2:
        raise Customer.DoesNotExist
    winner, loser = rows[winner_id], rows[loser_id]
    before = _settle_contacts(winner, loser)
    moved = _move(Customer, winner.pk, loser.pk)
    after = _chosen(winner, loser, from_loser)
    gone: dict[str, Any] = {
        "trashed_at": at,
        "trashed_by_id": actor.user_id,
        "merged_into_id": winner.pk,
    }
    gone |= {key: None for key in ("number", "credit_code") if after.get(key)}
    before.append(_change(loser, gone))
    before.append(_change(winner, after))
    merge = Merge.objects.create(
        winner=winner,
        loser=loser,
        made_by_id=actor.user_id,
        made_on=on,
        moved=moved,
        before=[each for each in before if each[2]],
    )
    search.reindex([winner.pk])
    journal.record(
        actor,
        "customer.merged",
        winner,
        on=on,
        customer_id=winner.pk,
        loser=loser.pk,
        name=loser.name,
        rows=sum(map(len, moved.values())),
    )
    return merge


@transaction.atomic
def merge_contacts(
    actor: Actor,
    kept_id: int,
    lost_id: int,
    *,
    from_lost: Sequence[str],
    at: datetime,
    on: date,
) -> Merge:
    """Make one person of two at the same customer."""
    demand(actor, Permission.MERGE_CUSTOMERS)
    rows = Contact.objects.visible_to(actor).select_for_update().in_bulk([kept_id, lost_id])
    if len(rows) != 2 or len({row.customer_id for row in rows.values()}) != 1:
        raise Contact.DoesNotExist
    kept, lost = rows[kept_id], rows[lost_id]
    moved = _move(Contact, kept.pk, lost.pk)
    after = _chosen_of_person(kept, lost, from_lost)
    before = [
        _change(lost, {"trashed_at": at, "merged_into_id": kept.pk, "is_main": False}),
        _change(kept, after),
    ]
    merge = Merge.objects.create(
        winner_id=kept.customer_id,
        loser_id=kept.customer_id,
        kept_contact=kept,
        lost_contact=lost,
        made_by_id=actor.user_id,
        made_on=on,
        moved=moved,
        before=[each for each in before if each[2]],
    )
    search.reindex([kept.customer_id])
    journal.record(
        actor, "contact.merged", kept, on=on, customer_id=kept.customer_id, name=kept.name
    )
    return merge


@transaction.atomic
def undo_merge(actor: Actor, merge: Merge, *, on: date) -> None:
    """Part what was merged: every row goes back; what was added since stays with the winner (ux 42)."""
    demand(actor, Permission.MERGE_CUSTOMERS)
    model = Contact if merge.lost_contact_id else Customer
    kept, lost = (
        rows_of(model).select_for_update().get(pk=pk)
        for pk in (
            merge.kept_contact_id or merge.winner_id,
            merge.lost_contact_id or merge.loser_id,
        )
    )
    if merge.undone_on or kept.trashed_at or lost.merged_into_id != kept.pk:
        raise CannotPart
    for place, ids in merge.moved.items():
        label, name = place.rsplit(".", 1)
        rows = rows_of(apps.get_model(label))
        for part in batched(ids, _AT_ONCE, strict=False):
            rows.filter(pk__in=part, **{name: kept.pk}).update(**{name: lost.pk})
    for label, pk, was, became in reversed(merge.before):
        _restore(apps.get_model(label), pk, was, became)
    merge.undone_on = on
    merge.save(update_fields=["undone_on"])
    search.reindex({merge.winner_id, merge.loser_id})
    kind = "contact.parted" if merge.lost_contact_id else "customer.parted"
    journal.record(actor, kind, kept, on=on, customer_id=merge.winner_id, name=str(lost))


def _move(model: type[models.Model], kept: int, lost: int) -> Moved:
    moved: Moved = {}
    for owner, name in pointers(model):
        ids = list(
            rows_of(owner).filter(**{name: lost}).order_by("pk").values_list("pk", flat=True)
        )
        if went := _moved(owner, name, ids, kept, lost):
            moved[f"{owner._meta.label}.{name}"] = went
    return moved


def _moved(
    owner: type[models.Model], name: str, ids: list[int], kept: int, lost: int
) -> list[int]:
    """All rows at once; where one may not stand twice at the winner, row by row, and those that cannot stay."""
    if not ids:
        return []
    rows = rows_of(owner)
    try:
        with transaction.atomic():
            rows.filter(**{name: lost}).update(**{name: kept})
    except IntegrityError:
        return [pk for pk in ids if _goes(rows.filter(pk=pk), name, kept)]
    return ids


def _goes(row: models.QuerySet[Any], name: str, kept: int) -> bool:
    try:
        with transaction.atomic():
            row.update(**{name: kept})
    except IntegrityError:
        return False
    return True


def _settle_contacts(winner: Customer, loser: Customer) -> Before:
    """Two customers have two main people; the merged one keeps the winner's."""
    has_main = Contact.objects.unscoped().filter(customer=winner, is_main=True).exists()
    mains = Contact.objects.unscoped().filter(customer=loser, is_main=True)
    return [_change(person, {"is_main": False}) for person in mains] if has_main else []


def _chosen(winner: Customer, loser: Customer, from_loser: Sequence[str]) -> dict[str, Any]:
    taken = {field: getattr(loser, field) for field in WRITTEN if field in from_loser}
    if "name" in taken:
        taken |= spelled(taken["name"])
    if "owner" in from_loser:
        taken |= {"owner_id": loser.owner_id, "team_id": loser.team_id}
    days = [day for day in (winner.last_touch_on, loser.last_touch_on) if day]
    return taken | {"last_touch_on": max(days, default=None)}


def _chosen_of_person(kept: Contact, lost: Contact, from_lost: Sequence[str]) -> dict[str, Any]:
    names = [field for field in CONTACT_WRITTEN if field in from_lost]
    names += _BIRTHDAY if "birthday" in from_lost else ()
    taken = {field: getattr(lost, field) for field in names}
    if "name" in taken:
        taken["pinyin"] = person_pinyin(taken["name"])
    return taken | {"is_main": kept.is_main or lost.is_main}


def _change(row: models.Model, wanted: Mapping[str, Any]) -> list[Any]:
    """Write what differs; the table, the row, what it said and what it says, as plain as JSON."""
    was = {
        name: _plain(getattr(row, name))
        for name, value in wanted.items()
        if getattr(row, name) != value
    }
    became = {name: _plain(wanted[name]) for name in was}
    for name in was:
        setattr(row, name, wanted[name])
    if was:
        row.save(update_fields=[_field(type(row), name).name for name in was])
    return [row._meta.label, row.pk, was, became]


def _restore(
    model: type[models.Model], pk: int, was: Mapping[str, Any], became: Mapping[str, Any]
) -> None:
    """Write back what nobody changed since."""
    row = rows_of(model).filter(pk=pk).first()
    if row is None:
        return
    same = [name for name in was if _plain(getattr(row, name)) == became[name]]
    for name in same:
        setattr(row, name, _field(model, name).to_python(was[name]))
    if same:
        row.save(update_fields=[_field(model, name).name for name in same])


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
    assert isinstance(field, models.Field)  # noqa: S101 - only columns are ever changed
    return field


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
