"""Ways of looking at the customer list are saved, changed, shared, pinned and dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from zhike.customers.models import ListSetting, Pin, View
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden, Permission, demand


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """What somebody wants to keep: conditions, order and columns under a name, for himself, a team or everybody."""

    name: str
    asked: dict[str, object] = field(default_factory=dict)
    sort: str = ""
    columns: Sequence[str] = ()
    reach: str = View.Reach.OWN
    team_id: int | None = None
    is_segment: bool = False


@transaction.atomic
def save_view(actor: Actor, draft: ViewDraft, *, on: date) -> View:
    """Keep a way of looking at the list; only those who manage the book share it with others."""
    _may_reach(actor, draft.reach)
    view = View.objects.create(made_by_id=actor.user_id or 0, **_columns(draft))
    Pin.objects.create(user_id=actor.user_id or 0, view=view)
    journal.record(actor, "view.saved", view, on=on, name=view.name, reach=view.reach)
    return view


@transaction.atomic
def change_view(actor: Actor, view_id: int, draft: ViewDraft, *, on: date) -> View:
    """Write a view anew: its name, its reach, its conditions."""
    view = _mine(actor, view_id)
    _may_reach(actor, draft.reach)
    for name, value in _columns(draft).items():
        setattr(view, name, value)
    view.save()
    journal.record(actor, "view.changed", view, on=on, name=view.name, reach=view.reach)
    return view


@transaction.atomic
def set_columns(actor: Actor, view_id: int, columns: Sequence[str], *, on: date) -> None:
    """Show other columns in a view, or in another order."""
    view = _mine(actor, view_id)
    view.columns = list(columns)
    view.save(update_fields=["columns"])
    journal.record(actor, "view.changed", view, on=on, name=view.name, reach=view.reach)


@transaction.atomic
def copy_view(actor: Actor, view_id: int, *, name: str, on: date) -> View:
    """Make a colleague's view one's own."""
    view = View.objects.visible_to(actor).get(pk=view_id)
    draft = ViewDraft(name, view.asked, view.sort, view.columns, is_segment=view.is_segment)
    return save_view(actor, draft, on=on)


@transaction.atomic
def drop_view(actor: Actor, view_id: int, *, on: date) -> None:
    """Delete a view; the customers in it stay where they are."""
    view = _mine(actor, view_id)
    journal.record(actor, "view.dropped", view, on=on, name=view.name)
    view.delete()


@transaction.atomic
def pin_view(actor: Actor, view_id: int, *, pinned: bool) -> None:
    """Keep a view above one's list, or take it away from there; a matter of one's own desk, no event."""
    view = View.objects.visible_to(actor).get(pk=view_id)
    if pinned:
        Pin.objects.get_or_create(user_id=actor.user_id or 0, view=view)
    else:
        Pin.objects.filter(user_id=actor.user_id or 0, view=view).delete()


@transaction.atomic
def open_with(actor: Actor, view_id: int | None) -> None:
    """Let one's list open with this view, or with everything; a matter of one's own desk, no event."""
    view = View.objects.visible_to(actor).get(pk=view_id) if view_id else None
    ListSetting.objects.update_or_create(
        user_id=actor.user_id or 0, defaults={"opens_with": view}
    )


@transaction.atomic
def keep_columns(actor: Actor, columns: Sequence[str]) -> None:
    """Remember the columns of one's unsaved list; a matter of one's own desk, no event."""
    ListSetting.objects.update_or_create(
        user_id=actor.user_id or 0, defaults={"columns": list(columns)}
    )


def _mine(actor: Actor, view_id: int) -> View:
    """A view one may change: one's own, or a shared one when one manages the book."""
    view = View.objects.visible_to(actor).get(pk=view_id)
    if view.made_by_id != actor.user_id:
        demand(actor, Permission.MANAGE_BOOK)
    return view


def _may_reach(actor: Actor, reach: str) -> None:
    demand(actor, Permission.READ_CUSTOMERS)
    if actor.user_id is None:
        raise Forbidden(Permission.READ_CUSTOMERS)
    if reach != View.Reach.OWN:
        demand(actor, Permission.MANAGE_BOOK)


def _columns(draft: ViewDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "asked": draft.asked,
        "sort": draft.sort,
        "columns": list(draft.columns),
        "reach": draft.reach,
        "team_id": draft.team_id if draft.reach == View.Reach.TEAM else None,
        "is_segment": draft.is_segment,
    }
