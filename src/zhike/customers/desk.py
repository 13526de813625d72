"""What each person keeps on his desk: saved views and pins, the columns of his list, favourites, what he saw lately."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from zhike.customers.models import Customer, Favourite, ListSetting, Pin, Seen, View
from zhike.customers.querysets import CustomerQuerySet, ViewQuerySet
from zhike.trust.actor import Actor

__all__ = ["Desk", "View", "desk", "favourites", "is_starred", "recent", "segments", "view"]


@dataclass(frozen=True, slots=True)
class Desk:
    """The views somebody may open, the pinned ones first, and how his own list is set."""

    views: tuple[View, ...] = ()
    columns: tuple[str, ...] = ()
    opens_with: int | None = None
    pinned: frozenset[int] = field(default_factory=frozenset)


def desk(actor: Actor) -> Desk:
    """Everything a list page needs to know of the person, in two queries."""
    mine = Pin.objects.filter(user_id=actor.user_id or 0, view=OuterRef("pk"))
    rows = views(actor).annotate(is_pinned=Exists(mine)).order_by("-is_pinned", "name", "pk")
    found = tuple(rows.select_related("made_by", "team")[:100])
    setting = ListSetting.objects.filter(user_id=actor.user_id or 0).first()
    return Desk(
        views=found,
        columns=tuple(map(str, setting.columns)) if setting else (),
        opens_with=setting.opens_with_id if setting else None,
        pinned=frozenset(v.pk for v in found if vars(v)["is_pinned"]),
    )


def views(actor: Actor) -> ViewQuerySet:
    """The views one may open: one's own, one's teams', the company's."""
    return View.objects.visible_to(actor)


def view(actor: Actor, view_id: int) -> View:
    """One view; `View.DoesNotExist` when it is a colleague's own."""
    return views(actor).select_related("made_by", "team").get(pk=view_id)


def segments(actor: Actor) -> ViewQuerySet:
    """The views that may stand in the conditions of others."""
    return views(actor).filter(is_segment=True).order_by("name", "pk")


def recent(actor: Actor, *, limit: int = 8) -> list[Customer]:
    """The customers one opened last, the newest first."""
    rows = (
        Seen.objects.visible_to(actor)
        .filter(user_id=actor.user_id or 0)
        .select_related("customer", "customer__owner")
        .order_by("-seen_at")
    )
    return [row.customer for row in rows[:limit]]


def favourites(actor: Actor, *, limit: int = 30) -> list[Customer]:
    """The customers one gave a star, by name."""
    return list(_starred(actor).select_related("owner").order_by("pinyin", "pk")[:limit])


def is_starred(actor: Actor, customer_id: int) -> bool:
    """Whether one gave this customer a star."""
    stars = Favourite.objects.visible_to(actor)
    return stars.filter(user_id=actor.user_id or 0, customer_id=customer_id).exists()


def starred_among(actor: Actor, customer_ids: Iterable[int]) -> set[int]:
    """Which of the customers of a page one gave a star."""
    stars = Favourite.objects.visible_to(actor).filter(user_id=actor.user_id or 0)
    ids = stars.filter(customer_id__in=list(customer_ids)).values_list("customer_id", flat=True)
    return set(ids)


def _starred(actor: Actor) -> CustomerQuerySet:
    stars: QuerySet[Favourite] = Favourite.objects.visible_to(actor)
    mine = stars.filter(user_id=actor.user_id or 0)
    return Customer.objects.visible_to(actor).filter(pk__in=mine.values("customer_id"))
