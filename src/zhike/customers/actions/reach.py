"""More ways to reach somebody, how else he is called, and what he asked us not to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers import search
from zhike.customers.models import AlsoCalled, Contact, ContactPoint, DoNotContact
from zhike.customers.rules import normal_form
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand

# The kinds whose main one stands on the contact itself.
MAIN = {"mobile": 40, "phone": 40, "email": 120, "wechat": 60}


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A way to reach somebody as it was given."""

    kind: str
    value: str
    label: str = ""
    do_not_use: bool = False


@transaction.atomic
def add_point(actor: Actor, contact: Contact, draft: PointDraft, *, on: date) -> ContactPoint:
    """Note one more way to reach somebody; the same one twice is one."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    point, is_new = ContactPoint.objects.unscoped().update_or_create(
        contact=contact,
        kind=draft.kind,
        normal=normal_form(draft.kind, draft.value),
        defaults={
            "value": draft.value.strip(),
            "label": draft.label.strip(),
            "do_not_use": draft.do_not_use,
        },
    )
    search.reindex([contact.customer_id])
    _tell(
        actor,
        "contact.point_added" if is_new else "contact.point_changed",
        contact,
        draft.kind,
        on,
    )
    return point


@transaction.atomic
def drop_point(actor: Actor, point: ContactPoint, *, on: date) -> None:
    """Take a way to reach somebody off his card."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    contact, kind = point.contact, point.kind
    point.delete()
    search.reindex([contact.customer_id])
    _tell(actor, "contact.point_dropped", contact, kind, on)


@transaction.atomic
def make_main(actor: Actor, point: ContactPoint, *, on: date) -> Contact:
    """This number or address becomes the main one of its kind; the former main one takes its place."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    contact, kind = point.contact, str(point.kind)
    if kind not in MAIN or len(point.value) > MAIN[kind]:
        raise ValueError(kind)
    before = getattr(contact, kind)
    setattr(contact, kind, point.value)
    contact.save(update_fields=[kind])
    point.delete()
    if before:
        ContactPoint.objects.unscoped().get_or_create(
            contact=contact,
            kind=kind,
            normal=normal_form(kind, before),
            defaults={"value": before},
        )
    search.reindex([contact.customer_id])
    _tell(actor, "contact.point_main", contact, kind, on)
    return contact


@transaction.atomic
def call_also(
    actor: Actor, contact: Contact, names: Mapping[str, str], *, on: date
) -> list[str]:
    """Write how somebody is called in each situation; an empty name is taken away. The situations that changed."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    held = {
        each.situation: each for each in AlsoCalled.objects.unscoped().filter(contact=contact)
    }
    changed = []
    for situation, words in names.items():
        there, wanted = held.get(situation), words.strip()
        if (there.words if there else "") == wanted:
            continue
        changed.append(situation)
        if not wanted and there:
            there.delete()
        else:
            AlsoCalled.objects.unscoped().update_or_create(
                contact=contact, situation=situation, defaults={"words": wanted}
            )
    if changed:
        search.reindex([contact.customer_id])
        journal.record(
            actor,
            "contact.called",
            contact,
            on=on,
            customer_id=contact.customer_id,
            name=contact.name,
            situations=changed,
        )
    return changed


@transaction.atomic
def respect_wish(
    actor: Actor, contact: Contact, *, way: str, why: str, on: date
) -> DoNotContact:
    """Somebody asked us not to reach him in this way; it holds from today until it is lifted."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    wish, is_new = DoNotContact.objects.unscoped().get_or_create(
        contact=contact,
        way=way,
        ended_on=None,
        defaults={"why": why, "since": on, "noted_by_id": actor.user_id},
    )
    if is_new:
        _tell(actor, "contact.do_not", contact, way, on)
    return wish


@transaction.atomic
def lift_wish(actor: Actor, wish: DoNotContact, *, on: date) -> DoNotContact:
    """He may be reached in this way again; that he once asked stays written."""
    demand(actor, Permission.WRITE_CUSTOMERS)
    wish.ended_on, wish.ended_by_id = on, actor.user_id
    wish.save(update_fields=["ended_on", "ended_by"])
    _tell(actor, "contact.may_again", wish.contact, wish.way, on)
    return wish


def _tell(actor: Actor, kind: str, contact: Contact, what: str, on: date) -> None:
    """The event names the kind of thing, never the number itself."""
    journal.record(
        actor,
        kind,
        contact,
        on=on,
        customer_id=contact.customer_id,
        name=contact.name,
        what=str(what),
    )


@transaction.atomic
def set_aside(actor: Actor, contact: Contact, *, kind: str, on: date) -> ContactPoint:
    """The main number or address of this kind must not be used any more; it stays, marked."""
    value = str(getattr(contact, kind)) if kind in MAIN else ""
    if not value:
        raise ValueError(kind)
    setattr(contact, kind, "")
    contact.save(update_fields=[kind])
    return add_point(actor, contact, PointDraft(kind, value, do_not_use=True), on=on)
