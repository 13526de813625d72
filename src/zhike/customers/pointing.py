"""What points to a customer or a person, found in the graph of the models: what moves when two become one."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from zhike.customers.models import BulkRow, Customer, LikelyPair, Merge, SearchEntry
from zhike.lib.words import Words
from zhike.trust.actor import Actor

# What was decided or found about the loser itself stays with it.
STAYS = (BulkRow, LikelyPair, Merge, SearchEntry)

# The tables people know by name; others are counted together.
NAMES = {
    "customers.Contact": Words("联系人", "people"),
    "customers.Rating": Words("评价", "ratings"),
    "customers.Tagging": Words("标签", "tags"),
    "customers.Listed": Words("清单记录", "list entries"),
    "activities.Touch": Words("往来", "touches"),
    "activities.Task": Words("待办", "tasks"),
    "activities.Promise": Words("承诺", "promises"),
    "sales.Order": Words("订单", "orders"),
    "sales.Payment": Words("回款", "payments"),
    "service.Case": Words("投诉与请求", "cases"),
}
_OTHERS = Words("其他记录", "other records")


def counts_at(actor: Actor, customer_id: int) -> list[tuple[Words, int]]:
    """(kind, how many) of what points to this customer and would move; the caller has made sure the actor may see it."""
    Customer.objects.visible_to(actor).get(pk=customer_id)
    known: list[tuple[Words, int]] = []
    others = 0
    for owner, name in pointers(Customer):
        count = rows_of(owner).filter(**{name: customer_id}).count()
        if owner._meta.label in NAMES:
            known.append((NAMES[owner._meta.label], count))
        else:
            others += count
    return [each for each in (*known, (_OTHERS, others)) if each[1]]


def pointers(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every table and column that points to this model and moves when rows of it are merged."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        field, owner = relation.field, relation.related_model
        if isinstance(owner, str) or field.primary_key or issubclass(owner, STAYS):
            continue
        yield owner, field.name


def rows_of(model: type[models.Model]) -> models.Manager[Any]:
    """All rows of a table, whatever its own manager passes over."""
    return model._base_manager
