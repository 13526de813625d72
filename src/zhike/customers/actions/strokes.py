"""The strokes of a bulk change: each knows what a customer says now and writes another value, so that all can be undone.

A value is plain JSON: a field's content, the day and author of a tag, an owner with his team, the moment of the trash.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from zhike.customers import search
from zhike.customers.actions.book import team_of
from zhike.customers.actions.cells import SEARCHED
from zhike.customers.actions.handovers import Changed, note_handovers
from zhike.customers.models import Customer, Listed, ManagedList, Tag, Tagging
from zhike.customers.rules import SHORT_FIELDS, as_text
from zhike.trust import changes, journal
from zhike.trust.actor import Actor, Permission
from zhike.users.models import User

type Plain = str | int | bool | list[str | int | None] | None
type Values = dict[int, Plain]


class Stroke(Protocol):
    """One kind of bulk change, made of what was asked (`said`)."""

    permission: Permission
    first_counts: bool

    def now(self, ids: Sequence[int]) -> Values: ...
    def wanted(self, actor: Actor, on: date, /) -> Plain: ...
    def write(self, actor: Actor, values: Values, before: Values, /, *, on: date) -> None: ...


@dataclass(slots=True)
class SetField:
    """A short field says the same for all."""

    field: str
    value: str | bool
    permission: Permission = Permission.WRITE_CUSTOMERS
    first_counts: bool = False

    def now(self, ids: Sequence[int]) -> Values:
        rows = Customer.everyone.unscoped().filter(pk__in=ids)
        return dict(rows.values_list("pk", self.field))

    def wanted(self, _actor: Actor, _on: date) -> Plain:
        return self.value

    def write(self, actor: Actor, values: Values, before: Values, *, on: date) -> None:
        changes.apply(
            Customer,
            [
                changes.Change(pk, pk, {self.field: before.get(pk)}, {self.field: value})
                for pk, value in values.items()
            ],
        )
        if self.field in SEARCHED:
            search.reindex(values)
        said = {
            pk: {"changes": {self.field: [as_text(before.get(pk)), as_text(value)]}}
            for pk, value in values.items()
        }
        _record(actor, "customer.changed", said, on)


@dataclass(slots=True)
class PutTag:
    """A tag on all (`on`), or off all."""

    tag: Tag
    is_on: bool
    permission: Permission = Permission.WRITE_CUSTOMERS
    first_counts: bool = True

    def now(self, ids: Sequence[int]) -> Values:
        rows = Tagging.objects.unscoped().filter(customer__in=ids, tag=self.tag)
        found: Values = dict.fromkeys(ids)
        for pk, since, by in rows.values_list("customer_id", "since", "by_id"):
            found[pk] = [since.isoformat(), by]
        return found

    def wanted(self, actor: Actor, on: date) -> Plain:
        return [on.isoformat(), actor.user_id] if self.is_on else None

    def write(self, actor: Actor, values: Values, _before: Values, *, on: date) -> None:
        off = [pk for pk, value in values.items() if value is None]
        Tagging.objects.unscoped().filter(customer__in=off, tag=self.tag).delete()
        put = {pk: value for pk, value in values.items() if isinstance(value, list)}
        Tagging.objects.bulk_create(
            [
                Tagging(
                    customer_id=pk, tag=self.tag, since=date.fromisoformat(str(since)), by_id=by
                )
                for pk, (since, by) in put.items()
            ],
            ignore_conflicts=True,
        )
        said = {"tag": self.tag.name}
        _record(actor, "customer.untagged", dict.fromkeys(off, said), on)
        _record(actor, "customer.tagged", dict.fromkeys(put, said), on)


@dataclass(slots=True)
class GiveTo:
    """All are handed over to another account manager."""

    owner: User
    permission: Permission = Permission.ASSIGN_CUSTOMERS
    first_counts: bool = False

    def now(self, ids: Sequence[int]) -> Values:
        rows = Customer.everyone.unscoped().filter(pk__in=ids)
        return {
            pk: [owner, team]
            for pk, owner, team in rows.values_list("pk", "owner_id", "team_id")
        }

    def wanted(self, _actor: Actor, _on: date) -> Plain:
        return [self.owner.pk, team_of(self.owner.pk)]

    def write(self, actor: Actor, values: Values, before: Values, *, on: date) -> None:
        pairs = {pk: value for pk, value in values.items() if isinstance(value, list)}
        changes.apply(
            Customer,
            [
                changes.Change(pk, pk, {}, {"owner": owner, "team": team})
                for pk, (owner, team) in pairs.items()
            ],
        )
        handed = [
            Changed(pk, _first(before.get(pk)), _first(value)) for pk, value in pairs.items()
        ]
        note_handovers(actor, handed, on=on)
        everybody = dict(User.objects.values_list("pk", "name"))
        said = {
            pk: {
                "before": everybody.get(_first(before.get(pk)), ""),
                "after": everybody.get(_first(value), ""),
            }
            for pk, value in pairs.items()
        }
        _record(actor, "customer.assigned", said, on)


@dataclass(slots=True)
class PutOnList:
    """All are put on a managed list, with one reason."""

    on_list: ManagedList
    why: str
    permission: Permission = Permission.WRITE_CUSTOMERS
    first_counts: bool = True

    def now(self, ids: Sequence[int]) -> Values:
        rows = Listed.objects.unscoped().now().filter(customer__in=ids, on_list=self.on_list)
        found: Values = dict.fromkeys(ids)
        for pk, since, why, by in rows.values_list(
            "customer_id", "since", "why", "added_by_id"
        ):
            found[pk] = [since.isoformat(), why, by]
        return found

    def wanted(self, actor: Actor, on: date) -> Plain:
        return [on.isoformat(), self.why, actor.user_id]

    def write(self, actor: Actor, values: Values, _before: Values, *, on: date) -> None:
        off = [pk for pk, value in values.items() if value is None]
        rows = Listed.objects.unscoped().now().filter(customer__in=off, on_list=self.on_list)
        rows.delete()
        put = {pk: value for pk, value in values.items() if isinstance(value, list)}
        Listed.objects.bulk_create(
            [
                Listed(
                    customer_id=pk,
                    on_list=self.on_list,
                    since=date.fromisoformat(str(since)),
                    why=str(why),
                    added_by_id=by,
                )
                for pk, (since, why, by) in put.items()
            ]
        )
        said = {"list": self.on_list.name, "why": self.why}
        _record(actor, "customer.unlisted", dict.fromkeys(off, said), on)
        _record(actor, "customer.listed", dict.fromkeys(put, said), on)


@dataclass(slots=True)
class Trash:
    """All go to the trash."""

    at: datetime
    permission: Permission = Permission.TRASH_CUSTOMERS
    first_counts: bool = True

    def now(self, ids: Sequence[int]) -> Values:
        rows = Customer.everyone.unscoped().filter(pk__in=ids)
        return {
            pk: [at.isoformat(), by] if at else None
            for pk, at, by in rows.values_list("pk", "trashed_at", "trashed_by_id")
        }

    def wanted(self, actor: Actor, _on: date) -> Plain:
        return [self.at.isoformat(), actor.user_id]

    def write(self, actor: Actor, values: Values, _before: Values, *, on: date) -> None:
        back = [pk for pk, value in values.items() if value is None]
        gone = {pk: value for pk, value in values.items() if isinstance(value, list)}
        Customer.everyone.unscoped().filter(pk__in=back).update(
            trashed_at=None, trashed_by=None
        )
        Customer.everyone.unscoped().filter(pk__in=list(gone)).update(
            trashed_at=self.at, trashed_by=actor.user_id
        )
        search.reindex(back)
        names = dict(
            Customer.everyone.unscoped().filter(pk__in=list(values)).values_list("pk", "name")
        )
        _record(actor, "customer.restored", {pk: {"name": names[pk]} for pk in back}, on)
        _record(actor, "customer.trashed", {pk: {"name": names[pk]} for pk in gone}, on)


def stroke_of(what: str, said: Mapping[str, object], *, at: datetime) -> Stroke:
    """The stroke a bulk change is made of; `LookupError` when its tag, list or person is gone."""
    match what:
        case "set":
            field, value = str(said["field"]), said["value"]
            if field not in SHORT_FIELDS:
                raise LookupError(field)
            return SetField(field, value if isinstance(value, bool) else str(value))
        case "tag" | "untag":
            return PutTag(Tag.objects.get(pk=int(str(said["tag"]))), what == "tag")
        case "assign":
            return GiveTo(User.objects.get(pk=int(str(said["owner"])), is_active=True))
        case "list":
            chosen = ManagedList.objects.unscoped().get(pk=int(str(said["on_list"])))
            return PutOnList(chosen, str(said.get("why", "")))
        case "trash":
            return Trash(at)
        case _:
            raise LookupError(what)


def _first(value: Plain) -> int:
    return int(value[0] or 0) if isinstance(value, list) else 0


def _record(
    actor: Actor, kind: str, said: Mapping[int, Mapping[str, object]], on: date
) -> None:
    label = Customer._meta.label_lower
    journal.record_many(
        actor,
        kind,
        [
            journal.Entry(f"{label}:{pk}", on, pk, particulars=dict(particulars))
            for pk, particulars in said.items()
        ],
    )
