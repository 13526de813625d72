"""Tags and managed lists: the vocabulary, what a customer carries, who is on a list and who was."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from zhike.customers.models import Listed, ManagedList, Tag, Tagging
from zhike.customers.querysets import ListedQuerySet, ManagedListQuerySet
from zhike.trust.actor import Actor

__all__ = ["ManagedList", "Tag", "lists", "lists_of", "members", "tag", "tags", "tags_of"]


def tags() -> QuerySet[Tag]:
    """The company's vocabulary, by name."""
    return Tag.objects.order_by("name")


def tags_used(actor: Actor) -> QuerySet[Tag]:
    """The vocabulary with the number of customers one sees under each word."""
    seen = Tagging.objects.visible_to(actor).values("pk")
    return tags().annotate(uses=Count("taggings", filter=Q(taggings__in=seen)))


def tag(tag_id: int) -> Tag:
    """One word of the vocabulary."""
    return Tag.objects.get(pk=tag_id)


def tags_of(actor: Actor, customer_ids: Iterable[int]) -> dict[int, list[Tag]]:
    """Customer id → his tags, for the rows of a page."""
    rows = (
        Tagging.objects.visible_to(actor)
        .filter(customer_id__in=list(customer_ids))
        .select_related("tag")
        .order_by("tag__name")
    )
    found: dict[int, list[Tag]] = {}
    for row in rows:
        found.setdefault(row.customer_id, []).append(row.tag)
    return found


def lists(actor: Actor) -> ManagedListQuerySet:
    """The managed lists, those of the company first."""
    return ManagedList.objects.visible_to(actor).order_by("level", "name")


def lists_with_size(actor: Actor) -> ManagedListQuerySet:
    """The managed lists with how many customers one sees on each now."""
    seen = Listed.objects.visible_to(actor).now().values("pk")
    return lists(actor).annotate(size=Count("members", filter=Q(members__in=seen)))


def managed_list(actor: Actor, list_id: int) -> ManagedList:
    """One managed list."""
    return ManagedList.objects.visible_to(actor).get(pk=list_id)


def members(actor: Actor, list_id: int, *, past: bool = False) -> ListedQuerySet:
    """Who is on a list now, or who was and why he left (S4-65)."""
    rows = Listed.objects.visible_to(actor).filter(on_list_id=list_id)
    rows = rows.exclude(left_on=None).order_by("-left_on", "pk") if past else rows.now()
    rows = rows if past else rows.order_by("-since", "pk")
    return rows.select_related("customer", "customer__owner", "added_by")


def lists_of(actor: Actor, customer_id: int) -> ListedQuerySet:
    """The managed lists a customer is on, and was on."""
    rows = Listed.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("on_list", "added_by").order_by("left_on", "-since")


def place(actor: Actor, listed_id: int) -> Listed:
    """One customer's place on a list."""
    rows = Listed.objects.visible_to(actor).now()
    return rows.select_related("customer", "on_list").get(pk=listed_id)
